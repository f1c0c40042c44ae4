//! The paper as it is written: question, answer, what it rests on, what is agreed, and what partners would read.

use super::content::{Basis, Choice, paper};
use super::letters::{Telling, file, letters};
use super::usual::usual;
use crate::format::money_change;
use crate::pages::simulate::Answer;
use crate::paper::{html, markdown};
use crate::state::sample_portfolio;
use std::sync::{Arc, LazyLock};
use tierlab_engine::behaviour::catalogue;
use tierlab_engine::protocol::{Job, Runner};
use tierlab_engine::record::{Decision, Exception, Record};
use tierlab_engine::sample::sample_scenario;

/// The sample's answer, with a higher line of Strategic than it has, so that some are below it.
static ANSWER: LazyLock<Answer> = LazyLock::new(|| {
    let portfolio = sample_portfolio();
    let mut scenario = sample_scenario();
    scenario.settings.replications = 100;
    scenario.alternative.ladder.tiers[2].set_line(74.0);
    let outcome = Runner::new(Job::whole(1, scenario.clone()), &portfolio).unwrap().finish();
    Answer::new(portfolio, Arc::new(scenario), Arc::new(outcome)).unwrap()
});

pub(super) const RULES: Choice = Choice { rules: true, coded: false, notices: false };
const PLAIN: Choice = Choice { rules: false, coded: false, notices: false };

pub(super) fn answer() -> &'static Answer {
    &ANSWER
}

fn basis(record: &Record) -> Basis<'_> {
    Basis { checked: None, fingerprint: Some(7), today: "2026-12-01", record, letters: &[] }
}

pub(super) fn written(choice: Choice) -> String {
    written_with(&Record::default(), choice)
}

fn written_with(record: &Record, choice: Choice) -> String {
    let letters = if choice.notices { letters(telling(record, choice)) } else { Vec::new() };
    markdown(&paper(answer(), Basis { letters: &letters, ..basis(record) }, choice))
}

#[test]
fn the_paper_answers_its_question_with_band_and_basis() {
    let text = written(RULES);
    let money = money_change(answer().headline.net.mean, "USD");
    assert!(text.contains("Should Earned Strategic replace 2026 program?"), "{text}");
    assert!(text.contains(&format!("| Net benefit |  |  | {money} |")), "{text}");
    assert!(text.contains("100 paired runs") && text.contains("fingerprint 0000000000000007"));
    for info in catalogue().iter().filter(|info| info.varies()) {
        assert!(text.contains(info.label), "{}", info.label);
    }
}

#[test]
fn a_question_of_ones_own_is_the_title() {
    let record = Record { question: "Where does Strategic begin?".to_owned(), ..Record::default() };
    assert!(written_with(&record, PLAIN).contains("# Where does Strategic begin?"));
}

#[test]
fn both_rule_sheets_stand_in_it_whole() {
    let text = written(RULES);
    let scenario = sample_scenario();
    for program in [&scenario.alternative, &scenario.baseline] {
        for section in
            &tierlab_engine::explain::rule_sheet(program, Some(&sample_portfolio())).sections
        {
            assert!(text.contains(&section.heading), "{}", section.heading);
        }
    }
    assert!(!written(PLAIN).contains("The new rules:"));
}

#[test]
fn ids_stand_in_for_names_when_that_is_chosen() {
    let (named, coded) = (written(PLAIN), written(Choice { coded: true, ..PLAIN }));
    let mover = answer().movers.iter().find(|mover| mover.alternative != mover.baseline).unwrap();
    let partner = &answer().portfolio.partners()[mover.position];
    assert!(named.contains(&partner.name) && !coded.contains(&partner.name));
    assert!(coded.contains(&partner.id));
}

#[test]
fn the_file_holds_the_drawing_with_colours_of_its_own() {
    let file = html(&paper(answer(), basis(&Record::default()), PLAIN));
    assert!(file.contains("<svg") && file.contains("--series-alt:"));
}

/// A record with one decision and one exception, which is for somebody below the line of Strategic.
fn agreed() -> (Record, usize) {
    let letters = file(telling(&Record::default(), PLAIN));
    let portfolio = &answer().portfolio;
    let row = letters.lines().find(|line| line.starts_with("grace,")).expect("somebody is below");
    let id = row.split(',').nth(1).unwrap();
    let position = portfolio.partners().iter().position(|partner| partner.id == id).unwrap();
    let record = Record {
        decisions: vec![Decision {
            what: "Adopt it".to_owned(),
            owner: "Channel <operations>".to_owned(),
            ..Decision::default()
        }],
        exceptions: vec![Exception {
            partner: id.to_owned(),
            tier: "Strategic".to_owned(),
            reason: "=Merger under way".to_owned(),
            approved: "A. Director".to_owned(),
            until: "2027-06-30".to_owned(),
        }],
        ..Record::default()
    };
    (record, position)
}

fn telling(record: &Record, choice: Choice) -> Telling<'_> {
    let exceptions = &record.exceptions;
    Telling { answer: answer(), exceptions, today: "2026-12-01", contact: "", coded: choice.coded }
}

#[test]
fn what_is_agreed_stands_in_the_paper_in_every_form() {
    let (record, position) = agreed();
    let name = &answer().portfolio.partners()[position].name;
    let text = written_with(&record, PLAIN);
    assert!(text.contains("## Decision log: 1 decision, 1 without a date"), "{text}");
    assert!(
        text.contains("| Adopt it | Channel \\<operations\\> | not named | not named | no date |")
    );
    assert!(text.contains("## Exceptions: 1 partner is treated otherwise"));
    assert!(text.contains(&format!(
        "| {name} | Strategic | =Merger under way | A. Director | 30 Jun 2027 |"
    )));
    let file = html(&paper(answer(), basis(&record), PLAIN));
    assert!(file.contains("Channel &lt;operations&gt;") && file.contains("30 Jun 2027"));
}

#[test]
fn notices_stand_in_the_paper_when_asked_for_and_know_what_is_agreed() {
    let (record, position) = agreed();
    let partner = &answer().portfolio.partners()[position];
    assert!(!written_with(&record, PLAIN).contains("to partners:"));
    let text = written_with(&record, Choice { notices: true, ..PLAIN });
    assert!(text.contains("1 by agreement") && text.contains("time to stay"), "{text}");
    assert!(text.contains(&format!(
        "> **{}: you hold Strategic until 30 Jun 2027** (by agreement)",
        partner.name
    )));
    let coded = written_with(&record, Choice { notices: true, coded: true, ..PLAIN });
    assert!(
        coded.contains(&format!("> **{}: you hold", partner.id)) && !coded.contains(&partner.name)
    );
}

#[test]
fn the_file_of_notices_holds_everyone_once() {
    let (record, position) = agreed();
    let text = file(telling(&record, PLAIN));
    let partners = answer().portfolio.partners();
    let rows = || text.split("\r\n").skip(1).filter(|row| !row.is_empty());
    assert_eq!(rows().count(), partners.len());
    let mine = format!("exception,{},{},", partners[position].id, partners[position].name);
    assert!(rows().any(|row| row.starts_with(&mine)), "{mine}");
    assert!(!text.contains("Merger") && !text.contains("Director"), "a partner reads neither");
    assert!(rows().all(|row| row.contains(",2026-10-01,")), "from when the rules hold");
    let coded = file(telling(&record, Choice { coded: true, ..PLAIN }));
    assert!(partners.iter().all(|partner| !coded.contains(&partner.name)));
}

#[test]
fn a_log_begins_with_what_usually_has_to_be_decided() {
    let rows = usual(answer(), &[], "2026-01-01");
    let texts: Vec<&str> = rows.iter().map(|row| row.what.as_str()).collect();
    assert_eq!(texts.len(), 3);
    assert!(texts[0].starts_with("Freeze the assumptions of Earned Strategic after confirming"));
    assert_eq!(texts[1], "Adopt Earned Strategic in place of 2026 program from 2026 Q4");
    assert!(texts[2].ends_with("to partners, 90 days before 1 Oct 2026"), "{}", texts[2]);
    assert!(rows.iter().all(|row| row.by == "2026-07-03"));
    assert!(
        usual(answer(), &[], "2026-12-01").iter().all(|row| row.by.is_empty()),
        "no date that is past"
    );
}
