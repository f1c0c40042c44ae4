//! What usually has to be decided about a scenario, as rows to begin a log with.

use crate::format::plural;
use crate::pages::simulate::Answer;
use tierlab_engine::record::{Decision, Exception};
use tierlab_engine::report::{Announcement, NOTICE_DAYS, migration, switch};

/// Three decisions: adopt the program, freeze the assumptions, send the notices. A date that has passed is left open.
pub(super) fn usual(answer: &Answer, exceptions: &[Exception], today: &str) -> Vec<Decision> {
    let scenario = &answer.scenario;
    let (new, old) = (&scenario.alternative, &scenario.baseline);
    let starts = scenario.settings.starts;
    let (from, due) = switch(&answer.portfolio, starts, NOTICE_DAYS);
    let due = due.day().map(|day| day.to_string()).filter(|day| day.as_str() >= today);
    let by = due.unwrap_or_default();
    let announcement = Announcement {
        new,
        old,
        portfolio: &answer.portfolio,
        starts,
        exceptions,
        today,
        contact: "",
        coded: false,
    };
    let told = migration(&answer.outcome, (new, old), &answer.portfolio);
    let told = announcement.number(&told);
    let freeze = match scenario.unconfirmed() {
        0 => format!("Freeze the assumptions of {} as they stand: all are confirmed", new.name),
        open => format!(
            "Freeze the assumptions of {} after confirming or changing {}",
            new.name,
            plural(open, "one that is assumed", "that are assumed")
        ),
    };
    let notices = if told == 0 {
        format!("Tell all partners of {}; nobody needs a notice of another tier", new.name)
    } else {
        format!(
            "Send {} to partners, {NOTICE_DAYS} days before {}",
            plural(told, "notice", "notices"),
            from.in_words()
        )
    };
    let period = answer.period(usize::try_from(starts).unwrap_or(1));
    let adopt = format!("Adopt {} in place of {} from {period}", new.name, old.name);
    let row = |what: String| Decision {
        what,
        owner: String::new(),
        decides: String::new(),
        approves: String::new(),
        by: by.clone(),
    };
    [freeze, adopt, notices].map(row).to_vec()
}
