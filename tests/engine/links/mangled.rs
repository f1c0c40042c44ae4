//! Links as they come out of chats, mails and bad intentions.

use super::{design_of, open, plain, refused};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;
use tierlab_engine::formats::{link_bytes, link_text, pack, read_link, write_link};
use tierlab_engine::library::link_bases;
use tierlab_engine::rng::fnv1a32;

const PAGE: &str = "https://example.org/tierlab/#s=";

fn encoded(text: &str) -> String {
    let safe = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    text.chars()
        .map(|c| if safe(c) { c.to_string() } else { format!("%{:02X}", c as u32) })
        .collect()
}

/// A link of any payload under a checksum that agrees.
fn sealed(format: &str, payload: &[u8]) -> String {
    let payload = URL_SAFE_NO_PAD.encode(payload);
    format!("{format}.{payload}.{:08x}", fnv1a32(payload.as_bytes()))
}

#[test]
fn links_survive_chats_and_mail_programs() {
    let text = write_link(&plain(), &link_bases());
    let link = format!("{PAGE}{text}");
    let (start, end) = link.split_at(link.len() / 2);
    let wrapped: Vec<&str> =
        link.as_bytes().chunks(60).map(|line| std::str::from_utf8(line).expect("ASCII")).collect();
    for changed in [
        text.clone(),
        link.clone(),
        format!("<{text}>"),
        format!("{link}.\n"),
        format!("({link}),"),
        format!("\u{201c}{link}\u{201d}!"),
        format!("{start}\r\n  {end}"),
        format!("{start}=\r\n{end}"),
        format!("{start}\u{200b}{end}"),
        format!("> {}", wrapped.join("\n> ")),
        format!("{}\u{2039}{text}\u{203a}", ""),
        format!("{link}{link}"),
        format!("{link}\n{link}"),
        format!("{start} and again {link}"),
        encoded(&link),
        encoded(&encoded(&link)),
        link.replace("s=", "s%3D"),
        link.replace("s=", "s=3D"),
        format!("{link}&utm_source=chat&utm_medium=mail"),
        format!("{link}?fbclid=IwAR0abc_def-1"),
        format!("{link}#fragment"),
        link.replace("/#", "/?fbclid=abc123#"),
        format!("Have a look: {link} (from Zo\u{eb})"),
        link.replace('-', "\u{2013}"),
        format!("*{link}*"),
        format!("[the design]({link})"),
    ] {
        assert_eq!(open(&changed), plain(), "{changed}");
    }
}

#[test]
fn damaged_links_say_what_and_what_to_do() {
    let link = write_link(&plain(), &link_bases());
    let half = &link[..link.len() / 2];
    let swapped = link.replacen(&link[30..31], if &link[30..31] == "A" { "B" } else { "A" }, 1);
    let bomb = {
        let payload = pack(&vec![b' '; 50_000_000]);
        let sum = fnv1a32(payload.as_bytes());
        format!("1.{payload}.{sum:08x}")
    };
    for (text, part) in [
        (half, "Its end is missing"),
        (&link[..link.len() - 3], "Its end is missing"),
        (&swapped, "missing or changed"),
        (&link.to_uppercase(), "capitals and small letters"),
        (&format!("{PAGE}{}", link.to_lowercase()), "capitals and small letters"),
        ("", "does not begin"),
        ("hello", "does not begin"),
        ("https://example.org/not-ours", "does not begin"),
        ("3.abc.00000000", "newer Tierlab"),
        (&sealed("2", &[99, 1, 2, 3]), "newer Tierlab"),
        (&sealed("2", &[]), "Its end is missing"),
        (&sealed("2", &[17, 1, 2, 3, 4, 5, 6]), "does not have"),
        (&sealed("2e", &[2; 80]), "newer Tierlab"),
        (&bomb, "cannot be expanded"),
        (&"x".repeat(300_000), "longer than any"),
    ] {
        let told = refused(text);
        assert!(told.contains(part), "{part}: {told}");
    }
}

/// A gigabyte of spaces, as deflate can tell it in a megabyte and a link in much less.
#[test]
fn what_expands_without_end_is_stopped() {
    let mut bomb = vec![1];
    bomb.extend(tierlab_engine::formats::deflate(&vec![b' '; 100_000_000], 9));
    let text = sealed("2", &bomb);
    assert!(text.len() < 200_000, "{}", text.len());
    let begun = std::time::Instant::now();
    assert!(refused(&text).contains("cannot be expanded"));
    assert!(begun.elapsed().as_millis() < 500, "{:?}", begun.elapsed());
}

/// Replaces a piece of the document inside a link.
fn changed(from: &str, to: &str) -> String {
    use tierlab_engine::formats::documents::write_link_document;
    let (document, numbers) = write_link_document(&super::partners::coded());
    assert!(document.contains(from), "{from}: {document}");
    let document = document.replacen(from, to, 1);
    let mut bytes = vec![1];
    bytes.extend(tierlab_engine::formats::deflate(document.as_bytes(), 9));
    bytes.extend(numbers);
    sealed("2", &bytes)
}

#[test]
fn what_stands_inside_is_taken_as_hostile() {
    for (from, to, part) in [
        ("\"count\":30", "\"count\":1000000000", "holds 1000000000 partners"),
        ("\"count\":30", "\"count\":29", "do not belong together"),
        ("\"count\":30", "\"count\":4999", "do not belong together"),
        ("\"count\":8", "\"count\":4000000000", "periods"),
        ("\"count\":8", "\"count\":1200", "do not belong together"),
        ("\"codes\":true", "\"codes\":false", "not complete"),
        ("\"quarters\":8,", "\"quarters\":NaN,", "cannot be read"),
        ("\"quarters\":8,", "\"quarters\":1e999,", "cannot be read"),
        ("\"version\":1,\"engine\"", "\"version\":2,\"engine\"", "newer Tierlab"),
        ("\"tierlab\":\"link\"", "\"tierlab\":\"link\",\"colour\":1", "unknown field"),
        ("\"tierlab\":\"link\"", "\"tierlab\":\"letter\"", "not a link"),
        ("\"design\":{", "\"partner_view\":\"x\",\"design\":{", "one thing"),
        ("\"file\":\"partners under codes\",\"calendar\"", "\"calendar\"", "origin"),
    ] {
        let told = refused(&changed(from, to));
        assert!(told.contains(part), "{from} to {to}: {told}");
    }
    let deep = format!("\"view\":{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let told = refused(&changed("\"view\":{\"screen\":\"/simulate\",\"numbers\":\"en\"}", &deep));
    assert!(told.contains("deep"), "{told}");
}

#[test]
fn a_script_in_a_name_is_a_name() {
    let script = "<img src=x onerror=alert(1)>";
    let mut link = plain();
    if let tierlab_engine::formats::documents::Content::Design(design) = &mut link.content {
        design.saved.scenario.alternative.name = script.to_owned();
    }
    let opened = open(&link_text(&link_bytes(&link, &[])));
    assert_eq!(design_of(&opened).saved.scenario.alternative.name, script);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_links_never_panic(text in "[0-9]{0,2}\\.?[A-Za-z0-9_-]{0,80}\\.?[0-9a-f]{0,9}") {
        prop_assert!(read_link(&text, &[]).is_err());
    }

    #[test]
    fn arbitrary_documents_in_a_valid_envelope_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let payload = tierlab_engine::formats::pack(&bytes);
        let sum = tierlab_engine::rng::fnv1a32(payload.as_bytes());
        let link = format!("1.{payload}.{sum:08x}");
        prop_assert!(read_link(&link, &[]).is_err());
    }

    #[test]
    fn any_damage_to_a_link_is_noticed(place in 0_usize..1000, letter in "[A-Za-z0-9_-]") {
        let link = write_link(&plain(), &[]);
        let place = place % link.len();
        let mut damaged = link.clone();
        damaged.replace_range(place..=place, &letter);
        prop_assert!(damaged == link || read_link(&damaged, &[]).is_err());
    }
}
