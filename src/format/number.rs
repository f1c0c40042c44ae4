//! Plain numbers: counts, decimals, shares, changes with their sign.

/// A true minus sign for print; a hyphen is only for files and fields.
pub const MINUS: &str = "\u{2212}";

/// `text` with a true minus sign.
pub fn typographic(text: &str) -> String {
    text.replace('-', MINUS)
}

/// A whole number with thousands separators: `2,357`.
pub fn count(value: f64) -> String {
    let rounded = value.round();
    let digits = format!("{:.0}", rounded.abs());
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if rounded < 0.0 { format!("{MINUS}{grouped}") } else { grouped }
}

/// A number with a fixed number of decimals: `64.5`; a dash when unknown.
pub fn decimal(value: f64, places: usize) -> String {
    if value.is_nan() {
        return "–".to_owned();
    }
    let text = format!("{value:.places$}");
    // A negative zero is a zero.
    let zero = text.chars().all(|letter| matches!(letter, '-' | '0' | '.'));
    if zero { text.replace('-', "") } else { typographic(&text) }
}

/// A change with its sign: `+3.2`, `−0.4`, `0`.
pub fn change(value: f64, places: usize) -> String {
    let text = decimal(value, places);
    match value {
        _ if text.chars().all(|letter| matches!(letter, '0' | '.')) => "0".to_owned(),
        v if v > 0.0 => format!("+{text}"),
        _ => text,
    }
}

/// A share as percent: `76 %`, with a space that does not break; only all is 100 %, only none 0 %.
pub fn percent(share: f64) -> String {
    if (0.995..1.0).contains(&share) {
        return ">99\u{a0}%".to_owned();
    }
    if share > 0.0 && share <= 0.005 {
        return "<1\u{a0}%".to_owned();
    }
    format!("{}\u{a0}%", decimal(100.0 * share, 0))
}

/// A number as short as it can be said, for fields and axis labels: `64`, `64.5`, `0.145`.
pub fn compact(value: f64) -> String {
    typographic(&field(value))
}

/// The same with a plain hyphen, as an input field needs it.
pub fn field(value: f64) -> String {
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A share of runs the way people say it: `1 run in 4`, `9 in 10 runs`, `all runs`.
pub fn share_in_words(hits: usize, runs: usize) -> String {
    let share = hits as f64 / runs.max(1) as f64;
    match share {
        _ if hits == 0 => "no run".to_owned(),
        _ if hits == runs => "every run".to_owned(),
        s if s < 0.02 => "fewer than 1 run in 50".to_owned(),
        s if s < 0.45 => format!("1 run in {:.0}", (1.0 / s).round()),
        s if s <= 0.55 => "half of the runs".to_owned(),
        s if s > 0.95 => format!("{:.0} in 100 runs", (s * 100.0).round().min(99.0)),
        s => format!("{:.0} in 10 runs", (s * 10.0).round().clamp(5.0, 9.0)),
    }
}
