//! Where a curve of net benefit over a parameter crosses zero: a curve may do so several times, or never
//! (methods of the reference model: an extra move up adds cost in a lump).

/// Net benefit over a parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct BreakEven {
    /// Values of the parameter at which the mean crosses zero, ascending; straight lines between the points.
    pub crossings: Vec<f64>,
    /// Whether the mean is at or above zero at the first and at the last point.
    pub pays: (bool, bool),
}

/// Of points in ascending order of the parameter; `None` without any.
pub fn break_even(points: &[(f64, f64)]) -> Option<BreakEven> {
    let pays = (points.first()?.1 >= 0.0, points.last()?.1 >= 0.0);
    let crossing = |pair: &[(f64, f64)]| match pair {
        [(x0, y0), (x1, y1)] if (*y0 >= 0.0) != (*y1 >= 0.0) => {
            Some(x0 + (x1 - x0) * y0 / (y0 - y1))
        }
        _ => None,
    };
    Some(BreakEven { crossings: points.windows(2).filter_map(crossing).collect(), pays })
}
