//! A paper as Markdown (GitHub flavour), for a wiki.

use super::{Block, Paper, PaperTable};

/// The whole text.
pub fn markdown(paper: &Paper) -> String {
    let blocks = paper.blocks.iter().filter_map(block);
    let head = [format!("_{}_", text(&paper.head)), format!("# {}", text(&paper.title))];
    let foot = [format!("---\n\n_{}_", text(&paper.foot))];
    let all: Vec<String> = head.into_iter().chain(blocks).chain(foot).collect();
    format!("{}\n", all.join("\n\n"))
}

fn block(block: &Block) -> Option<String> {
    Some(match block {
        Block::Heading(words) => format!("## {}", text(words)),
        Block::Smaller(words) => format!("### {}", text(words)),
        Block::Text(words) => text(words),
        Block::Answer(words) => format!("> **{}**", text(words)),
        Block::Note(words) => format!("_{}_", text(words)),
        Block::List { numbered, items } => {
            let items = items.iter().enumerate().map(|(at, item)| match numbered {
                true => format!("{}. {}", at + 1, text(item)),
                false => format!("- {}", text(item)),
            });
            items.collect::<Vec<_>>().join("\n")
        }
        Block::Table(table) => self::table(table),
        // A drawing is told.
        Block::Figure { said, .. } => text(said),
        Block::Letter { title, kind, paragraphs } => {
            let head = format!("> **{}** ({})", text(title), text(kind));
            let paragraphs = paragraphs.iter().map(|it| format!(">\n> {}", text(it)));
            std::iter::once(head).chain(paragraphs).collect::<Vec<_>>().join("\n")
        }
        Block::NewPage => return None,
    })
}

fn table(table: &PaperTable) -> String {
    let line = |cells: &mut dyn Iterator<Item = String>| {
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let head = line(&mut table.columns.iter().map(|(name, _)| text(name)));
    let rule = line(
        &mut table.columns.iter().map(
            |(_, number)| {
                if *number { "---:".to_owned() } else { "---".to_owned() }
            },
        ),
    );
    let rows = table.rows.iter().map(|row| line(&mut row.iter().map(|cell| text(cell))));
    [head, rule].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

/// Words as words: what Markdown or HTML would read as more is escaped, and a line stays a line.
fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' | '\r' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}
