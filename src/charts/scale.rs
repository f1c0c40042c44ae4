//! Scales and ticks: from values to pixels, and the round values worth a grid line.

/// A straight mapping from values to pixels. A domain without length maps to the middle.
#[derive(Clone, Copy, Debug)]
pub struct Linear {
    domain: (f64, f64),
    range: (f64, f64),
}

impl Linear {
    /// Maps `domain` to `range`; either may run backwards.
    pub fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        Self { domain, range }
    }

    /// The pixel of a value.
    pub fn at(&self, value: f64) -> f64 {
        let ((low, high), (from, to)) = (self.domain, self.range);
        // Halves keep the difference of huge ends finite.
        let share = (value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0);
        from + (to - from) * if share.is_finite() { share } else { 0.5 }
    }

    /// The value at a pixel.
    pub fn invert(&self, pixel: f64) -> f64 {
        Self { domain: self.range, range: self.domain }.at(pixel)
    }
}

/// A mapping by powers of ten; values must be above zero.
#[derive(Clone, Copy, Debug)]
pub struct Log {
    inner: Linear,
}

impl Log {
    /// Maps `domain` (both ends above zero) to `range`.
    pub fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        Self { inner: Linear::new((domain.0.log10(), domain.1.log10()), range) }
    }

    /// The pixel of a value.
    pub fn at(&self, value: f64) -> f64 {
        self.inner.at(value.log10())
    }
}

/// Most grid lines any tick function returns.
const MOST_TICKS: usize = 24;

/// The 1-2-5 number at or above `raw`: its leading digit and power of ten.
fn nice_step(raw: f64) -> Option<(f64, i32)> {
    if !raw.is_finite() || raw <= f64::MIN_POSITIVE {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "a decimal exponent is below 400")]
    let power = raw.log10().floor() as i32;
    let lead = raw / 10_f64.powi(power);
    let lead = [1.0, 2.0, 5.0].into_iter().find(|nice| lead <= nice * (1.0 + 1e-9));
    Some(lead.map_or((1.0, power + 1), |lead| (lead, power)))
}

/// The multiple `count` of a step, exact where a decimal number is.
fn multiple(count: f64, (lead, power): (f64, i32)) -> f64 {
    let whole = count * lead;
    let value = if power < 0 { whole / 10_f64.powi(-power) } else { whole * 10_f64.powi(power) };
    if value == 0.0 { 0.0 } else { value }
}

fn ticks(low: f64, high: f64, about: usize, outward: bool) -> Vec<f64> {
    if !low.is_finite() || !high.is_finite() || high <= low {
        return if low.is_finite() { vec![low] } else { Vec::new() };
    }
    let spaces = about.clamp(1, MOST_TICKS - 2) as f64;
    let Some(step) = nice_step(high / spaces - low / spaces) else { return vec![low] };
    let size = multiple(1.0, step);
    let (first, last) = (low / size, high / size);
    let (first, last) = if outward {
        ((first + 1e-9).floor(), (last - 1e-9).ceil())
    } else {
        ((first - 1e-9).ceil(), (last + 1e-9).floor())
    };
    (0_u8..=u8::MAX)
        .map(|index| first + f64::from(index))
        .take_while(|count| *count <= last)
        .take(MOST_TICKS)
        .map(|count| multiple(count, step))
        .filter(|value| value.is_finite())
        .collect()
}

/// Round values (1, 2 or 5 times a power of ten apart) inside `low..=high`, at most about
/// `about` spaces.
///
/// ```
/// # use tierlab::charts::scale::linear_ticks;
/// assert_eq!(linear_ticks(0.0, 100.0, 5), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
/// ```
pub fn linear_ticks(low: f64, high: f64, about: usize) -> Vec<f64> {
    ticks(low, high, about, false)
}

/// As [`linear_ticks`], but the first and last tick enclose `low..=high`.
///
/// ```
/// # use tierlab::charts::scale::enclosing_ticks;
/// assert_eq!(enclosing_ticks(-327.0, 940.0, 3), [-500.0, 0.0, 500.0, 1000.0]);
/// ```
pub fn enclosing_ticks(low: f64, high: f64, about: usize) -> Vec<f64> {
    ticks(low, high, about, true)
}

/// Ticks of a whole that is shared out: quarters where they are whole numbers, else 1-2-5.
///
/// ```
/// # use tierlab::charts::scale::share_ticks;
/// assert_eq!(share_ticks(240.0), [0.0, 60.0, 120.0, 180.0, 240.0]);
/// assert_eq!(share_ticks(241.0), [0.0, 50.0, 100.0, 150.0, 200.0]);
/// ```
pub fn share_ticks(total: f64) -> Vec<f64> {
    let quarter = total / 4.0;
    if quarter >= 1.0 && quarter.is_finite() && quarter.fract() == 0.0 {
        return (0_u8..=4).map(|count| quarter * f64::from(count)).collect();
    }
    linear_ticks(0.0, total, 5)
}

/// Round values for a logarithmic axis inside `low..=high`: 1-2-5 while they are few, then
/// powers of ten, then every second, fifth … power.
///
/// ```
/// # use tierlab::charts::scale::log_ticks;
/// assert_eq!(log_ticks(10.0, 100.0, 5), [10.0, 20.0, 50.0, 100.0]);
/// assert_eq!(log_ticks(10.0, 1e6, 6), [10.0, 100.0, 1e3, 1e4, 1e5, 1e6]);
/// ```
pub fn log_ticks(low: f64, high: f64, about: usize) -> Vec<f64> {
    if !(low.is_finite() && high.is_finite() && low > 0.0 && high >= low) {
        return Vec::new();
    }
    #[expect(clippy::cast_possible_truncation, reason = "a decimal exponent is below 400")]
    let (first, last) = (low.log10().floor() as i32, high.log10().ceil() as i32);
    let within = |value: &f64| {
        value.is_finite() && *value >= low * (1.0 - 1e-9) && *value <= high * (1.0 + 1e-9)
    };
    let most = about.clamp(2, MOST_TICKS);
    let fine: Vec<f64> = (first..=last)
        .flat_map(|power| [1.0, 2.0, 5.0].map(|lead| multiple(lead, (1.0, power))))
        .filter(within)
        .collect();
    if fine.len() <= most {
        return fine;
    }
    let powers: Vec<f64> =
        (first..=last).map(|power| multiple(1.0, (1.0, power))).filter(within).collect();
    let every = powers.len().div_ceil(most).max(1);
    powers.into_iter().step_by(every).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linear_ticks_are_round() {
        let table: [(f64, f64, usize, &[f64]); 6] = [
            (0.0, 1.0, 5, &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
            (0.0, 0.3, 3, &[0.0, 0.1, 0.2, 0.3]),
            (-7.0, 7.0, 3, &[-5.0, 0.0, 5.0]),
            (3.0, 3.0, 5, &[3.0]),
            (1.0, 0.0, 5, &[1.0]),
            (0.0, 0.0, 5, &[0.0]),
        ];
        for (low, high, about, expected) in table {
            assert_eq!(linear_ticks(low, high, about), expected, "{low} to {high}");
        }
    }

    #[test]
    fn ticks_stay_few_and_finite_for_any_bounds() {
        let ends = [0.0, 1e-300, 1.0, 240.0, 1e15, 1e300, f64::MAX, f64::NAN, f64::INFINITY];
        for low in ends.iter().flat_map(|end| [*end, -end]) {
            for high in ends {
                for ticks in [
                    linear_ticks(low, high, 5),
                    enclosing_ticks(low, high, 5),
                    log_ticks(low, high, 5),
                    share_ticks(high),
                ] {
                    assert!(ticks.len() <= MOST_TICKS);
                    assert!(ticks.iter().all(|tick| tick.is_finite()), "{low} to {high}");
                    assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]), "{low} to {high}");
                }
            }
        }
    }

    #[test]
    fn scales_map_and_invert() {
        let scale = Linear::new((0.0, 100.0), (2.0, 318.0));
        assert!((scale.at(38.0) - 122.08).abs() < 1e-9);
        assert!((scale.invert(scale.at(38.0)) - 38.0).abs() < 1e-9);
        assert!((Linear::new((3.0, 3.0), (0.0, 10.0)).at(3.0) - 5.0).abs() < 1e-9);
        assert!(Linear::new((-f64::MAX, f64::MAX), (0.0, 10.0)).at(0.0) - 5.0 < 1e-9);
        assert!((Log::new((10.0, 1000.0), (0.0, 10.0)).at(100.0) - 5.0).abs() < 1e-9);
    }
}
