//! What the checker says: kinds, weight, place, sentence, and what would mend it.

use super::place::PlaceRef;
use super::repair::Repair;
use serde::{Deserialize, Serialize};

/// The kinds of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Code {
    /// Two bands of a value function hold for the same measure.
    BandOverlap,
    /// Between or around bands there are measures, or volumes, that earn nothing.
    BandGap,
    /// All points together do not reach a line of the score.
    OutOfReach,
    /// A condition that nobody passes.
    NeverPasses,
    /// A condition that everyone passes.
    AlwaysPasses,
    /// Doing better earns less.
    MoreIsWorse,
    /// Keeping a tier asks for more than entering it.
    KeepStricter,
    /// Lines of the ladder at very uneven distances.
    LadderSpacing,
    /// A tier that nobody qualifies for.
    EmptyTier,
    /// One step of a measure, or one point, changes a lot.
    Cliff,
    /// Partners that chance alone moves up and down.
    Flapping,
    /// More and more partners in the upper tiers though no rule has changed.
    Inflation,
    /// A rank or a top share in a group with few members.
    SmallGroups,
    /// Whole units of points do not add up to their cap.
    RoundedCap,
    /// A window or a date that the periods of the portfolio cannot express.
    Window,
    /// A criterion that a partner cannot work on.
    NoInfluence,
    /// A metric or a text column that the portfolio does not have.
    Missing,
    /// A higher tier can be entered by who may not enter a lower one.
    NotNested,
    /// More rules than anyone can explain.
    TooManyRules,
    /// Weights that do not add up to 100 %.
    Weights,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// It contradicts what such a rule is for.
    Fix,
    /// It may be meant; it deserves a look.
    Look,
    /// Worth knowing.
    Note,
}

/// What would mend a finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fix {
    /// What it does, as an instruction: `Close the gap at 10`.
    pub label: String,
    /// How it is done.
    pub repair: Repair,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What kind it is.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it is.
    pub place: PlaceRef,
    /// What it is about, in a few words.
    pub title: String,
    /// What was found, in whole sentences with numbers.
    pub sentence: String,
    /// Positions of the partners concerned, ascending; empty where none can be named. In large
    /// portfolios some checks look at a sample, and only its partners are listed.
    pub partners: Vec<usize>,
    /// What would mend it, where there is one clear answer.
    pub fix: Option<Fix>,
}

impl Code {
    /// All kinds, in the order they are shown.
    pub const ALL: [Self; 20] = [
        Self::BandOverlap,
        Self::BandGap,
        Self::OutOfReach,
        Self::NeverPasses,
        Self::AlwaysPasses,
        Self::MoreIsWorse,
        Self::KeepStricter,
        Self::LadderSpacing,
        Self::EmptyTier,
        Self::Cliff,
        Self::Flapping,
        Self::Inflation,
        Self::SmallGroups,
        Self::RoundedCap,
        Self::Window,
        Self::NoInfluence,
        Self::Missing,
        Self::NotNested,
        Self::TooManyRules,
        Self::Weights,
    ];

    /// What a finding of this kind is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::BandOverlap => "Bands overlap",
            Self::BandGap => "Band gap",
            Self::OutOfReach => "Line out of reach",
            Self::NeverPasses => "Unreachable gate",
            Self::AlwaysPasses => "Gate without effect",
            Self::MoreIsWorse => "More is never worse: violated",
            Self::KeepStricter => "Keeping asks more than entering",
            Self::LadderSpacing => "Uneven steps",
            Self::EmptyTier => "Empty tier",
            Self::Cliff => "Cliff",
            Self::Flapping => "Back and forth",
            Self::Inflation => "Tier inflation",
            Self::SmallGroups => "Small groups",
            Self::RoundedCap => "Cap missed by rounding",
            Self::Window => "Window that does not fit",
            Self::NoInfluence => "Out of the partner's hands",
            Self::Missing => "Data not there",
            Self::NotNested => "Lower tier asks what a higher one does not",
            Self::TooManyRules => "Hard to explain",
            Self::Weights => "Weights do not add up",
        }
    }

    /// What can be said when nothing of this kind was found.
    pub fn all_clear(self) -> &'static str {
        match self {
            Self::BandOverlap => "Bands do not overlap",
            Self::BandGap => "Bands leave no gaps",
            Self::OutOfReach => "Every line can be reached",
            Self::NeverPasses => "Somebody passes every gate",
            Self::AlwaysPasses => "Every gate makes a difference",
            Self::MoreIsWorse => "More is never worse",
            Self::KeepStricter => "Keep lines are not above entry lines",
            Self::LadderSpacing => "Tiers are evenly spaced",
            Self::EmptyTier => "Every tier is populated",
            Self::Cliff => "No cliffs",
            Self::Flapping => "Chance moves nobody back and forth",
            Self::Inflation => "Upper tiers do not fill up by themselves",
            Self::SmallGroups => "Ranked groups are large enough",
            Self::RoundedCap => "Every cap can be reached",
            Self::Window => "Windows fit the periods",
            Self::NoInfluence => "Partners can work on every criterion",
            Self::Missing => "All data asked for is there",
            Self::NotNested => "Who enters a tier may enter all below it",
            Self::TooManyRules => "Few enough rules to explain",
            Self::Weights => "Weights add up to 100 %",
        }
    }

    /// Whether it can only be found with partners at hand.
    pub fn needs_partners(self) -> bool {
        matches!(
            self,
            Self::AlwaysPasses
                | Self::EmptyTier
                | Self::Flapping
                | Self::Inflation
                | Self::SmallGroups
                | Self::Window
                | Self::Missing
        )
    }

    /// A finding of this kind under its usual title.
    pub(super) fn at(self, severity: Severity, place: PlaceRef, sentence: String) -> Finding {
        Finding {
            code: self,
            severity,
            place,
            title: self.title().to_owned(),
            sentence,
            partners: Vec::new(),
            fix: None,
        }
    }
}

impl Finding {
    /// With these partners.
    pub(super) fn of(self, partners: Vec<usize>) -> Self {
        Self { partners, ..self }
    }

    /// With this repair.
    pub(super) fn mended_by(self, label: impl Into<String>, repair: Repair) -> Self {
        Self { fix: Some(Fix { label: label.into(), repair }), ..self }
    }
}
