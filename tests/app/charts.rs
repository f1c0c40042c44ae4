//! Every chart as SVG text: labels, tokens, escapes, and label positions at common widths.

use tierlab::charts::{
    EndLabels, FlowSeries, HistogramGeometry, HistogramSeries, NetBandSeries, Palette, Payback,
    Role, ScatterSeries, SparkSeries, TierBand, TierMixSeries, flows, histogram, net_band, pen,
    scatter, spark, tier_mix, to_svg, to_svg_with,
};

pub const WIDTHS: [u32; 3] = [460, 344, 300];

fn periods(count: usize) -> Vec<String> {
    let name = |index: usize| match index {
        0 => "Now".to_owned(),
        _ => format!("’{} Q{}", 26 + (index + 2) / 4, (index + 2) % 4 + 1),
    };
    (0..count).map(name).collect()
}

pub fn labelled(values: &[f64]) -> Vec<(f64, String)> {
    values.iter().map(|value| (*value, format!("{value}"))).collect()
}

fn tier(name: &str, role: usize, now: f64, end: f64, baseline: f64, count: usize) -> TierBand {
    let along = |to: f64| -> Vec<f64> {
        let last = count.saturating_sub(1).max(1) as f64;
        (0..count).map(|index| now + (to - now) * index as f64 / last).collect()
    };
    TierBand {
        name: name.to_owned(),
        role,
        mean: along(end),
        p5: along(end * 0.9),
        p95: along(end * 1.1),
        baseline: along(baseline),
        value_label: format!("{end}"),
        baseline_label: format!("baseline {baseline}"),
    }
}

pub fn mix(count: usize) -> TierMixSeries {
    TierMixSeries {
        periods: periods(count),
        tiers: vec![
            tier("Entry", 1, 118.0, 98.0, 105.0, count),
            tier("Growth", 2, 76.0, 96.0, 80.0, count),
            tier("Strategic", 3, 35.0, 32.0, 41.0, count),
            tier("Flagship", 4, 11.0, 14.0, 14.0, count),
        ],
        total: 240.0,
        ticks: labelled(&[0.0, 60.0, 120.0, 180.0, 240.0]),
    }
}

fn band(count: usize, size: f64) -> NetBandSeries {
    let curve = |rate: f64, bend: f64| -> Vec<f64> {
        (0..count).map(|index| index as f64 * (rate + bend * index as f64) * size).collect()
    };
    NetBandSeries {
        periods: periods(count),
        mean: curve(-15.0, 6.8),
        p5: curve(-65.0, 3.0),
        p25: curve(-30.0, 4.0),
        p75: curve(10.0, 8.0),
        p95: curve(50.0, 9.0),
        ticks: labelled(&[-500.0 * size, 0.0, 500.0 * size, 1000.0 * size]),
        payback: Some(Payback {
            period: 3,
            label: ["Pays back in".to_owned(), "2027 Q3".to_owned()],
        }),
        end: EndLabels {
            p95: "P95 +$940k".to_owned(),
            mean: "+$305k".to_owned(),
            zero: "baseline".to_owned(),
            p5: "P5 −$327k".to_owned(),
        },
        show_band: true,
    }
}

fn bars() -> HistogramSeries {
    HistogramSeries {
        bin_width: 2.5,
        counts: (0..40).map(|bin: u32| (20_u32.saturating_sub(bin.abs_diff(15))) % 15).collect(),
        tier_of_bin: (0..40).map(|bin| 1 + bin / 11).collect(),
        max_score: 100.0,
    }
}

fn dots(count: u32) -> ScatterSeries {
    let point = |index: u32| {
        let (a, b) = (f64::from(index * 37 % 101) / 100.0, f64::from(index * 61 % 97) / 96.0);
        let score = 100.0 * (0.6 * a + 0.4 * b);
        let tier = 1 + [26.0, 52.0, 78.0].iter().filter(|line| score >= **line).count();
        (10_f64.powf(3.0 + 3.0 * a), score, tier)
    };
    let mut points: Vec<_> = (0..count).map(point).collect();
    points.extend([(0.0, 20.0, 1), (0.0, 35.0, 1)]);
    ScatterSeries {
        points,
        x_ticks: vec![
            (1e3, "$1k".to_owned()),
            (1e4, "$10k".to_owned()),
            (1e5, "$100k".to_owned()),
            (1e6, "$1.0M".to_owned()),
        ],
        y_ticks: labelled(&[0.0, 20.0, 40.0, 60.0, 80.0, 100.0]),
        thresholds: vec![
            (38.0, "Growth 38".to_owned()),
            (64.0, "Strategic 64".to_owned()),
            (66.0, "Flagship 66".to_owned()),
        ],
        x_label: "Revenue, last four quarters".to_owned(),
        y_label: "Score".to_owned(),
        zero_label: "none".to_owned(),
    }
}

fn mix_svg(series: &TierMixSeries, width: u32) -> String {
    to_svg(width, 236, |area, palette, frame| tier_mix::draw(area, series, palette, frame))
}

fn band_svg(series: &NetBandSeries, width: u32) -> String {
    to_svg(width, 256, |area, palette, frame| net_band::draw(area, series, palette, frame))
}

fn bars_svg(series: &HistogramSeries, width: u32) -> String {
    to_svg(width, 150, |area, palette, frame| histogram::draw(area, series, palette, frame))
}

fn dots_svg(series: &ScatterSeries, width: u32) -> String {
    to_svg(width, 320, |area, palette, frame| scatter::draw(area, series, palette, frame))
}

fn spark_svg(values: &[f64]) -> String {
    let series = SparkSeries { values: values.to_vec() };
    to_svg(72, 20, |area, palette, frame| spark::draw(area, &series, palette, frame))
}

/// A label as it stands in the SVG.
#[derive(Debug)]
struct Label {
    x: f64,
    y: f64,
    size: f64,
    anchor: String,
    text: String,
}

impl Label {
    /// Estimated box: left, right, top, bottom. Letters are taken a little narrow on purpose, the
    /// charts reckon generously.
    fn bounds(&self) -> (f64, f64, f64, f64) {
        let wide = self.text.chars().count() as f64 * self.size * 0.55;
        let left = match self.anchor.as_str() {
            "middle" => self.x - wide / 2.0,
            "end" => self.x - wide,
            _ => self.x,
        };
        (left, left + wide, self.y - self.size * 0.74, self.y + self.size * 0.2)
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split_once('"').map(|(value, _)| value)
}

fn labels(svg: &str) -> Vec<Label> {
    let label = |piece: &str| {
        let (head, rest) = piece.split_once('>').unwrap();
        let number = |name| attribute(head, name).unwrap().parse().unwrap();
        Label {
            x: number("x"),
            y: number("y"),
            size: number("font-size"),
            anchor: attribute(head, "text-anchor").unwrap_or("start").to_owned(),
            text: rest.split_once("</text").unwrap().0.to_owned(),
        }
    };
    svg.split("<text").skip(1).map(label).collect()
}

/// What holds for every drawing.
fn check(svg: &str) {
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"), "{svg}");
    assert!(svg.contains("aria-hidden=\"true\"") && svg.contains("focusable=\"false\""));
    for word in ["NaN", "inf", "opacity", "style=", "#"] {
        assert!(!svg.contains(word), "{word} in {svg}");
    }
    for name in ["fill", "stroke"] {
        for piece in svg.split(&format!(" {name}=\"")).skip(1) {
            let value = piece.split('"').next().unwrap();
            let token = value.strip_prefix("var(--").and_then(|rest| rest.strip_suffix(')'));
            assert!(value == "none" || token.is_some(), "{name} {value}");
        }
    }
    for tag in svg.split('<').skip(1) {
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
    }
}

fn check_apart(svg: &str, width: u32) {
    let all = labels(svg);
    for (index, first) in all.iter().enumerate() {
        let (left, right, top, bottom) = first.bounds();
        assert!(left >= -1.0 && right <= f64::from(width) + 1.0, "{first:?} leaves {width}");
        for second in &all[index + 1..] {
            let (other_left, other_right, other_top, other_bottom) = second.bounds();
            let across = right > other_left && other_right > left;
            let down = bottom > other_top && other_bottom > top;
            assert!(!(across && down), "{first:?} and {second:?} overlap at {width}");
        }
    }
}

fn texts(svg: &str) -> Vec<String> {
    labels(svg).into_iter().map(|label| label.text).collect()
}

#[test]
fn tier_mix_names_values_and_baseline_at_every_width() {
    for width in WIDTHS {
        let svg = mix_svg(&mix(9), width);
        check(&svg);
        check_apart(&svg, width);
        let texts = texts(&svg);
        for expected in ["Flagship 14", "Strategic 32", "baseline 41", "Entry 98", "Now", "240"] {
            assert!(texts.iter().any(|text| text == expected), "{expected} at {width}: {texts:?}");
        }
        for role in ["--tier-1", "--tier-4", "--tier-3-edge", "--line-grid", "--ink-1"] {
            assert!(svg.contains(&format!("var({role})")), "{role}");
        }
    }
}

#[test]
fn tier_mix_keeps_labels_apart_when_a_tier_takes_all() {
    let mut series = mix(9);
    for (tier, share) in series.tiers.iter_mut().zip([0.0, 0.0, 1.0, 239.0]) {
        tier.mean = vec![share; 9];
    }
    for width in WIDTHS {
        check_apart(&mix_svg(&series, width), width);
    }
}

#[test]
fn tier_mix_draws_a_rectangle_per_segment_and_leaves_out_empty_ones() {
    let mut series = mix(9);
    assert_eq!(mix_svg(&series, 460).matches("<rect").count(), 36);
    series.tiers[3].mean = vec![0.0; 9];
    assert_eq!(mix_svg(&series, 460).matches("<rect").count(), 27);
    assert_eq!(series.marks(), 9 * 7);
}

#[test]
fn tier_mix_without_baseline_has_no_ghost_and_one_line_per_label() {
    let mut series = mix(5);
    for tier in &mut series.tiers {
        tier.baseline.clear();
        tier.baseline_label.clear();
    }
    let svg = mix_svg(&series, 460);
    check(&svg);
    assert!(!svg.contains("stroke=\"var(--ink-1)\""));
    assert!(!texts(&svg).iter().any(|text| text.contains("baseline")));
}

#[test]
fn net_band_names_ends_and_payback_at_every_width() {
    for width in WIDTHS {
        let svg = band_svg(&band(9, 1.0), width);
        check(&svg);
        check_apart(&svg, width);
        let texts = texts(&svg);
        for expected in ["P95 +$940k", "+$305k", "baseline", "P5 −$327k", "Pays back in", "2027 Q3"]
        {
            assert!(texts.iter().any(|text| text == expected), "{expected} at {width}: {texts:?}");
        }
        assert_eq!(svg.matches("<polygon").count(), 2);
    }
}

#[test]
fn net_band_of_few_runs_has_no_band() {
    let series = NetBandSeries { show_band: false, ..band(9, 1.0) };
    let svg = band_svg(&series, 460);
    check(&svg);
    assert!(!svg.contains("<polygon") && !svg.contains("var(--band"));
    let texts = texts(&svg);
    assert!(!texts.iter().any(|text| text.starts_with("P5") || text.starts_with("P95")));
    assert!(texts.iter().any(|text| text == "+$305k"));
}

#[test]
fn histogram_has_a_bar_per_bin_and_a_round_axis() {
    for width in WIDTHS {
        let series = bars();
        let svg = bars_svg(&series, width);
        check(&svg);
        check_apart(&svg, width);
        assert_eq!(texts(&svg), ["0", "20", "40", "60", "80", "100"]);
        let filled = series.counts.iter().filter(|count| **count > 0).count();
        assert_eq!(svg.matches("<rect").count(), filled);
    }
}

#[test]
fn histogram_bars_stand_where_the_geometry_says() {
    let svg = bars_svg(&bars(), 320);
    let plot = HistogramGeometry::new(320.0, 150.0, 100.0);
    let first = svg.split("<rect").nth(1).unwrap();
    let x: f64 = attribute(first, "x").unwrap().parse().unwrap();
    let bin = bars().counts.iter().position(|count| *count > 0).unwrap();
    assert!((x - plot.x_of(bin as f64 * 2.5) - 0.5).abs() < 0.06);
}

#[test]
fn scatter_names_thresholds_and_axes_at_every_width() {
    for width in WIDTHS {
        let svg = dots_svg(&dots(100), width);
        check(&svg);
        check_apart(&svg, width);
        let texts = texts(&svg);
        for expected in ["Strategic 64", "Flagship 66", "Score", "none", "$10k"] {
            assert!(texts.iter().any(|text| text == expected), "{expected} at {width}: {texts:?}");
        }
    }
}

#[test]
fn scatter_holds_many_partners() {
    let series = dots(20_000);
    assert_eq!(series.marks(), 20_002);
    assert!(series.marks() > tierlab::charts::SVG_MARK_LIMIT);
    let svg = dots_svg(&series, 900);
    check(&svg);
    assert_eq!(svg.matches("<circle").count(), 20_002);
}

#[test]
fn spark_leaves_gaps_for_unknown_values() {
    let svg = spark_svg(&[1.0, 2.0, f64::NAN, 4.0, 3.0, f64::NAN]);
    check(&svg);
    assert_eq!(svg.matches("<path").count(), 1);
    assert_eq!(svg.matches('M').count(), 2);
    assert_eq!(svg.matches("<circle").count(), 1);
}

#[test]
fn label_text_is_escaped() {
    let mut series = mix(3);
    series.tiers[1].name = "A&B <\"x\"'>".to_owned();
    let svg = mix_svg(&series, 900);
    assert!(svg.contains(">A&amp;B &lt;&quot;x&quot;&apos;&gt; 96</text>"), "{svg}");
    series.tiers[1].name = "</text><script>alert(1)</script>\u{0}\n".to_owned();
    let svg = mix_svg(&series, 2000);
    assert!(!svg.contains("<script") && !svg.contains('\u{0}'));
    assert_eq!(svg.matches("<text").count(), svg.matches("</text>").count());
}

#[test]
fn labels_that_look_like_colours_or_markup_stay_text() {
    let mut series = mix(3);
    series.tiers[0].name = "#01A500 fill=\"#01A501\"".to_owned();
    let svg = mix_svg(&series, 2000);
    assert!(svg.contains(">#01A500 fill=&quot;#01A501&quot; 98</text>"), "{svg}");
}

#[test]
fn odd_series_draw_without_garbage() {
    let empty_mix = TierMixSeries::default();
    let mut zero_mix = mix(4);
    let mut huge_mix = mix(4);
    let mut wild_mix = mix(4);
    for place in 0..4 {
        let each = |value| vec![value; 4];
        zero_mix.tiers[place] = TierBand { mean: each(0.0), ..zero_mix.tiers[place].clone() };
        huge_mix.tiers[place] = TierBand { mean: each(1e300), ..huge_mix.tiers[place].clone() };
        wild_mix.tiers[place] = TierBand {
            mean: vec![f64::NAN, f64::INFINITY],
            p5: each(f64::NAN),
            baseline: vec![-1.0],
            ..wild_mix.tiers[place].clone()
        };
    }
    zero_mix.total = 0.0;
    huge_mix.total = 4e300;
    let one = mix(1);
    for series in [&empty_mix, &zero_mix, &huge_mix, &wild_mix, &one] {
        for width in [460, 60, 1, 0] {
            check(&mix_svg(series, width));
        }
    }
    let wild = NetBandSeries { mean: vec![f64::NAN; 3], p5: vec![f64::INFINITY], ..band(3, 1.0) };
    let bands = [NetBandSeries::default(), band(9, 0.0), band(1, 1.0), band(9, 1e300), wild];
    for series in &bands {
        for width in [460, 60, 1, 0] {
            check(&band_svg(series, width));
        }
    }
}

#[test]
fn odd_bars_dots_and_sparks_draw_without_garbage() {
    let none = HistogramSeries { counts: vec![0; 40], ..bars() };
    let huge = HistogramSeries { counts: vec![u32::MAX; 80], tier_of_bin: vec![], ..bars() };
    let wild = HistogramSeries { bin_width: f64::NAN, max_score: f64::NAN, ..bars() };
    for series in [HistogramSeries::default(), none, huge, wild] {
        check(&bars_svg(&series, 320));
        check(&bars_svg(&series, 0));
    }
    let far = ScatterSeries {
        points: vec![(1e-300, -1e300, 0), (1e300, 1e300, 9), (f64::NAN, 5.0, 1), (-5.0, 5.0, 2)],
        ..dots(0)
    };
    let same = ScatterSeries { points: vec![(5.0, 5.0, 1); 3], ..ScatterSeries::default() };
    for series in [ScatterSeries::default(), far, same, dots(0)] {
        check(&dots_svg(&series, 460));
        check(&dots_svg(&series, 0));
    }
    for values in [vec![], vec![f64::NAN; 4], vec![3.0], vec![2.0; 8], vec![-1e300, 1e300]] {
        check(&spark_svg(&values));
    }
}

#[test]
fn a_drawing_for_a_file_has_its_own_colours() {
    let palette = Palette::from_lookup(|token| (token != "--tier-2").then_some((1, 2, 3)));
    let svg = to_svg_with((460, 236), &palette, "Noto \"Sans\"", |area, palette, frame| {
        tier_mix::draw(area, &mix(9), palette, frame)
    });
    assert!(svg.contains("#010203") && svg.contains("#808080") && !svg.contains("var("));
    assert!(svg.contains("font-family=\"Noto &quot;Sans&quot;\""));
}

#[test]
fn every_role_has_a_colour_of_its_own_and_a_token() {
    let palette = Palette::css();
    let colours: Vec<_> = Role::all().map(|role| palette.colour(role)).collect();
    for (index, colour) in colours.iter().enumerate() {
        assert!(!colours[index + 1..].contains(colour));
    }
    assert!(Role::all().all(|role| role.token().starts_with("--")));
    assert_eq!(Role::tier(7), Role::Tier4);
}

#[test]
fn a_small_backend_takes_a_drawing_of_tenths() {
    use plotters::prelude::{IntoDrawingArea, SVGBackend};
    let mut raw = String::new();
    let palette = Palette::from_lookup(|_| Some((0, 0, 0)));
    let area = SVGBackend::with_string(&mut raw, (46, 24)).into_drawing_area();
    let area = pen::enlarged(area, 460, 236);
    let frame = pen::Frame::canvas(460, 236, "sans-serif");
    tier_mix::draw(&area, &mix(9), &palette, frame).unwrap();
    drop(area);
    assert!(raw.contains("y=\"2270\""), "the period names stand near the lower edge");
}

#[test]
fn flows_are_as_wide_as_partners_and_keep_their_labels_apart() {
    let names = ["Flagship", "Strategic", "Growth", "Entry", "Left"];
    let counts = vec![
        vec![14.0, 1.0, 0.0, 0.0, 1.0],
        vec![5.0, 24.0, 2.0, 0.0, 2.0],
        vec![0.0, 4.0, 70.0, 3.0, 6.0],
        vec![0.0, 0.0, 28.0, 72.0, 8.0],
        vec![0.0; 5],
    ];
    let series = FlowSeries {
        places: names
            .iter()
            .zip([4, 3, 2, 1, 0])
            .map(|(n, role)| ((*n).to_owned(), role))
            .collect(),
        labels: names.iter().map(|_| ("16".to_owned(), "19".to_owned())).collect(),
        counts,
    };
    for width in WIDTHS {
        let svg =
            to_svg(width, 240, |area, palette, frame| flows::draw(area, &series, palette, frame));
        check(&svg);
        check_apart(&svg, width);
        assert_eq!(svg.matches("<polygon").count(), series.marks(), "a band for every move");
    }
}
