//! A partner by name, out of any number of them.

use tierlab_engine::portfolio::{Partner, Portfolio};

/// Labels offered while a name is typed.
pub(super) const OFFERED: usize = 20;

/// What a partner is offered as: its name, with its id where others have the same name.
pub(super) fn label(portfolio: &Portfolio, partner: &Partner) -> String {
    let same = |other: &&Partner| other.name.eq_ignore_ascii_case(&partner.name);
    let alone = portfolio.partners().iter().filter(same).take(2).count() == 1;
    match (partner.name.is_empty(), alone) {
        (true, _) => partner.id.clone(),
        (false, true) => partner.name.clone(),
        (false, false) => format!("{} ({})", partner.name, partner.id),
    }
}

/// The first partners whose name or id has what is typed in it; those first that begin with it.
pub(super) fn offered(portfolio: &Portfolio, typed: &str) -> Vec<String> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Vec::new();
    }
    let (mut first, mut later) = (Vec::new(), Vec::new());
    for partner in portfolio.partners() {
        let (name, id) = (partner.name.to_lowercase(), partner.id.to_lowercase());
        if name.starts_with(&typed) || id.starts_with(&typed) {
            first.push(partner);
        } else if name.contains(&typed) || id.contains(&typed) {
            later.push(partner);
        }
        if first.len() >= OFFERED {
            break;
        }
    }
    let all = first.into_iter().chain(later).take(OFFERED);
    all.map(|partner| label(portfolio, partner)).collect()
}

/// The one partner that is meant.
///
/// # Errors
/// A sentence when it is none, or not clear which one.
pub(super) fn found<'a>(portfolio: &'a Portfolio, typed: &str) -> Result<&'a Partner, String> {
    let typed = typed.trim();
    let partners = portfolio.partners();
    if let Some(partner) = partners.iter().find(|partner| partner.id == typed) {
        return Ok(partner);
    }
    let named = |partner: &&Partner| {
        let name = partner.name.trim();
        !name.is_empty()
            && (name.to_lowercase() == typed.to_lowercase()
                || typed == format!("{} ({})", partner.name, partner.id))
    };
    let mut all = partners.iter().filter(named);
    match (all.next(), all.next()) {
        (Some(partner), None) => Ok(partner),
        (Some(_), Some(_)) => {
            Err("Several partners have this name: choose one with its id.".to_owned())
        }
        (None, _) if typed.is_empty() => Err("Type the name of a partner.".to_owned()),
        (None, _) => {
            let shown: String = typed.chars().take(40).collect();
            Err(format!("No open partner is called \"{shown}\". Choose one of those offered."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tierlab_engine::portfolio::{Origin, Period};

    fn partners(rows: &[(&str, &str)]) -> Portfolio {
        let all = rows.iter().map(|(id, name)| Partner {
            id: (*id).to_owned(),
            name: (*name).to_owned(),
            attributes: vec![],
            first_tier: None,
        });
        Portfolio::new(Origin::Sample, vec![Period::snapshot()], vec![], vec![], all.collect())
    }

    #[test]
    fn whatever_is_offered_is_found() {
        let all = partners(&[("P1", "Acme"), ("P2", "Acme"), ("P3", "Beta Acme"), ("P4", "")]);
        for (typed, labels) in [
            ("acm", vec!["Acme (P1)", "Acme (P2)", "Beta Acme"]),
            ("P4", vec!["P4"]),
            ("", vec![]),
            ("zeta", vec![]),
        ] {
            assert_eq!(offered(&all, typed), labels, "{typed}");
        }
        for (label, id) in [("Acme (P2)", "P2"), ("beta acme", "P3"), ("P4", "P4")] {
            assert_eq!(found(&all, label).map(|partner| partner.id.as_str()), Ok(id));
        }
        assert!(found(&all, "Acme").is_err() && found(&all, "Zeta").is_err());
    }

    #[test]
    fn of_ten_thousand_few_are_offered() {
        let names: Vec<(String, String)> =
            (0..10_000).map(|n| (format!("P{n}"), format!("Partner {n}"))).collect();
        let rows: Vec<(&str, &str)> = names.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let all = partners(&rows);
        assert_eq!(offered(&all, "partner").len(), OFFERED);
        assert_eq!(offered(&all, "partner 9999"), ["Partner 9999"]);
    }
}
