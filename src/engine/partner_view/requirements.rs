//! What a tier asks of this partner: value, need, gap and state of every requirement.

use super::PartnerView;
use crate::explain::{Lexicon, Scale, comparator_words, gate_sentence, measure_name};
use crate::rules::{Comparator, Evaluation, Gate, GateTrace, Rule, Threshold, Truth, round_to};

/// One requirement.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement {
    /// What it is about: `Score`, `Revenue`.
    pub name: String,
    /// How that is taken: `last 12 months`.
    pub how: Option<String>,
    /// What is needed: `at least 64 points`.
    pub need: String,
    /// What the partner has; `None` where it is not a number or not known.
    pub value: Option<String>,
    /// What is missing: `12.2 points to go`; `None` where nothing is, or no number says it.
    pub gap: Option<String>,
    /// Whether it is met.
    pub truth: Truth,
    /// How far the value is on a track from nothing to somewhat beyond the need, and where the need is, 0 to 1;
    /// only where more is better.
    pub track: Option<(f64, f64)>,
    /// What it is made of.
    pub inner: Vec<Requirement>,
}

/// All requirements of a tier, to enter it or to keep it.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirements {
    /// Position of the tier.
    pub tier: usize,
    /// Whether it is entered by invitation only.
    pub by_invitation: bool,
    /// The requirements, the score first.
    pub all: Vec<Requirement>,
}

impl Requirements {
    /// How many are met.
    pub fn met(&self) -> usize {
        self.all.iter().filter(|one| one.truth.passes()).count()
    }
}

/// What a tier asks to enter it.
pub fn requirements_of(view: &PartnerView, tier: usize) -> Option<Requirements> {
    let asked = view.program.ladder.tiers.get(tier).filter(|_| tier > 0)?;
    Some(asking(view, tier, asked.threshold.as_ref(), &asked.gates, 0.0))
}

/// What the tier held asks to stay in it, points that are tolerated taken off; `None` in the lowest.
pub fn requirements_to_keep(view: &PartnerView) -> Option<Requirements> {
    let held = view.program.ladder.tiers.get(view.tier).filter(|_| view.tier > 0)?;
    let (threshold, gates) = match &held.keep {
        Some(keep) => (keep.threshold.as_ref(), &keep.gates),
        None => (held.threshold.as_ref(), &held.gates),
    };
    Some(asking(view, view.tier, threshold, gates, view.program.movement.buffer))
}

fn asking(
    view: &PartnerView,
    tier: usize,
    threshold: Option<&Threshold>,
    gates: &[Gate],
    buffer: f64,
) -> Requirements {
    let evaluation = Evaluation::now(&view.program, &view.portfolio);
    let telling = Telling { lexicon: Lexicon::new(&view.program, Some(&view.portfolio)) };
    let score = threshold.map(|threshold| {
        let line = threshold.points.column(&evaluation.scene()).first().copied();
        let line = line.filter(|line| !line.is_nan()).map(|line| round_to(line - buffer, 9));
        let value = evaluation.score_of(0);
        let truth = match (value, line) {
            (Some(value), Some(line)) => threshold.comparator.holds(value, line),
            _ => Truth::Unknown,
        };
        let held = Held { value, line, comparator: threshold.comparator, scale: Scale::Points };
        let row = telling.row(("Score".to_owned(), None), held, truth);
        // The score has a scale of its own.
        let of = |points: f64| {
            (points / view.program.score.scale.max(f64::MIN_POSITIVE)).clamp(0.0, 1.0)
        };
        Requirement { track: value.zip(line).map(|(value, line)| (of(value), of(line))), ..row }
    });
    let rows = gates.iter().map(|gate| telling.gate(gate, &evaluation.judged(gate).trace(0)));
    Requirements {
        tier,
        by_invitation: view.program.ladder.tiers.get(tier).is_some_and(|tier| tier.by_invitation),
        all: score.into_iter().chain(rows).collect(),
    }
}

/// A value and the line it is held against.
struct Held {
    value: Option<f64>,
    line: Option<f64>,
    comparator: Comparator,
    scale: Scale,
}

struct Telling<'a> {
    lexicon: Lexicon<'a>,
}

impl Telling<'_> {
    fn row(&self, (name, how): (String, Option<String>), held: Held, truth: Truth) -> Requirement {
        let Held { value, line, comparator, scale } = held;
        let need = match line {
            Some(line) => {
                format!("{} {}", comparator_words(comparator), self.lexicon.exact(line, scale))
            }
            None => "a number that is not set for you".to_owned(),
        };
        let gap = match (truth, value, line) {
            (Truth::Fail, Some(value), Some(line)) if (value - line).abs() > 0.0 => {
                let distance = self.lexicon.distance(value - line, scale);
                let word = if comparator.wants_more() { "to go" } else { "less to reach it" };
                Some(format!("{distance} {word}"))
            }
            (Truth::Fail, Some(_), Some(_)) => Some("a little more".to_owned()),
            _ => None,
        };
        let top = value.unwrap_or(0.0).max(line.unwrap_or(0.0)) * 1.25;
        let of = |number: f64| if top > 0.0 { (number / top).clamp(0.0, 1.0) } else { 0.0 };
        Requirement {
            name: capital(&name),
            how,
            need,
            value: value.map(|value| self.lexicon.rounded(value, line, scale)),
            gap,
            truth,
            track: value
                .zip(line)
                .filter(|(_, line)| comparator.wants_more() && *line > 0.0)
                .map(|(value, line)| (of(value), of(line))),
            inner: Vec::new(),
        }
    }

    fn gate(&self, gate: &Gate, trace: &GateTrace) -> Requirement {
        if let Rule::Compare { measure, comparator, .. } = &gate.rule {
            let name = measure_name(&self.lexicon, measure);
            let scale = self.lexicon.scale(measure);
            let held =
                Held { value: trace.value, line: trace.line, comparator: *comparator, scale };
            return self.row((name.what, name.how), held, trace.truth);
        }
        let pairs = gate.inner().into_iter().zip(&trace.inner);
        let inner: Vec<Requirement> = pairs.map(|(gate, trace)| self.gate(gate, trace)).collect();
        let (name, need, keeps) = self.heading(gate, inner.len());
        Requirement {
            name: capital(&name),
            how: None,
            need,
            value: None,
            gap: None,
            truth: trace.truth,
            track: None,
            inner: if keeps { inner } else { Vec::new() },
        }
    }

    /// Name and need of a condition that is no comparison, and whether what it is made of is told below.
    fn heading(&self, gate: &Gate, parts: usize) -> (String, String, bool) {
        let sentence = || gate_sentence(&self.lexicon, gate).to_string();
        match &gate.rule {
            Rule::All(_) => ("All of these".to_owned(), format!("{parts} of {parts}"), true),
            Rule::Any(_) => ("One of these".to_owned(), "at least 1".to_owned(), true),
            Rule::AtLeast { count, must, .. } => {
                let always = match must.len() {
                    0 => String::new(),
                    1 => ", the first among them".to_owned(),
                    n => format!(", the first {n} among them"),
                };
                (format!("{count} of these"), format!("at least {count}{always}"), true)
            }
            Rule::Status(key) => (self.lexicon.status(key), "to be held".to_owned(), false),
            Rule::Attested(attribute) => {
                (attribute.replace('_', " "), "confirmed, and not expired".to_owned(), false)
            }
            Rule::Is { attribute, .. } => (attribute.replace('_', " "), sentence(), false),
            Rule::Each { periods, .. } => (
                "Again and again".to_owned(),
                format!("in each of the last {periods} periods; as it stands now:"),
                true,
            ),
            Rule::AnyTime { months, .. } => (
                "At any time".to_owned(),
                format!("once in the last {months} months; as it stands now:"),
                true,
            ),
            _ => ("Condition".to_owned(), sentence(), false),
        }
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
