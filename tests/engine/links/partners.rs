//! Partners inside a link: as many as there were, and under codes nothing that says who they are.

use super::{design_of, open};
use crate::link_samples::{link_to, saved, some_partners};
use tierlab_engine::formats::documents::{Link, write_link_document};
use tierlab_engine::formats::{Manner, design_with, share_partners, write_link};
use tierlab_engine::portfolio::{Origin, Partner, Portfolio};
use tierlab_engine::sample::sample_scenario;
use tierlab_engine::simulation::{Response, Segment};

/// Thirty partners with a column that says who they are.
fn partners() -> Portfolio {
    let some = some_partners(30);
    let mut attributes = some.attributes().to_vec();
    attributes.push("city".to_owned());
    attributes.push("joined".to_owned());
    let partners = some.partners().iter().enumerate().map(|(at, partner)| Partner {
        attributes: [
            partner.attributes.clone(),
            vec![Some(format!("Town {at}")), Some(format!("20{at:02}-03"))],
        ]
        .concat(),
        ..partner.clone()
    });
    let mut portfolio = Portfolio::new(
        Origin::File("acme-partners.xlsx".to_owned()),
        some.periods().to_vec(),
        some.metrics().to_vec(),
        attributes,
        partners.collect(),
    );
    for metric in 0..some.metrics().len() {
        for partner in 0..some.partners().len() {
            for (period, value) in some.history(metric, partner).iter().enumerate() {
                portfolio.set(metric, partner, period, *value);
            }
        }
    }
    portfolio
}

/// A link with partners under codes, all their quarters.
pub(super) fn coded() -> Link {
    shared(true, false)
}

fn shared(codes: bool, short: bool) -> Link {
    let portfolio = partners();
    let saved = saved(sample_scenario(), &portfolio);
    let packed = share_partners(&portfolio, &saved, Manner { codes, short });
    link_to(design_with(saved, packed))
}

#[test]
fn under_codes_nobody_is_named() {
    let (document, numbers) = write_link_document(&coded());
    let inside = [document.as_bytes(), &numbers].concat();
    let inside = String::from_utf8_lossy(&inside);
    for partner in partners().partners() {
        assert!(!inside.contains(&partner.name) && !inside.contains(&partner.id), "{}", partner.id);
    }
    for word in ["acme", "Town", "\"city", "joined", "2003-03"] {
        assert!(!inside.contains(word), "{word} is inside: {inside}");
    }
    assert!(inside.contains("EMEA"), "segments are kept");
    let link = open(&write_link(&coded(), &[]));
    let design = design_of(&link);
    let shared = design.partners.as_ref().expect("partners");
    assert!(shared.codes && design.saved.outcome.is_none());
    let ids: Vec<&str> = shared.portfolio.partners().iter().map(|it| it.id.as_str()).collect();
    assert_eq!((ids.len(), ids[0], ids[29]), (30, "P001", "P030"));
    assert_eq!(*shared.portfolio.origin(), Origin::File("partners under codes".to_owned()));
}

#[test]
fn a_column_that_the_design_speaks_of_is_kept() {
    let portfolio = partners();
    let mut scenario = sample_scenario();
    scenario.responses.push(Response {
        segment: Segment { attribute: "City".to_owned(), value: "Town 3".to_owned() },
        factor: 1.2,
    });
    let saved = saved(scenario, &portfolio);
    let packed = share_partners(&portfolio, &saved, Manner { codes: true, short: false });
    assert_eq!(packed.left_out, ["joined"]);
    let at = packed.partners.portfolio.attribute_index("city").expect("kept");
    let place = packed.places.iter().position(|place| *place == 3).expect("everybody");
    assert_eq!(packed.partners.portfolio.attribute(at, place), Some("Town 3"));
}

#[test]
fn codes_do_not_follow_the_order_of_the_file() {
    let portfolio = partners();
    let saved = saved(sample_scenario(), &portfolio);
    let packed = share_partners(&portfolio, &saved, Manner { codes: true, short: false });
    let mut places = packed.places.clone();
    assert!(!places.is_sorted());
    places.sort_unstable();
    assert_eq!(places, (0..30).collect::<Vec<_>>());
    for (new, old) in packed.places.iter().enumerate() {
        let (here, there) = (packed.partners.portfolio.history(0, new), portfolio.history(0, *old));
        assert!(here.iter().zip(there).all(|(a, b)| a.to_bits() == b.to_bits()));
    }
}

#[test]
fn with_names_everything_is_as_it_was() {
    let link = shared(false, false);
    let opened = open(&write_link(&link, &[]));
    let design = design_of(&opened);
    let shared = design.partners.as_ref().expect("partners");
    assert_eq!(shared.portfolio.fingerprint(), partners().fingerprint());
    assert_eq!(shared.portfolio.partners(), partners().partners());
    assert!(design.saved.outcome.is_some(), "the very same partners come out the same");
}

#[test]
fn in_short_there_is_a_year_to_three_digits() {
    let link = shared(true, true);
    let opened = open(&write_link(&link, &[]));
    let portfolio = &design_of(&opened).partners.as_ref().expect("partners").portfolio;
    assert_eq!(portfolio.periods(), &partners().periods()[4..]);
    for partner in 0..30 {
        for value in portfolio.history(0, partner).iter().filter(|value| value.is_finite()) {
            let rounded: f64 = format!("{value:.2e}").parse().expect("a number");
            assert_eq!(rounded.to_bits(), value.to_bits());
        }
    }
}
