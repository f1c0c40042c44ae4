//! Gates in a document: one object, whose field names say what it asks.

use super::super::place::Place;
use super::measure::{MeasureV2, one_of, only_true};
use super::quantity::QuantityV2;
use crate::problem::{Problem, Problems};
use crate::rules::{About, Comparator, Gate, Measure, Places, Quantity, Rule, Source, Ties};
use serde::{Deserialize, Serialize};

/// A condition. Its field names say what it asks: exactly one of `measure`, `dimension`, `score`,
/// `all`, `any`, `count`, `not`, `when`, `status`, `is`, `attested`, `each_of_last` and
/// `any_time_in`. A gate is met, not met, or unknown.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Gate", transform = super::super::schema::gate))]
#[serde(default, deny_unknown_fields)]
pub(super) struct GateV2 {
    /// What is held against a line; with one of `at_least`, `more_than`, `at_most`, `less_than`,
    /// `top`.
    #[serde(skip_serializing_if = "Option::is_none")]
    measure: Option<Box<MeasureV2>>,
    /// Short for a measure that is a dimension of the score, by its key. Only in tiers and
    /// statuses.
    #[serde(skip_serializing_if = "Option::is_none")]
    dimension: Option<String>,
    /// Short for a measure that is the score, written as true. Only in tiers and statuses.
    #[cfg_attr(feature = "schema", schemars(extend("const" = true)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<bool>,
    /// Met from this line on.
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<QuantityV2>,
    /// Met above this line.
    #[serde(skip_serializing_if = "Option::is_none")]
    more_than: Option<QuantityV2>,
    /// Met up to this line.
    #[serde(skip_serializing_if = "Option::is_none")]
    at_most: Option<QuantityV2>,
    /// Met below this line.
    #[serde(skip_serializing_if = "Option::is_none")]
    less_than: Option<QuantityV2>,
    /// Met by the best of a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    top: Option<TopV2>,
    /// All of these.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    all: Option<Vec<GateV2>>,
    /// Any of these.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    any: Option<Vec<GateV2>>,
    /// How many of `must` and `of` together have to be met.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
    /// Those that have to be among them; with `count`.
    #[serde(skip_serializing_if = "Option::is_none")]
    must: Option<Vec<GateV2>>,
    /// The others; with `count`.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<Vec<GateV2>>,
    /// Not this.
    #[serde(skip_serializing_if = "Option::is_none")]
    not: Option<Box<GateV2>>,
    /// For whom `then` holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<Box<GateV2>>,
    /// What those have to meet who meet `when`.
    #[serde(skip_serializing_if = "Option::is_none")]
    then: Option<Box<GateV2>>,
    /// Holds the status with this key.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    /// A text column is one of these values, or lists one of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    is: Option<IsV2>,
    /// Name of the text column that says `yes`, or until when.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 200)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    attested: Option<String>,
    /// Met in each of the last so many periods, the present one included; with `gate`.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 120)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    each_of_last: Option<u32>,
    /// Met in at least one period of the last so many months; with `gate`.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1200)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    any_time_in: Option<u32>,
    /// What has to be met; with `each_of_last` or `any_time_in`.
    #[serde(skip_serializing_if = "Option::is_none")]
    gate: Option<Box<GateV2>>,
    /// The page or contract it is taken from.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    /// What a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// The date of the source, as written there.
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
}

/// The best of a group.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Top"))]
#[serde(deny_unknown_fields)]
struct TopV2 {
    /// Share of the group, 0 to 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1)))]
    share: f64,
    /// How the share of the group becomes a number of places.
    places: PlacesV2,
    /// Whether partners with the same value as the last place belong to the top.
    ties: TiesV2,
    /// Name of the text column that makes the groups; everyone is one group without it.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 200)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    /// Groups with fewer ranked partners have no places.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1_000_000)))]
    #[serde(default, skip_serializing_if = "is_none")]
    smallest_group: u32,
    /// Whether less is better.
    #[serde(default, skip_serializing_if = "super::is_false")]
    less_is_better: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_none(count: &u32) -> bool {
    *count == 0
}

/// How a share of a group becomes a number of places.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Places"))]
#[serde(rename_all = "lowercase")]
enum PlacesV2 {
    /// Rounded down.
    Down,
    /// Rounded up.
    Up,
    /// Rounded to the nearest, half up.
    Nearest,
}

/// What happens to partners with the same value as the last place.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Ties"))]
#[serde(rename_all = "lowercase")]
enum TiesV2 {
    /// All of them are in.
    Included,
    /// None of them is when there is not room for all.
    Excluded,
}

/// A text column and the values that are asked for. Upper and lower case are one; a cell may list
/// several, separated by semicolons.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Is"))]
#[serde(deny_unknown_fields)]
struct IsV2 {
    /// Name of the text column.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 200)))]
    column: String,
    /// The values, one of which it has to be.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    values: Vec<String>,
}

impl GateV2 {
    pub(super) fn read(mut self, place: &Place, found: &mut Problems) -> Gate {
        let about =
            About { source: self.source.take(), note: self.note.take(), as_of: self.as_of.take() };
        let compares = self.measure.is_some() || self.dimension.is_some() || self.score.is_some();
        one_of(
            &[
                ("measure", self.measure.is_some()),
                ("dimension", self.dimension.is_some()),
                ("score", self.score.is_some()),
                ("all", self.all.is_some()),
                ("any", self.any.is_some()),
                ("count", self.count.is_some()),
                ("not", self.not.is_some()),
                ("when", self.when.is_some()),
                ("status", self.status.is_some()),
                ("is", self.is.is_some()),
                ("attested", self.attested.is_some()),
                ("each_of_last", self.each_of_last.is_some()),
                ("any_time_in", self.any_time_in.is_some()),
            ],
            place,
            found,
        );
        only_true(self.score, place, found);
        self.belongs(compares, place, found);
        Gate { about, rule: self.rule(place, found) }
    }

    /// Fields that only go with another one.
    fn belongs(&self, compares: bool, place: &Place, found: &mut Problems) {
        let lines = self.at_least.is_some()
            || self.more_than.is_some()
            || self.at_most.is_some()
            || self.less_than.is_some()
            || self.top.is_some();
        let pairs = [
            (lines, compares, "a line", "measure, dimension or score"),
            (self.must.is_some() || self.of.is_some(), self.count.is_some(), "a list", "count"),
            (self.then.is_some(), self.when.is_some(), "then", "when"),
            (
                self.gate.is_some(),
                self.each_of_last.is_some() || self.any_time_in.is_some(),
                "gate",
                "each_of_last or any_time_in",
            ),
        ];
        for (there, wanted, what, with) in pairs {
            if there && !wanted {
                found.push(Problem::new(
                    place.to_string(),
                    format!("It has {what} and nothing it belongs to."),
                    format!("Add {with}, or remove it."),
                ));
            }
        }
    }

    fn rule(self, place: &Place, found: &mut Problems) -> Rule {
        let mut list = |gates: Option<Vec<Self>>, name: &str| -> Vec<Gate> {
            let place = place.field(name);
            let gates = gates.unwrap_or_default().into_iter().enumerate();
            gates.map(|(index, gate)| gate.read(&place.item(index), found)).collect()
        };
        if self.all.is_some() {
            return Rule::All(list(self.all, "all"));
        }
        if self.any.is_some() {
            return Rule::Any(list(self.any, "any"));
        }
        if let Some(count) = self.count {
            let must = list(self.must, "must");
            return Rule::AtLeast { count, must, of: list(self.of, "of") };
        }
        let mut inner = |gate: Option<Box<Self>>, name: &str| -> Box<Gate> {
            Box::new(gate.map(|gate| *gate).unwrap_or_default().read(&place.field(name), found))
        };
        if self.not.is_some() {
            return Rule::Not(inner(self.not, "not"));
        }
        if self.when.is_some() {
            let when = inner(self.when, "when");
            return Rule::When { when, then: inner(self.then, "then") };
        }
        if let Some(periods) = self.each_of_last {
            return Rule::Each { periods, gate: inner(self.gate, "gate") };
        }
        if let Some(months) = self.any_time_in {
            return Rule::AnyTime { months, gate: inner(self.gate, "gate") };
        }
        if let Some(key) = self.status {
            return Rule::Status(key);
        }
        if let Some(is) = self.is {
            return Rule::Is { attribute: is.column, values: is.values };
        }
        if let Some(column) = self.attested {
            return Rule::Attested(column);
        }
        self.comparison(place, found)
    }

    fn comparison(self, place: &Place, found: &mut Problems) -> Rule {
        let measure = match (self.measure, self.dimension) {
            (Some(measure), _) => measure.read(&place.field("measure"), found),
            (None, Some(key)) => Measure::plain(Source::Dimension(key)),
            (None, None) => Measure::plain(Source::Score),
        };
        one_of(
            &[
                ("at_least", self.at_least.is_some()),
                ("more_than", self.more_than.is_some()),
                ("at_most", self.at_most.is_some()),
                ("less_than", self.less_than.is_some()),
                ("top", self.top.is_some()),
            ],
            place,
            found,
        );
        if let Some(top) = self.top {
            return top.read(measure);
        }
        let lines = [
            (Comparator::AtLeast, self.at_least),
            (Comparator::MoreThan, self.more_than),
            (Comparator::AtMost, self.at_most),
            (Comparator::LessThan, self.less_than),
        ];
        let line = lines.into_iter().find_map(|(comparator, line)| Some((comparator, line?)));
        let (comparator, line) = line.map_or_else(
            || (Comparator::AtLeast, Quantity::Fixed(0.0)),
            |(comparator, line)| (comparator, line.into()),
        );
        Rule::Compare { measure, comparator, line }
    }
}

impl TopV2 {
    fn read(self, measure: Measure) -> Rule {
        Rule::Top {
            measure,
            less_is_better: self.less_is_better,
            share: self.share,
            group: self.group,
            places: match self.places {
                PlacesV2::Down => Places::Down,
                PlacesV2::Up => Places::Up,
                PlacesV2::Nearest => Places::Nearest,
            },
            ties: match self.ties {
                TiesV2::Included => Ties::Included,
                TiesV2::Excluded => Ties::Excluded,
            },
            smallest_group: self.smallest_group,
        }
    }
}

impl From<&Gate> for GateV2 {
    fn from(gate: &Gate) -> Self {
        let base = Self {
            source: gate.about.source.clone(),
            note: gate.about.note.clone(),
            as_of: gate.about.as_of.clone(),
            ..Self::default()
        };
        let list = |gates: &[Gate]| Some(gates.iter().map(Self::from).collect());
        let one = |gate: &Gate| Some(Box::new(Self::from(gate)));
        match &gate.rule {
            Rule::Compare { measure, comparator, line } => {
                base.looking_at(measure).held_against(*comparator, line)
            }
            Rule::Top { measure, .. } => Self { top: top(&gate.rule), ..base.looking_at(measure) },
            Rule::All(gates) => Self { all: list(gates), ..base },
            Rule::Any(gates) => Self { any: list(gates), ..base },
            Rule::AtLeast { count, must, of } => Self {
                count: Some(*count),
                must: if must.is_empty() { None } else { list(must) },
                of: list(of),
                ..base
            },
            Rule::Not(gate) => Self { not: one(gate), ..base },
            Rule::When { when, then } => Self { when: one(when), then: one(then), ..base },
            Rule::Status(key) => Self { status: Some(key.clone()), ..base },
            Rule::Is { attribute, values } => {
                let is = IsV2 { column: attribute.clone(), values: values.clone() };
                Self { is: Some(is), ..base }
            }
            Rule::Attested(column) => Self { attested: Some(column.clone()), ..base },
            Rule::Each { periods, gate } => {
                Self { each_of_last: Some(*periods), gate: one(gate), ..base }
            }
            Rule::AnyTime { months, gate } => {
                Self { any_time_in: Some(*months), gate: one(gate), ..base }
            }
        }
    }
}

fn top(rule: &Rule) -> Option<TopV2> {
    let Rule::Top { less_is_better, share, group, places, ties, smallest_group, .. } = rule else {
        return None;
    };
    Some(TopV2 {
        share: *share,
        places: match places {
            Places::Down => PlacesV2::Down,
            Places::Up => PlacesV2::Up,
            Places::Nearest => PlacesV2::Nearest,
        },
        ties: match ties {
            Ties::Included => TiesV2::Included,
            Ties::Excluded => TiesV2::Excluded,
        },
        group: group.clone(),
        smallest_group: *smallest_group,
        less_is_better: *less_is_better,
    })
}

impl GateV2 {
    fn looking_at(self, measure: &Measure) -> Self {
        let plain =
            measure.name.is_none() && measure.bounds == (None, None) && measure.round.is_none();
        match &measure.source {
            Source::Score if plain => Self { score: Some(true), ..self },
            Source::Dimension(key) if plain => Self { dimension: Some(key.clone()), ..self },
            _ => Self { measure: Some(Box::new(measure.into())), ..self },
        }
    }

    fn held_against(self, comparator: Comparator, line: &Quantity) -> Self {
        let line = Some(QuantityV2::from(line));
        match comparator {
            Comparator::AtLeast => Self { at_least: line, ..self },
            Comparator::MoreThan => Self { more_than: line, ..self },
            Comparator::AtMost => Self { at_most: line, ..self },
            Comparator::LessThan => Self { less_than: line, ..self },
        }
    }
}
