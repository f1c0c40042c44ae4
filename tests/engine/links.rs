//! Share links: they come back as they went, stay short, open for ever, and say what is wrong with them.

mod kept;
mod mangled;
mod numbers;
mod partners;
mod sealed;
mod several;

use crate::documents::saved;
use crate::link_samples::{Row, hundred_partners, link_to, rows};
use tierlab_engine::formats::documents::{Content, Design, Link, View};
use tierlab_engine::formats::{Received, read_link, write_link};
use tierlab_engine::library::link_bases;

/// Opens a link that is not under a passphrase.
#[track_caller]
fn open(text: &str) -> Link {
    match read_link(text, &link_bases()) {
        Ok(Received::Link(link)) => *link,
        other => panic!("{text}: {other:?}"),
    }
}

/// What is said of a link that cannot be opened.
#[track_caller]
fn refused(text: &str) -> String {
    read_link(text, &link_bases()).expect_err(text).to_string()
}

fn design_of(link: &Link) -> &Design {
    match &link.content {
        Content::Design(design) => design,
        Content::PartnerView(_) => panic!("a design"),
    }
}

fn plain() -> Link {
    link_to(Design { saved: saved(), partners: None })
}

#[test]
fn a_link_comes_back_with_what_its_sender_saw() {
    let mut link = plain();
    link.read_only = true;
    link.view = View {
        screen: "/program".to_owned(),
        partner: "Zoë & Söhne".to_owned(),
        numbers: "en".to_owned(),
    };
    let text = write_link(&link, &link_bases());
    assert!(text.len() <= 1_800, "{} characters", text.len());
    assert!(text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)), "{text}");
    assert_eq!(open(&text), link);
}

#[test]
fn a_partner_view_travels_as_text() {
    let content = Content::PartnerView("{\"anything\":\"<script>\"}".to_owned());
    let link = Link { content, ..plain() };
    assert_eq!(open(&write_link(&link, &[])), link);
    let link = Link { content: Content::PartnerView("x".repeat(70_000)), ..link };
    assert!(refused(&write_link(&link, &[])).contains("too large"));
}

#[test]
fn links_are_as_short_as_promised() {
    for row in rows() {
        assert!(row.redesigned <= 400, "{}: {} characters", row.title, row.redesigned);
        assert!(row.custom <= 1_800, "{}: {} characters from nothing", row.title, row.custom);
        if row.partners <= 100 {
            assert!(
                row.coded <= 1_000 && row.named <= 1_200,
                "{}: {}, {}",
                row.title,
                row.coded,
                row.named
            );
        }
    }
    let told = include_str!("../../public/docs/how-long-links-are.md");
    for Row { title, partners, redesigned, custom, coded, named } in rows() {
        let row = format!(
            "| {title} ({partners} partners) | {redesigned} | {custom} | {coded} | {named} |"
        );
        assert!(told.contains(&row), "print the table anew: {row}");
    }
    let lengths = hundred_partners();
    for (what, length) in &lengths {
        assert!(told.contains(&format!("| {what} | | | {length} | |")), "{what}: {length}");
    }
    assert!(lengths[0].1 <= 5_000, "{lengths:?}");
}

#[test]
fn a_link_without_its_base_says_so() {
    let rows = tierlab_engine::library::entries();
    let (program, portfolio) = rows[0].open().expect("sound");
    let scenario = crate::link_samples::redesigned(program);
    let saved = crate::link_samples::saved(scenario, &portfolio);
    let link = link_to(Design { saved, partners: None });
    let text = write_link(&link, &link_bases());
    assert_eq!(open(&text), link);
    let told = read_link(&text, &[]).expect_err("no base").to_string();
    assert!(told.contains("library program") && told.contains("Reload"), "{told}");
}
