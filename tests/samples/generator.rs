//! The invented partners that ship with Tierlab: 240 partners, eight quarters, one row each.
//!
//! Every partner has a size and a quality; both are drawn once, revenue follows size, growth and
//! an AR(1) process, and the other metrics follow quality with noise of their own, so that good
//! partners tend to be good at several things, imperfectly. No number is measured anywhere.

use std::fmt::Write;
use tierlab_engine::formats::documents::write_portfolio;
use tierlab_engine::formats::import::{guess_plan, import};
use tierlab_engine::formats::table::read_table;
use tierlab_engine::portfolio::Origin;
use tierlab_engine::rng::{Seed, Stream};

const PARTNERS: usize = 240;
const QUARTERS: usize = 8;
const SEED: Seed = Seed(20_260_930);

const FIRST_WORDS: [&str; 40] = [
    "Orchid",
    "Junivale",
    "Lanternby",
    "Copperleaf",
    "Driftwood",
    "Saffronby",
    "Marlow",
    "Pebblewick",
    "Larkspur",
    "Tidewater",
    "Hollowell",
    "Quillon",
    "Brindle",
    "Foxglove",
    "Amberly",
    "Stonecrop",
    "Willowby",
    "Heronsgate",
    "Cobbleton",
    "Thistledown",
    "Meadowlark",
    "Russet",
    "Ivorley",
    "Calder",
    "Sundialis",
    "Brambleton",
    "Kestwick",
    "Opaline",
    "Fernhill",
    "Tamarind",
    "Wrenfield",
    "Granby",
    "Mistlewick",
    "Halyardine",
    "Poppyfield",
    "Sorrelby",
    "Verdan",
    "Lindenmoor",
    "Ospreda",
    "Cloverfold",
];
const TYPES: [(&str, f64, &[&str]); 5] = [
    ("Reseller", 0.34, &["Trading", "Supply", "Distribution", "Commerce", "Solutions", "Direct"]),
    ("Systems integrator", 0.24, &["Consulting", "Integration", "Partners", "Advisory", "Systems"]),
    (
        "Managed service provider",
        0.20,
        &["Networks", "Infrastructure", "Hosting", "Operations", "Cloud"],
    ),
    ("Technology partner", 0.13, &["Labs", "Software", "Technologies", "Analytics", "Robotics"]),
    ("Referral partner", 0.09, &["Associates", "Advisors", "Group", "Collective", "Bridge"]),
];
const REGIONS: [(&str, f64); 4] =
    [("EMEA", 0.40), ("North America", 0.31), ("APAC", 0.18), ("LATAM", 0.11)];
const VERTICALS: [(&str, f64); 6] = [
    ("Manufacturing", 0.22),
    ("Financial services", 0.18),
    ("Healthcare", 0.16),
    ("Retail", 0.18),
    ("Public sector", 0.12),
    ("Professional services", 0.14),
];
/// Revenue relative to the average partner, and deals that are smaller or larger, by type.
const SIZE_OF_TYPE: [f64; 5] = [0.10, 0.25, 0.0, -0.15, -0.75];
const DEAL_OF_TYPE: [f64; 5] = [14_000.0, 38_000.0, 19_000.0, 26_000.0, 12_000.0];
const SEASON: [f64; 4] = [0.94, 1.01, 0.97, 1.08];

/// The draws of one partner.
struct Draws(Stream);

impl Draws {
    /// A uniform number; `what` names the draw, `quarter` is 0 for what is drawn once.
    fn uniform(&self, what: u32, quarter: u32) -> f64 {
        self.0.uniforms(what, quarter, 0, 0)[0]
    }

    /// A standard normal number (Box & Muller, 1958).
    fn normal(&self, what: u32, quarter: u32) -> f64 {
        let [a, b] = self.0.uniforms(what, quarter, 0, 0);
        libm::sqrt(-2.0 * libm::log(a)) * libm::cos(2.0 * std::f64::consts::PI * b)
    }

    /// Position in a list of weights that add up to 1.
    fn pick(&self, what: u32, weights: impl Iterator<Item = f64>) -> usize {
        let mut left = self.uniform(what, 0);
        let mut last = 0;
        for (place, weight) in weights.enumerate() {
            last = place;
            left -= weight;
            if left < 0.0 {
                break;
            }
        }
        last
    }
}

/// What is drawn once per partner.
struct Partner {
    id: String,
    name: String,
    kind: usize,
    region: usize,
    vertical: usize,
    size: f64,
    quality: f64,
    growth: f64,
    first: usize,
    last: usize,
}

/// The whole file.
pub fn partners_csv() -> String {
    let mut out = String::from(
        "partner_id,partner_name,quarter,type,region,vertical,size_band,revenue,deals_won,\
         deal_cycle_days,pipeline,certified_staff,training_completion,csat,co_investment,\
         retention,risk_rating\n",
    );
    let mut names = Vec::with_capacity(PARTNERS);
    for number in 1..=PARTNERS {
        let partner = partner(number, &mut names);
        rows(&partner, &mut out);
    }
    out
}

fn partner(number: usize, names: &mut Vec<String>) -> Partner {
    let id = format!("P-{number:03}");
    let draws = Draws(Stream::new(SEED, &id));
    let kind = draws.pick(1, TYPES.iter().map(|(_, weight, _)| *weight));
    let quality = draws.normal(2, 0);
    let spread = 0.93 * draws.normal(3, 0) + 0.37 * quality;
    let size = softened(spread) + SIZE_OF_TYPE.get(kind).copied().unwrap_or(0.0) / 1.38;
    // Six joined later, three stopped reporting two quarters ago.
    let first = match number {
        37 => 2,
        88 | 141 => 3,
        112 | 203 => 4,
        229 => 5,
        _ => 0,
    };
    let last = if [54, 127, 190].contains(&number) { QUARTERS - 2 } else { QUARTERS };
    Partner {
        name: name(number, kind, names),
        region: draws.pick(4, REGIONS.iter().map(|(_, weight)| *weight)),
        vertical: draws.pick(5, VERTICALS.iter().map(|(_, weight)| *weight)),
        growth: 0.018 + 0.012 * quality + 0.028 * draws.normal(6, 0),
        id,
        kind,
        size,
        quality,
        first,
        last,
    }
}

/// Large partners are large, but not without limit.
fn softened(z: f64) -> f64 {
    if z > 1.28 { 1.28 + 0.5 * (z - 1.28) } else { z }
}

/// Two words nobody else has, the second fitting the type.
fn name(number: usize, kind: usize, names: &mut Vec<String>) -> String {
    let seconds = TYPES.get(kind).map_or(&[] as &[&str], |(_, _, words)| *words);
    for attempt in 0..FIRST_WORDS.len() * seconds.len() {
        let first = FIRST_WORDS.get((number * 17 + attempt) % FIRST_WORDS.len());
        let second = seconds.get((number / 3 + attempt / FIRST_WORDS.len()) % seconds.len());
        let name = format!("{} {}", first.unwrap_or(&"Orchid"), second.unwrap_or(&"Consulting"));
        if !names.contains(&name) {
            names.push(name.clone());
            return name;
        }
    }
    format!("Partner {number}")
}

fn rows(partner: &Partner, out: &mut String) {
    let draws = Draws(Stream::new(SEED, &partner.id));
    let kind = TYPES.get(partner.kind).map_or("", |(name, _, _)| *name);
    let region = REGIONS.get(partner.region).map_or("", |(name, _)| *name);
    let vertical = VERTICALS.get(partner.vertical).map_or("", |(name, _)| *name);
    let band = size_band(partner.size + 0.45 * draws.normal(7, 0));
    let mut noise = 0.22 * draws.normal(8, 0);
    for quarter in 0..QUARTERS {
        let at = u32::try_from(quarter).unwrap_or(0) + 1;
        noise = 0.55 * noise + 0.17 * draws.normal(8, at);
        if quarter < partner.first || quarter >= partner.last {
            continue;
        }
        // 2024-Q4 is the first quarter.
        let (year, part) = (2024 + quarter.div_ceil(4), (quarter + 3) % 4 + 1);
        let _ = write!(
            out,
            "{},{},{year}-Q{part},{kind},{region},{vertical},{band}",
            partner.id, partner.name
        );
        let season = SEASON.get(part - 1).copied().unwrap_or(1.0);
        numbers(partner, &draws, at, season, noise, out);
        out.push('\n');
    }
}

/// The metrics of one quarter.
fn numbers(p: &Partner, draws: &Draws, at: u32, season: f64, noise: f64, out: &mut String) {
    let time = f64::from(at) - 6.5;
    let trend = p.growth * time;
    let revenue = libm::round(65_000.0 * season * libm::exp(1.36 * p.size + trend + noise));
    let deal = DEAL_OF_TYPE.get(p.kind).copied().unwrap_or(15_000.0);
    let deal = deal * libm::exp(0.42 * p.size + 0.25 * draws.normal(9, 0));
    let deals = counted(revenue / deal, draws.uniform(10, at));
    let cycle = 61.0 - 9.0 * p.quality + 6.0 * p.size + 9.0 * draws.normal(11, 0);
    let cycle = (cycle + 5.0 * draws.normal(12, at)).clamp(9.0, 180.0);
    let cover = libm::exp(1.0 + 0.12 * p.quality + 0.3 * draws.normal(13, at));
    let pipeline = libm::round(revenue * cover / 100.0) * 100.0;
    let staff = libm::exp(1.25 + 0.62 * p.size + 0.22 * p.quality + 0.35 * draws.normal(14, 0));
    let staff = libm::floor(staff * (1.0 + 0.03 * time) + 0.3 * draws.normal(15, at)).max(0.0);
    let training = 66.0 + 11.0 * p.quality + 9.0 * draws.normal(16, 0) + 0.8 * time;
    let training = libm::round((training + 3.0 * draws.normal(17, at)).clamp(5.0, 100.0));
    let csat = 4.02 + 0.22 * p.quality + 0.20 * draws.normal(18, 0) + 0.09 * draws.normal(19, at);
    let csat = csat.clamp(1.0, 5.0);
    let invests = draws.uniform(20, at) < 0.62 + 0.12 * p.quality;
    let spent = revenue * 0.02 * libm::exp(0.3 * p.quality + 0.5 * draws.normal(21, at));
    let invested = if invests { libm::round(spent / 50.0) * 50.0 } else { 0.0 };
    let retention = 86.5 + 4.2 * p.quality + 3.5 * draws.normal(22, 0) + 1.4 * draws.normal(23, at);
    let retention = retention.clamp(35.0, 100.0);
    let risk = 38.0 - 11.0 * p.quality - 4.0 * p.size + 11.0 * draws.normal(24, 0);
    let risk = libm::round((risk + 3.0 * draws.normal(25, at)).clamp(0.0, 100.0));
    let _ = write!(out, ",{revenue},{deals},");
    if deals > 0.0 {
        let _ = write!(out, "{cycle:.1}");
    }
    let _ = write!(out, ",{pipeline},{staff},");
    if draws.uniform(26, at) > 0.012 {
        let _ = write!(out, "{training}");
    }
    out.push(',');
    // Small partners have few replies.
    if draws.uniform(27, at) > (0.075 - 0.05 * p.size).clamp(0.01, 0.25) {
        let _ = write!(out, "{csat:.2}");
    }
    let _ = write!(out, ",{invested},{retention:.1},{risk}");
}

/// A whole number around its mean; the fraction is the chance of one more.
fn counted(mean: f64, uniform: f64) -> f64 {
    libm::floor(mean) + f64::from(u8::from(uniform < mean - libm::floor(mean)))
}

fn size_band(size: f64) -> &'static str {
    match size {
        s if s < -1.05 => "1-10",
        s if s < 0.30 => "11-50",
        s if s < 1.25 => "51-250",
        _ => "251+",
    }
}

/// The portfolio document that importing the table gives: columns instead of rows, so smaller.
pub fn partners_document() -> String {
    let imported = read_table(partners_csv().as_bytes())
        .ok()
        .and_then(|table| import(&table, &guess_plan(&table), Origin::Sample).ok());
    imported.map(|imported| write_portfolio(&imported.portfolio)).unwrap_or_default()
}
