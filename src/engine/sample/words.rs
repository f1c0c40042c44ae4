//! The words and weights the sample is drawn from. All of them are invented.

/// First words of names.
pub(super) const FIRST: [&str; 40] = [
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

/// A type of partner.
pub(super) struct Type {
    pub(super) name: &'static str,
    /// Share of all partners.
    pub(super) weight: f64,
    /// Second words of names.
    pub(super) second: &'static [&'static str],
    /// Log of revenue over that of the average partner, in units of 1.38.
    pub(super) size: f64,
    /// Revenue of an average deal.
    pub(super) deal: f64,
}

/// The types.
pub(super) const TYPES: [Type; 5] = [
    Type {
        name: "Reseller",
        weight: 0.34,
        second: &["Trading", "Supply", "Distribution", "Commerce", "Solutions", "Direct"],
        size: 0.10,
        deal: 14_000.0,
    },
    Type {
        name: "Systems integrator",
        weight: 0.24,
        second: &["Consulting", "Integration", "Partners", "Advisory", "Systems"],
        size: 0.25,
        deal: 38_000.0,
    },
    Type {
        name: "Managed service provider",
        weight: 0.20,
        second: &["Networks", "Infrastructure", "Hosting", "Operations", "Cloud"],
        size: 0.0,
        deal: 19_000.0,
    },
    Type {
        name: "Technology partner",
        weight: 0.13,
        second: &["Labs", "Software", "Technologies", "Analytics", "Robotics"],
        size: -0.15,
        deal: 26_000.0,
    },
    Type {
        name: "Referral partner",
        weight: 0.09,
        second: &["Associates", "Advisors", "Group", "Collective", "Bridge"],
        size: -0.75,
        deal: 12_000.0,
    },
];

/// Regions and their shares.
pub(super) const REGIONS: [(&str, f64); 4] =
    [("EMEA", 0.40), ("North America", 0.31), ("APAC", 0.18), ("LATAM", 0.11)];

/// Verticals and their shares.
pub(super) const VERTICALS: [(&str, f64); 6] = [
    ("Manufacturing", 0.22),
    ("Financial services", 0.18),
    ("Healthcare", 0.16),
    ("Retail", 0.18),
    ("Public sector", 0.12),
    ("Professional services", 0.14),
];
