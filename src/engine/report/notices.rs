//! Who is told what when rules change: one notice for each partner, what is agreed for it taken into account.

use super::{Due, Migrant, switch};
use crate::partner_view::{Agreed, Came, Notice, NoticeKind, NoticeSetting, PartnerView, notice};
use crate::portfolio::{Cadence, Day, Partner, Period, Portfolio};
use crate::record::Exception;
use crate::rules::{Evaluation, Program, Truth};

/// Notices for which the smallest change that leads on is looked for: those that need a talk first. The others tell
/// what is missing.
const MOST_WAYS: usize = 60;

/// New rules, and what is to be known to tell everyone of them.
#[derive(Debug, Clone, Copy)]
pub struct Announcement<'a> {
    /// The new rules.
    pub new: &'a Program,
    /// The rules in force.
    pub old: &'a Program,
    /// Whom they are for.
    pub portfolio: &'a Portfolio,
    /// The quarter after the record from which the new rules hold, from 1.
    pub starts: u32,
    /// Partners that are treated otherwise.
    pub exceptions: &'a [Exception],
    /// The day it is written, `2026-11-24`.
    pub today: &'a str,
    /// Whom to ask about a figure; empty when nobody is named.
    pub contact: &'a str,
    /// Whether partners go by their ids.
    pub coded: bool,
}

/// A notice and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerNotice {
    /// Position in the portfolio.
    pub position: usize,
    /// Name of the tier held today, under the rules in force.
    pub from: String,
    /// What it says.
    pub notice: Notice,
}

impl Announcement<'_> {
    /// The notices, those first that need a talk, then in the order of the portfolio: of `everyone`, or of those whose
    /// tier changes, may change after a grace, or is held by agreement.
    pub fn notices(&self, migrants: &[Migrant], everyone: bool) -> Vec<PartnerNotice> {
        let evaluation = Evaluation::now(self.new, self.portfolio);
        let mut all = self.drafts(&evaluation, migrants, everyone);
        for told in all.iter_mut().take(MOST_WAYS) {
            let migrant = migrants.iter().find(|migrant| migrant.position == told.position);
            if told.notice.kind != NoticeKind::Hold
                && let Some(whole) = migrant.and_then(|m| self.notice(&evaluation, m, true))
            {
                *told = whole;
            }
        }
        all
    }

    /// How many get a notice that is not about the same tier.
    pub fn number(&self, migrants: &[Migrant]) -> usize {
        self.drafts(&Evaluation::now(self.new, self.portfolio), migrants, false).len()
    }

    /// The notices without the way forward.
    fn drafts(
        &self,
        evaluation: &Evaluation<'_>,
        migrants: &[Migrant],
        everyone: bool,
    ) -> Vec<PartnerNotice> {
        let mut all: Vec<PartnerNotice> = migrants
            .iter()
            .filter(|migrant| everyone || self.may_change(evaluation, migrant))
            .filter_map(|migrant| self.notice(evaluation, migrant, false))
            .filter(|told| everyone || told.notice.kind != NoticeKind::Hold)
            .collect();
        all.sort_by_key(|told| (told.notice.kind, told.position));
        all
    }

    /// Whether anything but the same tier can come of it; cheap.
    fn may_change(&self, evaluation: &Evaluation<'_>, migrant: &Migrant) -> bool {
        let Migrant { position, carried, .. } = *migrant;
        let keeps = evaluation.tiers().get(carried).and_then(|tier| tier.keep.get(position));
        self.new.movement.up_or_out.is_some()
            || keeps.copied() == Some(Truth::Fail)
            || evaluation.qualification(position).tier > carried
            || self.came(migrant) != Came::Kept
            || self.agreed(migrant).is_some()
    }

    fn notice(
        &self,
        evaluation: &Evaluation<'_>,
        migrant: &Migrant,
        with_way: bool,
    ) -> Option<PartnerNotice> {
        let partner = self.portfolio.partners().get(migrant.position)?;
        let (from, _) = switch(self.portfolio, self.starts, 0);
        let exception = self.agreed(migrant);
        let tier = exception.as_ref().map_or(migrant.carried, |(tier, _)| *tier);
        let agreed = exception.map(|(_, agreed)| agreed);
        let until = agreed.and_then(|agreed| agreed.until);
        let setting = NoticeSetting {
            from: from.in_words(),
            from_text: from.to_string(),
            quiet: self.quiet(until),
            now: tier_name(self.old, migrant.old).to_owned(),
            came: self.came(migrant),
            agreed,
            name: self.name(partner),
        };
        let view = PartnerView::holding(evaluation, migrant.position, tier)?;
        let notice = notice(&view.with_contact(self.contact), &setting, with_way);
        Some(PartnerNotice {
            position: migrant.position,
            from: tier_name(self.old, migrant.old).to_owned(),
            notice,
        })
    }

    /// What a partner goes by.
    pub fn name(&self, partner: &Partner) -> String {
        let named = !self.coded && !partner.name.is_empty();
        if named { partner.name.clone() } else { partner.id.clone() }
    }

    fn came(&self, migrant: &Migrant) -> Came {
        let (was, is) = (tier_name(self.old, migrant.old), tier_name(self.new, migrant.carried));
        if self.new.tier_named(was) == Some(migrant.carried) {
            Came::Kept
        } else if self.old.tier_named(is).is_none() {
            Came::Renamed
        } else {
            Came::Gone
        }
    }

    /// The tier that is agreed for it on the first day of the new rules.
    fn agreed(&self, migrant: &Migrant) -> Option<(usize, Agreed)> {
        let id = &self.portfolio.partners().get(migrant.position)?.id;
        let (from, _) = switch(self.portfolio, self.starts, 0);
        let holds = |exception: &&Exception| {
            let begins = match from {
                Due::On(day) => exception.holds_on(&day.to_string()),
                Due::Before(..) => true,
            };
            exception.partner == *id && exception.holds_on(self.today) && begins
        };
        let exception = self.exceptions.iter().rfind(holds)?;
        let tier = self.new.tier_named(&exception.tier)?;
        Some((tier, Agreed { until: Day::parse(&exception.until) }))
    }

    /// Periods after the record whose reviews do not count: before the switch, and what ends by the day until which
    /// something is agreed.
    fn quiet(&self, until: Option<Day>) -> usize {
        let last = self.portfolio.periods().last().copied().unwrap_or_else(Period::snapshot);
        let per_quarter = if last.cadence() == Cadence::Month { 3 } else { 1 };
        let before = (self.starts.max(1) as usize - 1) * per_quarter;
        let ends_by = |period: Period| {
            let month = period.last_month();
            until.zip(month).is_some_and(|(until, month)| Day::last_of(month) <= until)
        };
        let agreed = (1..=120).take_while(|step| ends_by(last.plus(*step))).count();
        before.max(agreed)
    }
}

fn tier_name(program: &Program, tier: usize) -> &str {
    program.ladder.tiers.get(tier).map_or("", |tier| tier.name.as_str())
}
