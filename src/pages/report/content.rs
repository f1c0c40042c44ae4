//! What the paper says, section by section, from one finished answer.

use super::agreed::agreed;
use super::rules;
use crate::charts::{net_band, to_svg};
use crate::format::{
    change, count, decimal, horizon, money, money_change, percent, plural, share_in_words,
};
use crate::pages::simulate::{Answer, net_drawing, words};
use crate::paper::{Block, Paper, PaperTable};
use crate::state::Checked;
use tierlab_engine::behaviour::{Provenance, catalogue};
use tierlab_engine::checker::Severity;
use tierlab_engine::explain::difference;
use tierlab_engine::portfolio::Origin;
use tierlab_engine::record::Record;
use tierlab_engine::report::{Mover, ledger};

/// What is chosen about the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Choice {
    /// Whether both rule sheets stand in it whole.
    pub rules: bool,
    /// Whether partners go by their ids instead of their names.
    pub coded: bool,
    /// Whether the notices stand in it of everyone whose tier changes.
    pub notices: bool,
}

/// What a paper is written from beside the answer.
#[derive(Clone, Copy)]
pub(super) struct Basis<'a> {
    /// What the checker found.
    pub checked: Option<&'a Checked>,
    /// Fingerprint of the outcome.
    pub fingerprint: Option<u64>,
    /// The day it is written.
    pub today: &'a str,
    /// What is agreed; the run knows nothing of it.
    pub record: &'a Record,
    /// The notices as blocks, if they are to stand in it.
    pub letters: &'a [Block],
}

/// Partners that are named in the paper; the file of movements names them all.
const NAMED: usize = 12;
/// Size of a drawing.
const DRAWN: (u32, u32) = (720, 240);

/// The paper of an answer, written on a day.
pub(super) fn paper(answer: &Answer, basis: Basis<'_>, choice: Choice) -> Paper {
    let Basis { checked, fingerprint, today, record, letters } = basis;
    let scenario = &answer.scenario;
    let (new, old) = (&scenario.alternative, &scenario.baseline);
    let mut blocks = Vec::new();
    decision(answer, &mut blocks);
    money_over_time(answer, &mut blocks);
    changes(answer, &mut blocks);
    who_moves(answer, choice, &mut blocks);
    risks(answer, checked, &mut blocks);
    assumptions(answer, &mut blocks);
    left_out(&mut blocks);
    agreed(record, &answer.portfolio, today, choice, &mut blocks);
    blocks.extend_from_slice(letters);
    if choice.rules {
        for (program, word) in [(new, "new"), (old, "present")] {
            blocks.push(Block::NewPage);
            rules::sheet(program, word, &answer.portfolio, &mut blocks);
        }
    }
    let title = match record.question.as_str() {
        "" => format!("Should {} replace {}?", new.name, old.name),
        question => question.to_owned(),
    };
    Paper {
        title,
        head: format!("Decision paper, {today}"),
        foot: foot(answer, fingerprint),
        blocks,
    }
}

fn decision(answer: &Answer, blocks: &mut Vec<Block>) {
    let h = &answer.headline;
    let currency = answer.currency();
    let uncalibrated = match answer.scenario.unconfirmed() {
        0 => String::new(),
        open => format!(
            " The size is uncalibrated: {} of how partners respond {} assumed.",
            plural(open, "parameter", "parameters"),
            if open == 1 { "is" } else { "are" }
        ),
    };
    blocks.push(Block::Answer(format!("{}.{uncalibrated}", words::takeaway(answer))));
    blocks.push(Block::Heading(format!(
        "{} partners move up under {}, {} under {}",
        count(h.up.0),
        answer.scenario.alternative.name,
        count(h.up.1),
        answer.scenario.baseline.name
    )));
    let mut table = PaperTable::new(&[
        ("Over the whole horizon", false),
        (&answer.scenario.baseline.name, true),
        (&answer.scenario.alternative.name, true),
        ("Difference", true),
        ("9 in 10 runs", true),
    ]);
    let between = |low: f64, high: f64| {
        format!("{} to {}", money_change(low, currency), money_change(high, currency))
    };
    let people = |name: &str, (new, old): (f64, f64)| {
        let difference = change(new - old, 1);
        [name.to_owned(), decimal(old, 1), decimal(new, 1), difference, String::new()]
    };
    table.row(people("Partners that move up", h.up));
    table.row(people("Partners that move down", h.down));
    let (inflation, base) = h.inflation;
    let points = |value: f64| format!("{} points", change(value, 1));
    table.row([
        "Share in the top two tiers, end less now".to_owned(),
        points(base),
        points(inflation),
        points(inflation - base),
        String::new(),
    ]);
    table.row([
        "Program cost".to_owned(),
        money(h.cost_baseline, currency),
        money(h.cost_alternative, currency),
        money_change(h.cost.mean, currency),
        between(h.cost.p5, h.cost.p95),
    ]);
    table.row([
        "Margin".to_owned(),
        money(h.margin_baseline, currency),
        money(h.margin_baseline + h.margin.mean, currency),
        money_change(h.margin.mean, currency),
        between(h.margin.p5, h.margin.p95),
    ]);
    table.row([
        "Net benefit".to_owned(),
        String::new(),
        String::new(),
        money_change(h.net.mean, currency),
        between(h.net.p5, h.net.p95),
    ]);
    table.total = true;
    blocks.push(Block::Table(table));
    let worth = match answer.scenario.settings.discount {
        0 => "Money is not discounted.".to_owned(),
        rate => format!(
            "Money as worth today, at {} % a year.",
            crate::format::field(f64::from(rate) / 10.0)
        ),
    };
    blocks.push(Block::Note(format!(
        "The net benefit is above zero in {} of {} ({}). Simulation error of its mean: ±{}, 95 %. {worth}",
        count(h.net_positive as f64),
        plural(h.replications, "paired run", "paired runs"),
        percent(h.net_positive as f64 / h.replications.max(1) as f64),
        money(1.96 * h.net_error, currency)
    )));
}

fn money_over_time(answer: &Answer, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(words::net(answer)));
    let currency = answer.currency();
    let series = net_drawing(answer);
    let svg = to_svg(DRAWN.0, DRAWN.1, |area, palette, frame| {
        net_band::draw(area, &series, palette, frame)
    });
    let said = "Cumulative net benefit against the present program. Bands: 50 % and 90 % of runs.";
    blocks.push(Block::Figure { svg, said: said.to_owned() });
    let mut table = PaperTable::new(&[
        ("End of", false),
        ("5 % of runs below", true),
        ("Mean", true),
        ("5 % of runs above", true),
    ]);
    for (quarter, band) in answer.net.bands.iter().enumerate().skip(1) {
        table.row([
            answer.period(quarter).to_string(),
            money_change(band.p5, currency),
            money_change(band.mean, currency),
            money_change(band.p95, currency),
        ]);
    }
    blocks.push(Block::Table(table));
    let ledger = ledger(&answer.outcome, &answer.scenario);
    blocks.push(Block::Smaller("What the tiers cost".to_owned()));
    let mut table = PaperTable::new(&[
        ("Tier", false),
        (&answer.scenario.baseline.name, true),
        (&answer.scenario.alternative.name, true),
        ("Difference", true),
    ]);
    for (tier, cost) in ledger.tiers.iter().enumerate() {
        table.row([
            answer.tier_name(tier),
            money(cost.baseline, currency),
            money(cost.total(), currency),
            money_change(cost.total() - cost.baseline, currency),
        ]);
    }
    blocks.push(Block::Table(table));
}

fn changes(answer: &Answer, blocks: &mut Vec<Block>) {
    let (new, old) = (&answer.scenario.alternative, &answer.scenario.baseline);
    let all = difference(old, new, Some(&answer.portfolio));
    blocks.push(Block::Heading(match all.len() {
        0 => "No rule changes".to_owned(),
        count => plural(count, "rule changes", "rules change"),
    }));
    let mut table = PaperTable::new(&[("Rule", false), (&old.name, false), (&new.name, false)]);
    let mut told = Vec::new();
    for change in all {
        match change.setting {
            Some(setting) => {
                table.row([
                    format!("{}: {}", change.place, setting.name),
                    setting.was,
                    setting.now,
                ]);
            }
            None => told.push(format!("{}: {}", change.place, change.sentence)),
        }
    }
    if !table.rows.is_empty() {
        blocks.push(Block::Table(table));
    }
    if !told.is_empty() {
        blocks.push(Block::List { numbered: false, items: told });
    }
}

fn who_moves(answer: &Answer, choice: Choice, blocks: &mut Vec<Block>) {
    let tiers = answer.tier_count();
    let other: Vec<&Mover> =
        answer.movers.iter().filter(|mover| mover.alternative != mover.baseline).collect();
    let lower = other.iter().filter(|mover| mover.alternative < mover.baseline).count();
    let left = other.iter().filter(|mover| mover.alternative >= tiers).count();
    let higher = other.len() - lower - left;
    blocks.push(Block::Heading(if other.is_empty() {
        "Nobody ends in another tier".to_owned()
    } else {
        let ends = plural(other.len(), "partner ends", "partners end");
        let left = if left > 0 { format!(", {left} out of the program") } else { String::new() };
        format!("{ends} in another tier: {lower} lower, {higher} higher{left}")
    }));
    if other.is_empty() {
        return;
    }
    let mut table = PaperTable::new(&[
        ("Partner", false),
        ("Now", false),
        ("Present rules", false),
        ("New rules", false),
        ("Score now, at the end", true),
        ("Main reason", false),
        ("Chance", true),
    ]);
    for mover in other.iter().take(NAMED) {
        table.row([
            name(answer, mover, choice),
            answer.tier_name(mover.now),
            answer.tier_name(mover.baseline),
            answer.tier_name(mover.alternative),
            format!("{} → {}", decimal(mover.score.0, 1), decimal(mover.score.1, 1)),
            words::reason(answer, mover),
            percent(mover.chance),
        ]);
    }
    let rest = other.len().saturating_sub(NAMED);
    blocks.push(Block::Table(table));
    if rest > 0 {
        blocks.push(Block::Note(format!(
            "Those with the most revenue at stake. {} more {} in the file of movements.",
            count(rest as f64),
            if rest == 1 { "stands" } else { "stand" }
        )));
    }
}

/// What a partner goes by.
pub(super) fn name(answer: &Answer, mover: &Mover, choice: Choice) -> String {
    let partner = answer.portfolio.partners().get(mover.position);
    partner.map_or_else(String::new, |partner| {
        if choice.coded || partner.name.is_empty() {
            partner.id.clone()
        } else {
            partner.name.clone()
        }
    })
}

fn risks(answer: &Answer, checked: Option<&Checked>, blocks: &mut Vec<Block>) {
    let h = &answer.headline;
    let losing = h.replications - h.net_positive;
    let mut items = vec![if losing == 0 {
        format!(
            "Risk: no run of {} loses money. The bands show chance, not what the model leaves out.",
            count(h.replications as f64)
        )
    } else {
        format!(
            "Risk: {} {} money, at worst (5 % of runs) {} over {}.",
            share_in_words(losing, h.replications),
            if losing * 100 < h.replications * 45 { "loses" } else { "lose" },
            money_change(h.net.p5, answer.currency()),
            horizon(answer.quarters())
        )
    }];
    if let Some(there) = answer.scenario.manager_hours {
        let ledger = ledger(&answer.outcome, &answer.scenario);
        let short = ledger.hours.iter().map(|hours| hours.short).fold(0.0, f64::max);
        if short > 0.5 {
            items.push(format!(
                "Risk: partner managers are up to {} hours short of the {} there are in a quarter.",
                count(short),
                count(there)
            ));
        }
    }
    let found = checked.map(|checked| checked.findings.as_slice()).unwrap_or_default();
    for finding in found {
        let word = match finding.severity {
            Severity::Fix => "Fix",
            Severity::Look => "Look",
            Severity::Note => continue,
        };
        items.push(format!("{word}: {}. {}", finding.title, finding.sentence));
    }
    let fixes = found.iter().filter(|finding| finding.severity == Severity::Fix).count();
    blocks.push(Block::Heading(match (checked.is_some(), fixes) {
        (false, _) => "Risks; the rules have not been checked".to_owned(),
        (true, 0) => "Risks to accept or reduce".to_owned(),
        (true, fixes) => {
            format!("{} to fix, and risks to accept or reduce", plural(fixes, "rule", "rules"))
        }
    }));
    blocks.push(Block::List { numbered: false, items });
}

fn assumptions(answer: &Answer, blocks: &mut Vec<Block>) {
    let scenario = &answer.scenario;
    let open = scenario.unconfirmed();
    blocks.push(Block::Heading(if open == 0 {
        "Every assumption is confirmed or published".to_owned()
    } else {
        format!("{} not confirmed yet", plural(open, "assumption is", "assumptions are"))
    }));
    let mut table = PaperTable::new(&[
        ("Assumption", false),
        ("Value", true),
        ("Range", true),
        ("Unit", false),
        ("Where it comes from", false),
        ("Kind", false),
    ]);
    for info in catalogue().iter().filter(|info| info.varies()) {
        let value = (info.get)(&scenario.parameters);
        let kind = match info.provenance {
            _ if scenario.is_confirmed(info.key) => "yours",
            Provenance::Measured => "measured",
            Provenance::Yours => "yours",
            Provenance::Borrowed => "borrowed",
            Provenance::Assumed => "assumed",
        };
        table.row([
            info.label.to_owned(),
            crate::format::compact(value),
            format!(
                "{} to {}",
                crate::format::compact(info.low),
                crate::format::compact(info.high)
            ),
            info.unit.to_owned(),
            info.source.to_owned(),
            kind.to_owned(),
        ]);
    }
    blocks.push(Block::Table(table));
}

fn left_out(blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading("What the model does not include".to_owned()));
    let items = crate::pages::limits::LEFT_OUT.iter().map(|it| (*it).to_owned()).collect();
    blocks.push(Block::List { numbered: false, items });
}

fn foot(answer: &Answer, fingerprint: Option<u64>) -> String {
    let source = match answer.portfolio.origin() {
        Origin::Sample => "invented partners".to_owned(),
        Origin::File(name) => format!("partners from {name}"),
    };
    let print = fingerprint.map_or_else(String::new, |print| format!(", fingerprint {print:016x}"));
    format!(
        "{} {source}, {} to {}, {}, seed {:x}, Tierlab {}{print}",
        count(answer.outcome.positions.len() as f64),
        answer.period(1),
        answer.period(answer.quarters()),
        plural(answer.headline.replications, "paired run", "paired runs"),
        answer.scenario.settings.seed.0,
        env!("CARGO_PKG_VERSION")
    )
}
