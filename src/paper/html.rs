//! A paper as one HTML file that needs nothing else: its styles are inside, and nothing in it runs.

use super::{Block, Paper, PaperTable};
use std::fmt::Write as _;

const STYLE: &str =
    concat!(include_str!("../../style/tokens.css"), include_str!("../../style/paper.css"));

/// The whole file.
pub fn html(paper: &Paper) -> String {
    let mut out = String::new();
    let title = text(&paper.title);
    // Writing to a text cannot fail.
    let _ok = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<article class=\"paper\">\n\
         <p class=\"paper__head\">{}</p>\n<h1>{title}</h1>\n",
        text(&paper.head)
    );
    for block in &paper.blocks {
        out.push_str(&self::block(block));
        out.push('\n');
    }
    let _ok = write!(
        out,
        "<p class=\"paper__foot\">{}</p>\n</article>\n</body>\n</html>\n",
        text(&paper.foot)
    );
    out
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(words) => format!("<h2>{}</h2>", text(words)),
        Block::Smaller(words) => format!("<h3>{}</h3>", text(words)),
        Block::Text(words) => format!("<p>{}</p>", text(words)),
        Block::Answer(words) => format!("<p class=\"paper__answer\">{}</p>", text(words)),
        Block::Note(words) => format!("<p class=\"paper__note\">{}</p>", text(words)),
        Block::List { numbered, items } => {
            let name = if *numbered { "ol" } else { "ul" };
            format!("<{name}>{}</{name}>", each(items, "<li>", "</li>"))
        }
        Block::Table(table) => self::table(table),
        // The drawing is the app's own, with every text in it escaped.
        Block::Figure { svg, said } => format!(
            "<figure role=\"img\" aria-label=\"{}\">{svg}<figcaption>{}</figcaption></figure>",
            text(said),
            text(said)
        ),
        Block::Letter { title, kind, paragraphs } => format!(
            "<section class=\"paper__letter\"><h3>{}<span>{}</span></h3>{}</section>",
            text(title),
            text(kind),
            each(paragraphs, "<p>", "</p>")
        ),
        Block::NewPage => "<div class=\"paper__break\"></div>".to_owned(),
    }
}

fn table(table: &PaperTable) -> String {
    let class = |number: bool| if number { " class=\"num\"" } else { "" };
    let heads = table
        .columns
        .iter()
        .map(|(name, number)| format!("<th scope=\"col\"{}>{}</th>", class(*number), text(name)));
    let head: Vec<String> = heads.collect();
    let last = table.rows.len().saturating_sub(1);
    let row = |(at, row): (usize, &Vec<String>)| {
        let cells = row.iter().zip(&table.columns).enumerate().map(|(place, (cell, column))| {
            let (name, scope) = if place == 0 { ("th", " scope=\"row\"") } else { ("td", "") };
            format!("<{name}{scope}{}>{}</{name}>", class(column.1), text(cell))
        });
        let total = if table.total && at == last { " class=\"total\"" } else { "" };
        format!("<tr{total}>{}</tr>\n", cells.collect::<Vec<_>>().concat())
    };
    let rows: Vec<String> = table.rows.iter().enumerate().map(row).collect();
    // A wide table scrolls by itself on a narrow screen, by keyboard too.
    let about = table.columns.first().map_or("", |(name, _)| name).to_lowercase();
    format!(
        "<div class=\"paper__scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table by {}, scrolls\">\
         <table><thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table></div>",
        text(&about),
        head.concat(),
        rows.concat()
    )
}

/// Every text between two marks.
fn each(texts: &[String], before: &str, behind: &str) -> String {
    let marked = texts.iter().map(|it| format!("{before}{}{behind}", text(it)));
    marked.collect::<Vec<_>>().concat()
}

/// Words as text of a page: nothing in them is markup.
pub(super) fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
