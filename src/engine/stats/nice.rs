//! Numbers people say.

/// Two significant digits; what is not finite stays.
pub fn nice(value: f64) -> f64 {
    if value.abs() < 1e-12 || !value.is_finite() {
        return if value.is_finite() { 0.0 } else { value };
    }
    let step = libm::pow(10.0, libm::floor(libm::log10(value.abs())) - 1.0);
    // Divide by the reciprocal for small steps, so that 0.07 stays 0.07 and not 0.07000000000000001.
    if step < 1.0 {
        let inverse = libm::round(1.0 / step);
        libm::round(value * inverse) / inverse
    } else {
        libm::round(value / step) * step
    }
}
