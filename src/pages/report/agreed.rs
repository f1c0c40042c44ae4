//! What is agreed, as blocks: the decision log and the exceptions.

use super::content::Choice;
use crate::format::{join, plural};
use crate::paper::{Block, PaperTable};
use tierlab_engine::portfolio::{Day, Portfolio};
use tierlab_engine::record::{Decision, Exception, Record};

/// Both sections, as far as there is something to say.
pub(super) fn agreed(
    record: &Record,
    portfolio: &Portfolio,
    today: &str,
    choice: Choice,
    blocks: &mut Vec<Block>,
) {
    decisions(record, today, blocks);
    exceptions(record, portfolio, today, choice, blocks);
}

fn decisions(record: &Record, today: &str, blocks: &mut Vec<Block>) {
    let said = |decision: &&Decision| **decision != Decision::default();
    let all: Vec<&Decision> = record.decisions.iter().filter(said).collect();
    if all.is_empty() {
        return;
    }
    let undated = all.iter().filter(|decision| decision.by.is_empty()).count();
    let undated = if undated > 0 { format!(", {undated} without a date") } else { String::new() };
    blocks.push(Block::Heading(format!(
        "Decision log: {}{undated}",
        plural(all.len(), "decision", "decisions")
    )));
    let mut table = PaperTable::new(&[
        ("Decision", false),
        ("Owner", false),
        ("Decides", false),
        ("Approves", false),
        ("By", false),
    ]);
    for decision in all {
        let by = match decision.by.as_str() {
            "" => "no date".to_owned(),
            by if by < today => format!("{}, past", date(by)),
            by => date(by),
        };
        let Decision { what, owner, decides, approves, .. } = decision.clone();
        table.row([what, named(owner), named(decides), named(approves), by]);
    }
    blocks.push(Block::Table(table));
}

fn exceptions(
    record: &Record,
    portfolio: &Portfolio,
    today: &str,
    choice: Choice,
    blocks: &mut Vec<Block>,
) {
    let all = &record.exceptions;
    if all.is_empty() {
        return;
    }
    let count = |which: fn(&Exception, &str) -> bool| {
        all.iter().filter(|exception| which(exception, today)).count()
    };
    let ended = count(|exception, today| !exception.holds_on(today));
    let endless = count(|exception, _| exception.until.is_empty());
    let unreasoned = count(|exception, _| exception.reason.is_empty());
    let mut said = Vec::new();
    if ended > 0 {
        said.push(format!("{ended} ended"));
    }
    if endless > 0 {
        said.push(format!("{endless} without an end"));
    }
    if unreasoned > 0 {
        said.push(format!("{unreasoned} without a reason"));
    }
    let said = if said.is_empty() { String::new() } else { format!(", {}", join(&said)) };
    blocks.push(Block::Heading(format!(
        "Exceptions: {}{said}",
        plural(all.len(), "partner is treated otherwise", "partners are treated otherwise")
    )));
    let mut table = PaperTable::new(&[
        ("Partner", false),
        ("Tier meanwhile", false),
        ("Reason", false),
        ("Approved by", false),
        ("Until", false),
    ]);
    for exception in all {
        let (shown, name) = shown(portfolio, &exception.partner, choice.coded);
        // Whoever reads codes is not to find the name in the reason.
        let reason = match name {
            Some(name) if choice.coded && !name.is_empty() => {
                exception.reason.replace(name, &shown)
            }
            _ => exception.reason.clone(),
        };
        let reason = if reason.is_empty() { "no reason is given".to_owned() } else { reason };
        let until = match exception.until.as_str() {
            "" => "no end is set".to_owned(),
            until if exception.holds_on(today) => date(until),
            until => format!("{}, ended", date(until)),
        };
        let approved = named(exception.approved.clone());
        table.row([shown, exception.tier.clone(), reason, approved, until]);
    }
    blocks.push(Block::Table(table));
}

/// What a partner goes by, and its name if it is among those that are open.
fn shown<'a>(portfolio: &'a Portfolio, id: &str, coded: bool) -> (String, Option<&'a str>) {
    let partner = portfolio.partners().iter().find(|partner| partner.id == id);
    let name = partner.map(|partner| partner.name.as_str());
    let shown = name.filter(|name| !coded && !name.is_empty()).unwrap_or(id);
    (shown.to_owned(), name)
}

fn named(name: String) -> String {
    if name.is_empty() { "not named".to_owned() } else { name }
}

/// A date as people say it.
fn date(text: &str) -> String {
    Day::parse(text).map_or_else(|| text.to_owned(), Day::in_words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::sample_portfolio;

    fn cells(record: &Record, coded: bool) -> String {
        let mut blocks = Vec::new();
        let choice = Choice { coded, ..Choice::default() };
        agreed(record, &sample_portfolio(), "2026-12-01", choice, &mut blocks);
        let said = blocks.into_iter().map(|block| match block {
            Block::Heading(words) => words,
            Block::Table(table) => {
                table.rows.iter().map(|row| row.join(" | ")).collect::<Vec<_>>().join("\n")
            }
            other => panic!("{other:?}"),
        });
        said.collect::<Vec<_>>().join("\n")
    }

    fn exception(reason: &str, until: &str) -> Exception {
        Exception {
            partner: sample_portfolio().partners()[3].id.clone(),
            tier: "Strategic".to_owned(),
            reason: reason.to_owned(),
            approved: String::new(),
            until: until.to_owned(),
        }
    }

    #[test]
    fn nothing_is_said_of_nothing() {
        let empty = Record { decisions: vec![Decision::default()], ..Record::default() };
        assert_eq!(cells(&empty, false), "");
    }

    #[test]
    fn a_decision_says_what_is_open_about_it() {
        let decision = |by: &str| Decision {
            what: "Adopt it".to_owned(),
            owner: "Operations".to_owned(),
            by: by.to_owned(),
            ..Decision::default()
        };
        let decisions = vec![decision("2026-12-01"), decision("2026-11-30"), decision("")];
        let text = cells(&Record { decisions, ..Record::default() }, false);
        assert_eq!(
            text,
            "Decision log: 3 decisions, 1 without a date\n\
             Adopt it | Operations | not named | not named | 1 Dec 2026\n\
             Adopt it | Operations | not named | not named | 30 Nov 2026, past\n\
             Adopt it | Operations | not named | not named | no date"
        );
    }

    #[test]
    fn an_exception_says_whether_it_has_ended_or_never_will() {
        let exceptions = vec![
            exception("Merger", "2026-12-01"),
            exception("", "2026-11-30"),
            exception("x", ""),
        ];
        let text = cells(&Record { exceptions, ..Record::default() }, false);
        let begins = "Exceptions: 3 partners are treated otherwise, 1 ended, 1 without an end and 1 without a reason";
        assert!(text.starts_with(begins), "{text}");
        for part in [
            "Merger | not named | 1 Dec 2026\n",
            "no reason is given",
            "30 Nov 2026, ended",
            "no end is set",
        ] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
    }

    #[test]
    fn under_codes_neither_the_row_nor_its_reason_names_the_partner() {
        let partner = sample_portfolio().partners()[3].clone();
        let exceptions = vec![exception(&format!("{} merges", partner.name), "")];
        let record = Record { exceptions, ..Record::default() };
        assert!(cells(&record, false).contains(&format!("{} merges", partner.name)));
        let coded = cells(&record, true);
        assert!(!coded.contains(&partner.name), "{coded}");
        assert!(coded.contains(&format!("{} merges", partner.id)), "{coded}");
    }
}
