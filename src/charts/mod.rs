//! Charts: plain series in, marks on any plotters backend out.
//!
//! Every chart is a struct of numbers and ready-made labels, a `marks()` count and a `draw`
//! function that is generic over the backend. The charts know neither the page nor the browser:
//! [`svg::to_svg`] turns a drawing into a string that follows the theme, [`pen::enlarged`] lets the
//! same drawing land on a canvas with fractions of a pixel.
//!
//! Lengths are CSS pixels of the panel ([`pen::Frame`] holds the factor to the backend's whole
//! pixels). Values that are not finite are left out, never drawn as zero.

pub mod curve;
pub mod dots;
pub mod flows;
pub mod histogram;
pub mod labels;
pub mod lines;
pub mod net_band;
pub mod palette;
pub mod pen;
mod rewrite;
pub mod scale;
pub mod scatter;
pub mod spark;
mod standalone;
pub mod strip;
pub mod svg;
pub mod tier_mix;
pub mod waterfall;

pub use curve::{CurveGeometry, CurveSeries};
pub use dots::{DotRow, DotSeries};
pub use flows::FlowSeries;
pub use histogram::{HistogramGeometry, HistogramSeries};
pub use net_band::{EndLabels, NetBandSeries, Payback};
pub use palette::{Palette, Role};
pub use pen::{Drawn, Frame, enlarged};
pub use scatter::ScatterSeries;
pub use spark::SparkSeries;
pub use standalone::{Picture, standalone};
pub use strip::{StripMark, StripRow, StripSeries};
pub use svg::{to_svg, to_svg_with};
pub use tier_mix::{TierBand, TierMixSeries};

/// Most marks a chart may have as SVG; beyond it the page should take a canvas.
pub const SVG_MARK_LIMIT: usize = 2000;
