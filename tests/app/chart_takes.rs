//! Charts as they are taken along and read off: pictures of their own, and what is where.

use crate::charts::mix;
use tierlab::charts::{Frame, SparkSeries, spark, standalone, tier_mix, to_svg};

#[test]
fn a_picture_stands_by_itself_with_its_finding_above_it() {
    let drawing = to_svg(300, 100, |area, palette, frame| {
        spark::draw(area, &SparkSeries { values: vec![1.0, 3.0, 2.0] }, palette, frame)
    });
    let said = (
        "Costs fall < 5 % & more, told in a title that is too long for one line of it",
        "By quarter",
    );
    let picture = standalone(&drawing, (300, 100), said, |token| match token {
        "--font-ui" => r#"Noto "Sans", sans-serif"#.to_owned(),
        _ => "#123456".to_owned(),
    });
    assert!(!picture.svg.contains("var("), "{}", picture.svg);
    assert!(picture.svg.contains("Noto 'Sans', sans-serif"));
    assert!(picture.svg.contains("&lt; 5 % &amp; more"));
    assert_eq!(picture.svg.matches("<text").count(), 3 + drawing.matches("<text").count());
    assert_eq!(picture.svg.matches("<svg").count(), picture.svg.matches("</svg>").count());
    assert!(picture.width > 300.0 && picture.height > 150.0);
}

#[test]
fn what_is_read_off_a_chart_is_where_it_is_drawn() {
    let frame = Frame::svg(460, 212);
    let places = tier_mix::places(&mix(9), frame);
    assert_eq!(places.len(), mix(9).periods.len());
    assert!(places.windows(2).all(|pair| pair[0] < pair[1]));
    assert!(places.iter().all(|x| *x > 0.0 && *x < 460.0));
    let svg =
        to_svg(460, 212, |area, palette, frame| tier_mix::draw(area, &mix(9), palette, frame));
    // The first column's label is in the middle of it.
    let label = format!("x=\"{}\"", (places[0] * 10.0).round() / 10.0);
    assert!(svg.contains(&label), "{label} in {svg}");
}
