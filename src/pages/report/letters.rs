//! Notices as partners would read them: cards of the paper, and a file of all of them.

use crate::format::{count, plural};
use crate::pages::simulate::Answer;
use crate::paper::Block;
use tierlab_engine::formats::csv::{Cell, write_csv};
use tierlab_engine::partner_view::{Notice, NoticeKind};
use tierlab_engine::record::Exception;
use tierlab_engine::report::{Announcement, NOTICE_DAYS, PartnerNotice, migration, switch};

/// Most cards in a paper; the file holds them all.
const MOST: usize = 200;
const HEADERS: [&str; 10] = [
    "kind",
    "partner_id",
    "partner",
    "tier_now",
    "tier_under_new_rules",
    "date",
    "new_rules_in_force_from",
    "notice_due_from",
    "title",
    "text",
];

/// What notices are written from.
#[derive(Clone, Copy)]
pub(super) struct Telling<'a> {
    pub answer: &'a Answer,
    pub exceptions: &'a [Exception],
    pub today: &'a str,
    pub contact: &'a str,
    /// Whether partners go by their ids.
    pub coded: bool,
}

impl Telling<'_> {
    fn announcement(&self) -> Announcement<'_> {
        let scenario = &self.answer.scenario;
        Announcement {
            new: &scenario.alternative,
            old: &scenario.baseline,
            portfolio: &self.answer.portfolio,
            starts: scenario.settings.starts,
            exceptions: self.exceptions,
            today: self.today,
            contact: self.contact,
            coded: self.coded,
        }
    }

    fn notices(&self, everyone: bool) -> Vec<PartnerNotice> {
        let Answer { scenario, outcome, portfolio, .. } = self.answer;
        let rules = (&scenario.alternative, &scenario.baseline);
        self.announcement().notices(&migration(outcome, rules, portfolio), everyone)
    }
}

/// Cards for everyone whose tier changes, may change after a grace, or is held by agreement.
pub(super) fn letters(telling: Telling<'_>) -> Vec<Block> {
    let told = telling.notices(false);
    let mut blocks = vec![Block::NewPage, Block::Heading(title(&told))];
    if told.is_empty() {
        blocks.push(Block::Text(
            "Everybody goes into the new rules with the tier it holds, and keeps it by its present figures.".to_owned(),
        ));
        return blocks;
    }
    blocks.push(Block::Note(
        "As partners would read them. By their figures on record, as if they stayed as they are; chance is left out."
            .to_owned(),
    ));
    let rest = told.len().saturating_sub(MOST);
    for PartnerNotice { notice: Notice { kind, title, paragraphs, .. }, .. } in
        told.into_iter().take(MOST)
    {
        blocks.push(Block::Letter { title, kind: kind.words().to_owned(), paragraphs });
    }
    if rest > 0 {
        blocks.push(Block::Note(format!(
            "{} more stand in the file of notices.",
            count(rest as f64)
        )));
    }
    blocks
}

fn title(told: &[PartnerNotice]) -> String {
    if told.is_empty() {
        return "Nobody's tier changes, so nobody needs a notice".to_owned();
    }
    let kinds = NoticeKind::ALL.into_iter().filter_map(|kind| {
        let there = told.iter().filter(|told| told.notice.kind == kind).count();
        (there > 0).then(|| format!("{} {}", count(there as f64), kind.words()))
    });
    let notices = plural(told.len(), "notice", "notices");
    format!("{notices} to partners: {}", kinds.collect::<Vec<_>>().join(", "))
}

/// The notices of all partners as CSV.
pub(super) fn file(telling: Telling<'_>) -> String {
    let Answer { portfolio, scenario, .. } = telling.answer;
    let (from, due) = switch(portfolio, scenario.settings.starts, NOTICE_DAYS);
    let announcement = telling.announcement();
    let rows = telling.notices(true).into_iter().map(|told| {
        let partner = portfolio.partners().get(told.position);
        let Notice { kind, to, date, title, paragraphs } = told.notice;
        let due = if kind == NoticeKind::Hold { "not needed".to_owned() } else { due.to_string() };
        vec![
            Cell::text(kind.key()),
            Cell::text(partner.map_or("", |partner| partner.id.as_str())),
            Cell::text(partner.map_or_else(String::new, |partner| announcement.name(partner))),
            Cell::text(told.from),
            Cell::text(to),
            Cell::text(date),
            Cell::text(from.to_string()),
            Cell::text(due),
            Cell::text(title),
            Cell::text(paragraphs.join("\n")),
        ]
    });
    write_csv(&HEADERS, rows)
}
