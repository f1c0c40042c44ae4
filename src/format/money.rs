//! Money: three significant figures with a scale letter, the sign before the currency.

use super::number::MINUS;

/// The symbol of a currency, or its code with a space.
pub fn symbol(currency: &str) -> String {
    match currency {
        "USD" => "$".to_owned(),
        "EUR" => "€".to_owned(),
        "GBP" => "£".to_owned(),
        "" => String::new(),
        code => format!("{code} "),
    }
}

/// An amount: `$305k`, `$55.1M`, `−$327k`, `$0`.
pub fn money(value: f64, currency: &str) -> String {
    let amount = scaled(value.abs());
    let sign = if value < 0.0 && amount != "0" { MINUS } else { "" };
    format!("{sign}{}{amount}", symbol(currency))
}

/// A change of an amount, with its sign unless it is zero: `+$305k`.
pub fn money_change(value: f64, currency: &str) -> String {
    let text = money(value, currency);
    if value > 0.0 && scaled(value) != "0" { format!("+{text}") } else { text }
}

/// Three significant figures with k, M or B.
fn scaled(value: f64) -> String {
    for (scale, letter) in [(1e9, "B"), (1e6, "M"), (1e3, "k")] {
        // 999,600 is 1.00M, not 1000k.
        if value >= 0.9995 * scale {
            return format!("{}{letter}", three(value / scale));
        }
    }
    if value < 0.005 { "0".to_owned() } else { three(value) }
}

fn three(value: f64) -> String {
    match value {
        v if v >= 99.95 => format!("{v:.0}"),
        v if v >= 9.995 => trimmed(&format!("{v:.1}")),
        v => trimmed(&format!("{v:.2}")),
    }
}

fn trimmed(text: &str) -> String {
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
