//! The decision paper in its two written forms.

use tierlab::paper::{Block, Paper, PaperTable, html, markdown};

fn paper() -> Paper {
    let mut table = PaperTable::new(&[("Partner", false), ("Net", true)]);
    table.row(["<img src=x onerror=alert(1)>", "+$3k"]);
    table.row(["a | b", "−$1k"]);
    table.total = true;
    Paper {
        title: "Should A & B replace \"C\"?".to_owned(),
        head: "Decision paper, 2026-12-01".to_owned(),
        foot: "2 partners, seed c0ffee".to_owned(),
        blocks: vec![
            Block::Answer("It *likely* gains".to_owned()),
            Block::Heading("1 rule changes".to_owned()),
            Block::List { numbered: true, items: vec!["first".to_owned(), "second".to_owned()] },
            Block::Table(table),
            Block::Figure { svg: "<svg></svg>".to_owned(), said: "What it shows".to_owned() },
            Block::NewPage,
            Block::Letter {
                title: "You stay".to_owned(),
                kind: "same tier".to_owned(),
                paragraphs: vec!["Nothing changes now.".to_owned()],
            },
        ],
    }
}

#[test]
fn the_file_is_whole_and_nothing_in_it_runs() {
    let file = html(&paper());
    assert!(file.starts_with("<!doctype html>") && file.ends_with("</html>\n"));
    assert!(file.contains("default-src 'none'"), "it may ask for nothing");
    assert!(!file.contains("<script") && !file.contains("href=") && !file.contains("<img"));
    assert!(file.contains("&lt;img src=x onerror=alert(1)&gt;"), "names are text");
    assert!(file.contains("Should A &amp; B replace &quot;C&quot;?"));
    assert!(file.contains("<tr class=\"total\"><th scope=\"row\">a | b</th>"));
}

#[test]
fn a_wiki_reads_the_same_words() {
    let text = markdown(&paper());
    assert!(text.contains("# Should A & B replace \"C\"?"));
    assert!(text.contains("> **It \\*likely\\* gains**"));
    assert!(text.contains("1. first\n2. second"));
    assert!(text.contains("| Partner | Net |\n| --- | ---: |"));
    assert!(text.contains("| \\<img src=x onerror=alert(1)\\> | +$3k |"));
    assert!(text.contains("| a \\| b | −$1k |"), "a cell stays one cell");
    assert!(text.contains("What it shows") && !text.contains("<svg"));
}

#[test]
fn both_say_every_block() {
    let (file, text) = (html(&paper()), markdown(&paper()));
    for words in [
        "Decision paper, 2026-12-01",
        "1 rule changes",
        "second",
        "You stay",
        "same tier",
        "Nothing changes now.",
        "seed c0ffee",
    ] {
        assert!(file.contains(words) && text.contains(words), "{words}");
    }
}
