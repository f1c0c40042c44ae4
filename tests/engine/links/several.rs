//! Several links in one text, as a chat holds them.

use super::plain;
use crate::link_samples::{link_to, redesigned, saved};
use tierlab_engine::formats::documents::{Content, Design};
use tierlab_engine::formats::{Received, read_links, write_link};
use tierlab_engine::library::{entries, link_bases};

const PAGE: &str = "https://example.org/tierlab/#s=";

/// Links to different designs: name of the design, and the link.
fn links(count: usize) -> Vec<(String, String)> {
    let entries = entries();
    let link = |at: usize| {
        let (program, portfolio) = entries[at].open().expect("the library opens");
        let scenario = redesigned(program);
        let name = scenario.alternative.name.clone();
        let design = Design { saved: saved(scenario, &portfolio), partners: None };
        (name, format!("{PAGE}{}", write_link(&link_to(design), &link_bases())))
    };
    (0..count).map(link).collect()
}

fn names(text: &str) -> Vec<Result<String, String>> {
    let read = read_links(text, &link_bases()).into_iter();
    read.map(|received| match received {
        Ok(Received::Link(link)) => match link.content {
            Content::Design(design) => Ok(design.saved.scenario.alternative.name),
            Content::PartnerView(_) => Err("a view".to_owned()),
        },
        Ok(Received::Sealed(_)) => Err("locked".to_owned()),
        Err(problems) => Err(problems.to_string()),
    })
    .collect()
}

#[test]
fn a_chat_gives_all_its_links_in_their_order() {
    let links = links(5);
    let chat: Vec<String> = links
        .iter()
        .enumerate()
        .map(|(at, (_, link))| format!("[09:4{at}] Person {at}: here is mine {link}\n> and why."))
        .collect();
    let expected: Vec<Result<String, String>> =
        links.iter().map(|(name, _)| Ok(name.clone())).collect();
    assert_eq!(names(&chat.join("\n")), expected);
    let wrapped = chat.join("\n").replace("s=2.", "s=\r\n 2.");
    assert_eq!(names(&wrapped), expected);
}

#[test]
fn a_damaged_one_is_said_and_the_others_are_read() {
    let links = links(3);
    let cut = &links[1].1[..links[1].1.len() - 20];
    let read = names(&format!("{}\n{cut}\n{}", links[0].1, links[2].1));
    assert_eq!(read.len(), 3);
    assert_eq!(read[0], Ok(links[0].0.clone()));
    assert!(read[1].as_ref().is_err_and(|why| why.contains("damaged")), "{read:?}");
    assert_eq!(read[2], Ok(links[2].0.clone()));
}

#[test]
fn one_that_stands_there_twice_is_one() {
    let links = links(2);
    let text = format!("{}\n{}\n{}", links[0].1, links[1].1, links[0].1);
    assert_eq!(names(&text).len(), 2);
}

#[test]
fn a_text_without_links_and_one_of_nothing_but_beginnings_end_quickly() {
    assert_eq!(names("see you at nine").len(), 1);
    assert!(names("see you at nine")[0].is_err());
    let hostile = " s=2".repeat(40_000);
    assert!(names(&hostile).iter().all(Result::is_err));
    assert!(names(&"x".repeat(300_000)).iter().all(Result::is_err));
    let one = write_link(&plain(), &link_bases());
    assert_eq!(names(&one).len(), 1);
}
