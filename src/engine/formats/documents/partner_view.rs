//! The document of a partner view, version 1: one partner's figures, the rules as they hold for it, what it gets,
//! and how often a simulation came to what. It has no place for other partners, costs, margins or assumptions.

use super::place::Place;
use super::portfolio::{CalendarV1, MetricV1, periods};
use super::program::RulesV1;
use super::{fits, parse, version_of};
use crate::explain::{Offered, OfferedRow};
use crate::partner_view::{Chances, LONGEST_CONTACT, PartnerView};
use crate::portfolio::{Metric, Origin, Partner, Portfolio, same_text};
use crate::problem::{Problem, Problems};
use crate::rules::Program;
use serde::{Deserialize, Serialize};

/// What such a document says of itself.
const KIND: &str = "partner view";
/// Longest name, and longest text on a benefit.
const LONGEST: usize = 500;
/// Most metrics, texts, benefits, terms and names in one list.
const MOST: usize = 300;
/// Most quarters that are looked ahead, and most futures.
const MOST_QUARTERS: usize = 40;
const MOST_RUNS: u32 = 10_000_000;
/// Largest figure.
const LARGEST: f64 = 1e15;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartnerViewV1 {
    tierlab: String,
    version: u32,
    partner: WhoV1,
    rules: RulesV1,
    figures: FiguresV1,
    standing: StandingV1,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    few_places: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    relative: Vec<String>,
    offered: OfferedV1,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    chances: Option<ChancesV1>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WhoV1 {
    id: String,
    name: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FiguresV1 {
    calendar: CalendarV1,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    texts: Vec<TextV1>,
    metrics: Vec<MetricV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextV1 {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StandingV1 {
    /// Name of the tier held.
    tier: String,
    /// Number of the period since when, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    since: Option<usize>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfferedV1 {
    benefits: Vec<OfferedRowV1>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    for_all: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfferedRowV1 {
    name: String,
    levels: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    terms: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChancesV1 {
    runs: u32,
    reached: Vec<Vec<u32>>,
    held: Vec<Vec<u32>>,
}

/// Whether a text says of itself that it is a partner view, of whatever version.
pub fn is_partner_view(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Kind {
        tierlab: String,
    }
    fits(text, KIND).is_ok()
        && serde_json::from_str::<Kind>(text).is_ok_and(|kind| kind.tierlab == KIND)
}

/// Writes a partner view on one line.
pub fn write_partner_view(view: &PartnerView) -> String {
    serde_json::to_string(&PartnerViewV1::from(view)).unwrap_or_default()
}

/// Reads and checks a partner view.
///
/// # Errors
/// Everything that is wrong with it, each with its place.
pub fn read_partner_view(text: &str) -> Result<PartnerView, Problems> {
    fits(text, KIND)?;
    version_of(text, KIND, 1)?;
    let document: PartnerViewV1 = parse(text, KIND)?;
    document.read()
}

impl From<&PartnerView> for PartnerViewV1 {
    fn from(view: &PartnerView) -> Self {
        let portfolio = &view.portfolio;
        let partner = view.partner();
        let since = portfolio.periods().iter().position(|period| Some(*period) == view.since);
        let few = view.few_places.iter().map(|tier| view.tier_name(*tier).to_owned());
        Self {
            tierlab: KIND.to_owned(),
            version: 1,
            partner: WhoV1 {
                id: partner.map_or_else(String::new, |partner| partner.id.clone()),
                name: view.name().to_owned(),
            },
            rules: RulesV1::write(&view.program),
            figures: FiguresV1::from(portfolio),
            standing: StandingV1 { tier: view.tier_name(view.tier).to_owned(), since },
            few_places: few.collect(),
            relative: view.relative.clone(),
            offered: OfferedV1::from(&view.offered),
            chances: view.chances.as_ref().map(|chances| ChancesV1 {
                runs: chances.runs,
                reached: chances.reached.clone(),
                held: chances.held.clone(),
            }),
            contact: (!view.contact.is_empty()).then(|| view.contact.clone()),
        }
    }
}

impl From<&Portfolio> for FiguresV1 {
    fn from(portfolio: &Portfolio) -> Self {
        let texts = portfolio.attributes().iter().enumerate().map(|(index, name)| TextV1 {
            name: name.clone(),
            value: portfolio.attribute(index, 0).map(str::to_owned),
        });
        let metrics = portfolio.metrics().iter().enumerate().map(|(index, metric)| {
            let history = portfolio.history(index, 0).iter();
            let values = history.map(|value| value.is_finite().then_some(*value)).collect();
            MetricV1::write(metric, values)
        });
        Self {
            calendar: CalendarV1::from(portfolio.periods()),
            texts: texts.collect(),
            metrics: metrics.collect(),
        }
    }
}

impl From<&Offered> for OfferedV1 {
    fn from(offered: &Offered) -> Self {
        let rows = offered.rows.iter().map(|row| OfferedRowV1 {
            name: row.name.clone(),
            levels: row.levels.clone(),
            terms: row.terms.clone(),
        });
        Self { benefits: rows.collect(), for_all: offered.for_all.clone() }
    }
}

/// Looks at what was read and notes what is wrong.
struct Door(Problems);

impl Door {
    fn refuse(&mut self, place: &str, what: impl Into<String>) {
        self.0.push(Problem::new(place, what, "Ask its sender for a fresh copy."));
    }

    fn text(&mut self, place: &str, text: &str, most: usize) {
        let length = text.chars().count();
        if length > most {
            self.refuse(place, format!("It has {length} characters, over {most}."));
        }
    }

    fn few<T>(&mut self, place: &str, list: &[T]) {
        if list.len() > MOST {
            self.refuse(place, format!("There are {}, over {MOST}.", list.len()));
        }
    }

    fn texts(&mut self, place: &str, list: &[String]) {
        self.few(place, list);
        for text in list {
            self.text(place, text, LONGEST);
        }
    }
}

impl PartnerViewV1 {
    fn read(self) -> Result<PartnerView, Problems> {
        let mut found = Problems::default();
        let program = self.rules.read(&Place::root("rules"), &mut found);
        let mut door = Door(found);
        door.text("partner.id", &self.partner.id, LONGEST);
        door.text("partner.name", &self.partner.name, LONGEST);
        let portfolio = self.figures.read(self.partner, &mut door);
        let tier = tier(&program, &self.standing.tier, "standing.tier", &mut door);
        let since = self.standing.since.and_then(|index| {
            let period = portfolio.periods().get(index).copied();
            if period.is_none() {
                door.refuse("standing.since", "It is none of the periods.");
            }
            period
        });
        let few_places: Vec<usize> = self
            .few_places
            .iter()
            .take(MOST)
            .map(|name| self::tier(&program, name, "few_places", &mut door))
            .collect();
        door.texts("relative", &self.relative);
        let tiers = program.ladder.tiers.len();
        let offered = self.offered.read(tiers, &mut door);
        let chances = self.chances.map(|chances| chances.read(tiers, &mut door));
        let contact = self.contact.unwrap_or_default();
        door.text("contact", &contact, LONGEST_CONTACT);
        let relative = self.relative;
        door.0.or(PartnerView {
            program,
            portfolio,
            tier,
            since,
            few_places,
            relative,
            offered,
            chances,
            contact,
        })
    }
}

/// Position of a tier by its name.
fn tier(program: &Program, name: &str, place: &str, door: &mut Door) -> usize {
    program.tier_named(name).unwrap_or_else(|| {
        door.refuse(place, "It is none of the tiers.");
        0
    })
}

impl FiguresV1 {
    fn read(self, partner: WhoV1, door: &mut Door) -> Portfolio {
        let periods = periods(&self.calendar).unwrap_or_else(|_| {
            door.refuse("figures.calendar", "Its periods make no sense.");
            Vec::new()
        });
        door.few("figures.metrics", &self.metrics);
        door.few("figures.texts", &self.texts);
        for text in &self.texts {
            door.text("figures.texts", &text.name, LONGEST);
            door.text("figures.texts", text.value.as_deref().unwrap_or_default(), LONGEST);
        }
        let (metrics, columns): (Vec<Metric>, Vec<Vec<Option<f64>>>) =
            self.metrics.into_iter().take(MOST).map(MetricV1::split).unzip();
        for (place, metric) in metrics.iter().enumerate() {
            door.text("figures.metrics", &metric.name, LONGEST);
            if metrics.iter().take(place).any(|other| same_text(&other.key, &metric.key)) {
                door.refuse("figures.metrics", "Two of them have the same key.");
            }
        }
        let whole = columns.iter().all(|column| column.len() == periods.len());
        let sound = columns.iter().flatten().flatten().all(|value| value.abs() <= LARGEST);
        if !whole || !sound {
            door.refuse("figures.metrics", "Its values do not fit its periods, or are too large.");
        }
        let (names, texts) = self.texts.into_iter().map(|text| (text.name, text.value)).unzip();
        let WhoV1 { id, name } = partner;
        let partner = Partner { id, name, attributes: texts, first_tier: None };
        let origin = Origin::File(String::new());
        let mut portfolio = Portfolio::new(origin, periods, metrics, names, vec![partner]);
        for (metric, column) in columns.iter().enumerate() {
            for (period, value) in column.iter().enumerate() {
                portfolio.set(metric, 0, period, value.unwrap_or(f64::NAN));
            }
        }
        portfolio
    }
}

impl OfferedV1 {
    fn read(self, tiers: usize, door: &mut Door) -> Offered {
        let place = "offered.benefits";
        door.few(place, &self.benefits);
        for row in &self.benefits {
            door.text(place, &row.name, LONGEST);
            door.texts(place, &row.levels);
            door.texts(place, &row.terms);
            if row.levels.len() != tiers {
                door.refuse(place, "There is not one level per tier.");
            }
        }
        door.texts("offered.for_all", &self.for_all);
        let rows = self.benefits.into_iter().map(|row| OfferedRow {
            name: row.name,
            levels: row.levels,
            terms: row.terms,
        });
        Offered { rows: rows.collect(), for_all: self.for_all }
    }
}

impl ChancesV1 {
    fn read(self, tiers: usize, door: &mut Door) -> Chances {
        let Self { runs, reached, held } = self;
        let quarters = (1..=MOST_QUARTERS).contains(&reached.len());
        let rows = || reached.iter().chain(&held);
        let fits = reached.len() == held.len() && rows().all(|row| row.len() == tiers);
        let counts = (1..=MOST_RUNS).contains(&runs)
            && rows().flatten().all(|hits| *hits <= runs)
            && held
                .iter()
                .all(|row| row.iter().map(|hits| u64::from(*hits)).sum::<u64>() <= u64::from(runs));
        if !quarters || !fits || !counts {
            door.refuse("chances", "What was counted cannot be.");
        }
        Chances { runs, reached, held }
    }
}
