//! The charts of a closer look: what a number is made of, and lines over a numeric axis.

use crate::charts::{WIDTHS, labelled};
use tierlab::charts::dots::{self, DotRow, DotSeries};
use tierlab::charts::flows::{self, FlowSeries};
use tierlab::charts::lines::{self, Line, LinesSeries};
use tierlab::charts::scatter::{self, ScatterSeries};
use tierlab::charts::strip::{self, StripMark, StripRow, StripSeries};
use tierlab::charts::waterfall::{self, Step, WaterfallSeries};
use tierlab::charts::{Frame, Role, to_svg};

#[test]
fn a_waterfall_names_every_step_and_its_line() {
    let step = |name: &str, by: f64| Step { name: name.to_owned(), by, label: format!("{by:+}") };
    let series = WaterfallSeries {
        start: ("Score now".to_owned(), 48.6, "48.6".to_owned()),
        steps: vec![step("Revenue", 4.9), step("Engagement", -1.5)],
        end: ("Score 2028 Q3".to_owned(), "52".to_owned()),
        line: Some((64.0, "Strategic 64".to_owned())),
    };
    assert_eq!(series.marks(), 4);
    for width in WIDTHS {
        let svg = to_svg(width, series.height(), |area, palette, frame| {
            waterfall::draw(area, &series, palette, frame)
        });
        for label in
            ["Score now", "48.6", "Revenue", "+4.9", "−1.5", "Score 2028 Q3", "Strategic 64"]
        {
            let label = label.replace('−', "-");
            assert!(svg.contains(&label), "{label} at {width}");
        }
    }
}

#[test]
fn lines_are_told_apart_by_dashes_and_labels() {
    let line = |role, dashed, label: &str| Line {
        points: vec![(0.0, 0.0), (1.0, 0.4), (2.0, f64::NAN), (3.0, 0.8)],
        role,
        dashed,
        label: label.to_owned(),
    };
    let series = LinesSeries {
        y_ticks: labelled(&[0.0, 0.5, 1.0]),
        x_ticks: labelled(&[0.0, 1.0, 2.0, 3.0]),
        bands: vec![vec![(0.0, -0.1, 0.2), (3.0, 0.5, 1.0)]],
        lines: vec![
            line(Role::SeriesBase, true, "81 % baseline"),
            line(Role::SeriesAlt, false, "15 %"),
        ],
        marks: vec![(1.0, "now 1".to_owned())],
        points: vec![(0.5, 0.0, "0.5".to_owned())],
    };
    assert_eq!(series.marks(), 13);
    for width in WIDTHS {
        let svg =
            to_svg(width, 200, |area, palette, frame| lines::draw(area, &series, palette, frame));
        for label in ["baseline", "15 %", "now 1", "0.5"] {
            assert!(svg.contains(label), "{label} at {width}: {svg}");
        }
        assert!(!svg.contains("NaN"));
    }
    let empty = LinesSeries::default();
    let svg = to_svg(300, 200, |area, palette, frame| lines::draw(area, &empty, palette, frame));
    assert!(svg.starts_with("<svg") && !svg.contains("NaN"));
}

#[test]
fn dots_share_one_axis_with_a_zero() {
    let row = |name: &str, mean: f64, strong| DotRow {
        name: name.to_owned(),
        mean,
        wide: (mean - 4.0, mean + 4.0),
        mid: (mean - 1.5, mean + 1.5),
        label: format!("{mean:+}"),
        strong,
    };
    let mut series = DotSeries {
        rows: vec![row("A Earned", 3.0, true), row("B Open", -2.0, false)],
        ticks: labelled(&[-6.0, 0.0, 7.0]),
        zero: "baseline".to_owned(),
        show_band: true,
    };
    assert_eq!(series.marks(), 6);
    for width in WIDTHS {
        let draw = |series: &DotSeries| {
            to_svg(width, series.height(width), |area, palette, frame| {
                dots::draw(area, series, palette, frame)
            })
        };
        let svg = draw(&series);
        for label in ["A Earned", "B Open", "+3", "-2", "baseline"] {
            assert!(svg.contains(label), "{label} at {width}: {svg}");
        }
        assert_eq!(svg.matches("<circle").count(), 2);
        // Too few runs: dots alone.
        let few = draw(&DotSeries { show_band: false, ..series.clone() });
        assert_eq!(few.matches("<circle").count(), 2);
        assert!(few.matches("<rect").count() < svg.matches("<rect").count());
    }
    assert!(series.height(320) > series.height(900), "names stand above narrow rows");
    series.rows[0].mean = f64::NAN;
    let svg = to_svg(600, 100, |area, palette, frame| dots::draw(area, &series, palette, frame));
    assert!(!svg.contains("NaN"));
    let empty = DotSeries::default();
    let svg = to_svg(300, 60, |area, palette, frame| dots::draw(area, &empty, palette, frame));
    assert!(svg.starts_with("<svg") && !svg.contains("<circle"));
}

/// What is read off a chart lies where its marks are.
#[test]
fn every_chart_tells_where_its_places_are() {
    let row = |name: &str, mean: f64| DotRow {
        name: name.to_owned(),
        mean,
        wide: (mean - 2.0, mean + 2.0),
        mid: (mean - 1.0, mean + 1.0),
        label: format!("{mean}"),
        strong: false,
    };
    let dots = DotSeries {
        rows: vec![row("A first", 1.0), row("B second", -3.0)],
        ticks: labelled(&[-5.0, 0.0, 5.0]),
        zero: "baseline".to_owned(),
        show_band: true,
    };
    for width in WIDTHS {
        let height = dots.height(width);
        let places = dots::places(&dots, Frame::svg(width, height));
        let svg =
            to_svg(width, height, |area, palette, frame| dots::draw(area, &dots, palette, frame));
        assert_eq!(places.len(), 2);
        for share in places {
            let y = share * f64::from(height);
            assert!(
                svg.contains(&format!("cy=\"{}\"", (y * 10.0).round() / 10.0)),
                "{y} at {width}: {svg}"
            );
        }
    }
    let flow = FlowSeries {
        places: vec![("High".to_owned(), 2), ("Low".to_owned(), 1), ("Left".to_owned(), 0)],
        counts: vec![vec![10.0, 2.0, 0.0], vec![4.0, 30.0, 3.0], vec![0.0; 3]],
        labels: vec![("12".to_owned(), "14".to_owned()); 3],
    };
    let places = flows::places(&flow, Frame::svg(320, 240));
    assert_eq!(places.len(), 3);
    assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "from top to bottom: {places:?}");
    assert!(places.iter().all(|share| (0.0..=1.0).contains(share)));
    assert!(flows::places(&FlowSeries::default(), Frame::svg(320, 240)).is_empty());
    let scatter = ScatterSeries {
        points: vec![(10.0, 20.0, 1), (1000.0, 80.0, 2), (0.0, 5.0, 1)],
        x_ticks: labelled(&[10.0, 100.0, 1000.0]),
        y_ticks: labelled(&[0.0, 100.0]),
        ..ScatterSeries::default()
    };
    let places = scatter::places(&scatter, Frame::svg(460, 240));
    assert!(places[0].0 < places[1].0 && places[0].1 > places[1].1, "{places:?}");
    assert!(places[2].0 < places[0].0, "those without revenue stand at the left");
    let line = Line {
        points: vec![(0.0, 1.0), (4.0, f64::NAN), (8.0, 2.0)],
        role: Role::SeriesAlt,
        dashed: false,
        label: "end".to_owned(),
    };
    let lines = LinesSeries { lines: vec![line], ..LinesSeries::default() };
    let places = lines::places(&lines, Frame::svg(460, 240));
    assert!((places[1] - f64::midpoint(places[0], places[2])).abs() < 1e-9, "{places:?}");
}

fn strip_svg(series: &StripSeries, width: u32) -> String {
    to_svg(width, series.height(width), |area, palette, frame| {
        strip::draw(area, series, palette, frame)
    })
}

fn strip_of(all: &[f64]) -> StripSeries {
    let mark = |(at, value): (usize, &f64)| StripMark { at: *value, letter: format!("V{at}") };
    let row = StripRow {
        name: "Strategic".to_owned(),
        marks: all.iter().enumerate().map(mark).collect(),
        base: Some(64.0),
        label: "60 to 75".to_owned(),
    };
    StripSeries { rows: vec![row], ticks: labelled(&[60.0, 65.0, 70.0, 75.0]) }
}

#[test]
fn versions_on_one_line_stand_on_top_of_each_other_and_those_above_are_counted() {
    let apart = strip_of(&[60.0, 75.0]);
    let together = strip_of(&[70.0, 70.0, 70.0]);
    let crowd = strip_of(&[70.0; 20]);
    for width in WIDTHS {
        assert!(together.height(width) > apart.height(width), "at {width}");
        for label in ["V0", "V1", "V2", "Strategic", "60 to 75", "75"] {
            assert!(strip_svg(&together, width).contains(label), "{label} at {width}");
        }
        let svg = strip_svg(&crowd, width);
        assert!(svg.contains("+14") && svg.contains("V5") && !svg.contains("V6"), "at {width}");
    }
    assert_eq!(crowd.marks(), 20);
}

#[test]
fn odd_strips_draw_without_garbage() {
    let odd = [vec![], vec![f64::NAN], vec![1e300, -1e300], vec![5.0]];
    for values in odd {
        for width in [900, 300, 1, 0] {
            let svg = strip_svg(&strip_of(&values), width);
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{values:?} at {width}");
        }
    }
    assert!(strip_svg(&StripSeries::default(), 400).contains("<svg"));
    assert!(strip::places(&StripSeries::default(), Frame::svg(400, 100)).is_empty());
}
