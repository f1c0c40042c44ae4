//! Colour roles of the charts and the palettes that fill them.
//!
//! A chart names a [`Role`], never a colour. [`Palette::css`] gives each role a colour of its own
//! that stands for the token and is replaced by `var(--token)` in the SVG text, so one drawing
//! serves light and dark. [`Palette::from_lookup`] holds resolved colours, for canvas and export.

use plotters::style::RGBColor;

/// What a mark means; each role is one colour token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Text and values.
    Ink1,
    /// Supporting text.
    Ink2,
    /// Axis text and secondary labels.
    Ink3,
    /// Ground of the panel: halos, hollow marks.
    Surface,
    /// Grid lines.
    Grid,
    /// Axis and leader lines.
    Axis,
    /// Fill of the lowest tier.
    Tier1,
    /// Fill of the second tier.
    Tier2,
    /// Fill of the third tier.
    Tier3,
    /// Fill of the fourth tier and of all above it.
    Tier4,
    /// Outline of the lowest tier.
    Tier1Edge,
    /// Outline of the second tier.
    Tier2Edge,
    /// Outline of the third tier.
    Tier3Edge,
    /// Outline of the fourth tier and of all above it.
    Tier4Edge,
    /// The alternative: lines and dots.
    SeriesAlt,
    /// The second alternative.
    SeriesAlt2,
    /// The baseline.
    SeriesBase,
    /// Band that holds 90 % of the runs.
    BandWide,
    /// Band that holds 50 % of the runs.
    BandMid,
    /// Dashed outline of the baseline over other marks.
    Ghost,
    /// Whiskers and lines over other marks.
    Whisker,
    /// A move to a higher tier.
    Up,
    /// A move to a lower tier.
    Down,
    /// What was changed.
    Accent,
}

/// Role and the token of `tokens.css` that gives its colour, in the order of [`Role`].
const TOKENS: [(Role, &str); 24] = [
    (Role::Ink1, "--ink-1"),
    (Role::Ink2, "--ink-2"),
    (Role::Ink3, "--ink-3"),
    (Role::Surface, "--bg-surface"),
    (Role::Grid, "--line-grid"),
    (Role::Axis, "--line-field"),
    (Role::Tier1, "--tier-1"),
    (Role::Tier2, "--tier-2"),
    (Role::Tier3, "--tier-3"),
    (Role::Tier4, "--tier-4"),
    (Role::Tier1Edge, "--tier-1-edge"),
    (Role::Tier2Edge, "--tier-2-edge"),
    (Role::Tier3Edge, "--tier-3-edge"),
    (Role::Tier4Edge, "--tier-4-edge"),
    (Role::SeriesAlt, "--series-alt"),
    (Role::SeriesAlt2, "--series-alt-2"),
    (Role::SeriesBase, "--series-base"),
    (Role::BandWide, "--band-wide"),
    (Role::BandMid, "--band-mid"),
    (Role::Ghost, "--ink-1"),
    (Role::Whisker, "--ink-2"),
    (Role::Up, "--up"),
    (Role::Down, "--down"),
    (Role::Accent, "--accent"),
];

/// Colour of a role whose token the page does not define: grey shows on light and on dark.
const UNKNOWN: RGBColor = RGBColor(0x80, 0x80, 0x80);

impl Role {
    /// Every role once.
    pub fn all() -> impl Iterator<Item = Self> {
        TOKENS.iter().map(|(role, _)| *role)
    }

    /// Name of the colour token, with its two dashes.
    pub fn token(self) -> &'static str {
        TOKENS.iter().find(|(role, _)| *role == self).map_or("--ink-1", |(_, token)| token)
    }

    /// Fill of a tier, 1 being the lowest; above four the highest colour repeats.
    pub fn tier(index: usize) -> Self {
        match index {
            0 | 1 => Self::Tier1,
            2 => Self::Tier2,
            3 => Self::Tier3,
            _ => Self::Tier4,
        }
    }

    /// Outline of a tier, numbered as in [`Role::tier`].
    pub fn tier_edge(index: usize) -> Self {
        match index {
            0 | 1 => Self::Tier1Edge,
            2 => Self::Tier2Edge,
            3 => Self::Tier3Edge,
            _ => Self::Tier4Edge,
        }
    }

    /// The colour that stands for this role in a themed SVG until it is replaced.
    pub(super) fn sentinel(self) -> RGBColor {
        let place = TOKENS.iter().zip(0_u8..).find(|((role, _), _)| *role == self);
        RGBColor(0x01, 0xA5, place.map_or(0xFF, |(_, index)| index))
    }

    /// The role whose sentinel is the colour, if it is one.
    pub(super) fn of_sentinel(red: u8, green: u8, blue: u8) -> Option<Self> {
        let known = (red == 0x01 && green == 0xA5).then_some(usize::from(blue))?;
        TOKENS.get(known).map(|(role, _)| *role)
    }
}

/// A colour for every role.
#[derive(Clone, Debug)]
pub struct Palette {
    colours: Vec<(Role, RGBColor)>,
}

impl Palette {
    /// The palette of a themed SVG: sentinels that [`super::svg::to_svg`] turns into `var(--…)`.
    pub fn css() -> Self {
        Self { colours: Role::all().map(|role| (role, role.sentinel())).collect() }
    }

    /// A palette of resolved colours. `lookup` takes a token name such as `--tier-1`; a token it
    /// does not know becomes grey.
    pub fn from_lookup(lookup: impl Fn(&'static str) -> Option<(u8, u8, u8)>) -> Self {
        let resolve = |role: Role| {
            let found = lookup(role.token());
            (role, found.map_or(UNKNOWN, |(red, green, blue)| RGBColor(red, green, blue)))
        };
        Self { colours: Role::all().map(resolve).collect() }
    }

    /// The colour of a role.
    pub fn colour(&self, role: Role) -> RGBColor {
        self.colours.iter().find(|(known, _)| *known == role).map_or(UNKNOWN, |(_, colour)| *colour)
    }
}
