//! What a program document is refused for: always with the place, what is wrong there, and what to do.

use serde_json::{Value, json};
use std::fmt::Write as _;
use std::time::Duration;
use tierlab_engine::formats::documents::{read_program, read_scenario, write_program};
use tierlab_engine::rules::{Editions, check, check_editions};
use tierlab_engine::{Problem, Problems};

use crate::support::demo_program;

/// A program document with two tiers and a score, with these fields added or replaced.
fn document(fields: &Value) -> String {
    let mut program = json!({
        "name": "Small",
        "currency": "USD",
        "score": {"dimensions": [{"key": "sales", "parts": [{
            "name": "Revenue",
            "measure": {"metric": "revenue", "take": "sum", "months": 12},
            "value": {"linear": {"target": 1000, "points": 100}},
        }]}]},
        "tiers": [{"name": "Member"}, {"name": "Gold", "at_least": 50}],
    });
    for (name, value) in fields.as_object().expect("fields") {
        program[name] = value.clone();
    }
    json!({"tierlab": "program", "version": 2, "program": program}).to_string()
}

/// One part that is worth this.
fn worth(value: &Value) -> Value {
    json!({"score": {"dimensions": [{"key": "sales", "parts": [{
        "name": "Revenue",
        "measure": {"metric": "revenue", "take": "sum", "months": 12},
        "value": value,
    }]}]}})
}

/// Gold asks for this as well.
fn asking(gate: &Value) -> Value {
    json!({"tiers": [{"name": "Member"}, {"name": "Gold", "at_least": 50, "gates": [gate]}]})
}

fn refused(text: &str) -> Problems {
    read_program(text).expect_err("refused")
}

/// Asserts that one of the problems stands at this place and says this and that.
#[track_caller]
fn told(problems: &Problems, place: &str, what: &str, remedy: &str) {
    let fits = |problem: &&Problem| {
        problem.place == place && problem.what.contains(what) && problem.remedy.contains(remedy)
    };
    assert!(
        problems.0.iter().any(|problem| fits(&problem)),
        "expected \"{place}: …{what}… …{remedy}…\" among\n{problems}"
    );
}

#[test]
fn the_small_program_is_sound() {
    read_program(&document(&json!({}))).unwrap_or_else(|problems| panic!("{problems}"));
}

#[test]
fn deep_nesting_is_refused_on_a_small_stack() {
    // A page has a stack of one megabyte.
    let deep = std::thread::Builder::new().stack_size(1 << 20).spawn(|| {
        let nested = |open: &str, close: &str, times: usize| {
            let gate = r#"{"attested":"signed"}"#;
            let gate = format!("{}{gate}{}", open.repeat(times), close.repeat(times));
            document(&asking(&json!("HERE"))).replace("\"HERE\"", &gate)
        };
        for (open, close) in
            [(r#"{"not":"#, "}"), (r#"{"all":["#, "]}"), (r#"{"each_of_last":2,"gate":"#, "}")]
        {
            let problems = refused(&nested(open, close, 30));
            told(&problems, "Gate of Gold", "nested more than 16 deep", "as a status");
            for times in [70, 100_000] {
                let problems = refused(&nested(open, close, times));
                let problem = &problems.0[0];
                assert!(problem.place.starts_with("program.tiers[1].gates[0]."), "{problems}");
                told(&problems, &problem.place, "nested more than 72 deep here", "as a status");
            }
        }
        let measure = r#"{"sum":[{"measure":"#.repeat(10)
            + r#"{"metric":"revenue","take":"sum","months":12}"#
            + &"}]}".repeat(10);
        let gate = json!({"measure": "HERE", "at_least": 1});
        let text = document(&asking(&gate)).replace("\"HERE\"", &measure);
        let problems = refused(&text);
        told(&problems, "Gate of Gold", "measures are nested more than 8 deep", "a column");
        let open = format!("{}{}", document(&json!({})), "[".repeat(1_000_000));
        assert!(read_program(&open).is_err());
        assert!(read_program(&"[".repeat(1_000_000)).is_err());
    });
    deep.expect("a thread").join().expect("no stack overflow");
}

/// What the door lets in is never too deep to be read again.
#[test]
fn the_deepest_program_is_read() {
    let mut measure = json!({"metric": "revenue", "take": "sum", "months": 12});
    for _ in 0..7 {
        measure = json!({"sum": [{"measure": measure}]});
    }
    let mut gate = json!({
        "measure": measure,
        "at_least": {"by": "region", "values": {"EMEA": 1}, "otherwise": 2},
    });
    for _ in 0..15 {
        gate = json!({"all": [gate]});
    }
    let keep = json!({"tiers": [
        {"name": "Member"},
        {"name": "Gold", "at_least": 50, "keep": {"gates": [gate]}},
    ]});
    let program = read_program(&document(&keep)).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(read_program(&write_program(&program)).expect("readable"), program);
    let mut part = worth(&json!({"linear": {"target": 1000, "points": 100}}));
    let score = part["score"].take();
    let mut track = json!({"name": "A", "dimensions": score["dimensions"]});
    track["dimensions"][0]["parts"][0]["when"] = gate;
    part["score"] = json!({"tracks": [track]});
    let program = read_program(&document(&part)).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(read_program(&write_program(&program)).expect("readable"), program);
}

#[test]
fn a_long_chain_of_statuses_is_refused_on_a_small_stack() {
    let chain = std::thread::Builder::new().stack_size(1 << 20).spawn(|| {
        let status = |index: usize| {
            let mut gate = json!({"status": format!("s{}", index + 1)});
            if index == 199 {
                gate = json!({"attested": "signed"});
            }
            for _ in 0..7 {
                gate = json!({"all": [gate]});
            }
            json!({"key": format!("s{index}"), "name": format!("Status {index}"), "gate": gate})
        };
        let statuses: Vec<Value> = (0..200).map(status).collect();
        let mut fields = asking(&json!({"status": "s0"}));
        fields["statuses"] = json!(statuses);
        let problems = refused(&document(&fields));
        told(&problems, "Tier Gold", "nested more than 64 deep", "fewer statuses");
    });
    chain.expect("a thread").join().expect("no stack overflow");
}

#[test]
fn ten_thousand_conditions_are_refused() {
    let gates: Vec<Value> = (0..9_999).map(|_| json!({"attested": "signed"})).collect();
    let problems = refused(&document(&asking(&json!({"all": gates}))));
    told(&problems, "Gates", "Together they have 10000 conditions.", "Use at most 2000");
}

/// What must not take for ever is done on a thread that is waited for.
fn in_time(text: String) -> Problems {
    let (send, receive) = std::sync::mpsc::channel();
    std::thread::spawn(move || send.send(refused(&text)));
    receive.recv_timeout(Duration::from_secs(20)).expect("an answer in 20 seconds")
}

#[test]
fn looks_back_inside_looks_back_are_refused() {
    let mut gate =
        json!({"measure": {"metric": "revenue", "take": "sum", "months": 3}, "at_least": 1});
    for _ in 0..8 {
        gate = json!({"any_time_in": 12, "gate": gate});
    }
    let problems = in_time(document(&asking(&gate)));
    told(&problems, "Tier Gold", "over 100000 steps", "Look back over fewer periods");
    let mut measure = json!({"metric": "revenue", "take": "sum", "months": 3});
    for _ in 0..7 {
        measure = json!({"change": {"of": measure, "months": 3}});
    }
    // Two to the power of 7, over and over.
    let gates: Vec<Value> = (0..900).map(|_| json!({"measure": measure, "at_least": 1})).collect();
    let problems = in_time(document(&asking(&json!({"all": gates}))));
    told(&problems, "Tier Gold", "over 100000 steps", "Look back over fewer periods");
}

#[test]
fn a_look_back_over_the_score_is_not_refused() {
    let gate = json!({"any_time_in": 1200, "gate": {"score": true, "at_least": 20}});
    read_program(&document(&asking(&gate))).unwrap_or_else(|problems| panic!("{problems}"));
}

#[test]
fn statuses_that_double_each_time_are_refused() {
    let status = |index: usize| {
        let next = json!({"status": format!("s{}", index + 1)});
        let gate =
            if index == 40 { json!({"attested": "signed"}) } else { json!({"all": [next, next]}) };
        json!({"key": format!("s{index}"), "name": format!("Status {index}"), "gate": gate})
    };
    let mut fields = asking(&json!({"status": "s0"}));
    fields["statuses"] = (0..=40).map(status).collect();
    let problems = in_time(document(&fields));
    told(&problems, "Tier Gold", "over 100000 steps", "ask for a status once");
}

#[test]
fn statuses_in_a_circle_are_refused() {
    let status = |key: &str, next: &str| {
        let gate = json!({"any": [{"attested": "signed"}, {"not": {"status": next}}]});
        json!({"key": key, "name": key, "gate": gate})
    };
    let fields = json!({"statuses": [status("a", "b"), status("b", "c"), status("c", "a")]});
    let problems = refused(&document(&fields));
    for (place, way) in [
        ("Status a", "a asks for b asks for c asks for a"),
        ("Status b", "b asks for c asks for a asks for b"),
        ("Status c", "c asks for a asks for b asks for c"),
    ] {
        told(&problems, place, way, "Break the circle.");
    }
    let own = json!({"statuses": [status("a", "a")]});
    told(&refused(&document(&own)), "Status a", "a asks for a", "Break the circle.");
    let nobody = json!({"statuses": [status("a", "nobody")]});
    told(&refused(&document(&nobody)), "Status a", "does not have", "Add the status");
}

#[test]
fn the_score_cannot_ask_for_itself() {
    let mut fields = json!({"statuses": [
        {"key": "good", "name": "Good", "gate": {"score": true, "at_least": 10}},
        {"key": "known", "name": "Known", "gate": {"status": "good"}},
    ]});
    fields["score"] = json!({"dimensions": [{"key": "sales", "parts": [{
        "name": "Revenue",
        "measure": {"metric": "revenue", "take": "sum", "months": 12},
        "value": {"linear": {"target": 1000, "points": 100}},
        "when": {"status": "known"},
    }]}]});
    let problems = refused(&document(&fields));
    told(&problems, "sales, Revenue", "The score is asked for inside the score.", "to a tier");
}

#[test]
fn weights_that_are_no_weights_are_refused() {
    for weight in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, -1.0, 1e300, 1e-300] {
        let mut program = demo_program();
        program.score.dimensions_mut()[1].weight = weight;
        let problems = check(&program).expect_err("refused");
        told(&problems, "reach", &format!("Its weight is {weight}."), "Use a number from");
        let mut program = demo_program();
        program.score.dimensions_mut()[1].parts[0].share = weight;
        let problems = check(&program).expect_err("refused");
        told(&problems, "reach, reach", &format!("Its share is {weight}."), "Use a number from");
        let mut program = demo_program();
        program.score.minimum_coverage = weight;
        if !(0.0..=1.0).contains(&weight) {
            let problems = check(&program).expect_err("refused");
            told(&problems, "Score", "The least coverage is", "Use a number from 0 to 1.");
        }
    }
    // JSON has no such numbers.
    let text = document(&json!({})).replace("1000", "NaN");
    let problems = refused(&text);
    assert!(problems.0[0].place.contains("parts[0].value.linear.target"), "{problems}");
}

#[test]
fn ladders_that_are_none_are_refused() {
    for (tiers, count) in [(json!([]), 0), (json!([{"name": "Member"}]), 1)] {
        let problems = refused(&document(&json!({"tiers": tiers})));
        told(&problems, "Tiers", &format!("The program has {count} tiers."), "Use from 2 to 12");
    }
    let many: Vec<Value> = (0..100_000).map(|_| json!({"name": "Member"})).collect();
    let problems = in_time(document(&json!({"tiers": many})));
    told(&problems, "Tiers", "The program has 100000 tiers.", "Use from 2 to 12 tiers.");
    let closed = json!([{"name": "Member", "at_least": 10}, {"name": "Gold", "at_least": 50}]);
    let problems = refused(&document(&json!({"tiers": closed})));
    told(&problems, "Lowest tier", "turns partners away", "Set its threshold to 0");
    let twins = json!([{"name": "Member"}, {"name": "member", "at_least": 50}]);
    let problems = refused(&document(&json!({"tiers": twins})));
    told(&problems, "member", "Two tiers have this name.", "Rename one of them.");
    let falling = json!([{"name": "Member"}, {"name": "Gold", "at_least": 50}, {"name": "Top", "at_least": 40}]);
    let problems = refused(&document(&json!({"tiers": falling})));
    told(&problems, "Threshold of Top", "not above the threshold of Gold", "more than 50 points");
    let twice = json!([{"name": "Member"}, {"name": "Gold", "at_least": 50, "more_than": 40}]);
    let problems = refused(&document(&json!({"tiers": twice})));
    told(&problems, "program.tiers[1]", "both at_least and more_than", "the one that is meant");
}

#[test]
fn a_score_without_anything_in_it_is_refused() {
    let problems = refused(&document(&json!({"score": {"dimensions": []}})));
    told(&problems, "Score", "The score has 0 dimensions.", "Use from 1 to 12 dimensions.");
    let problems =
        refused(&document(&json!({"score": {"dimensions": [{"key": "sales", "parts": []}]}})));
    told(&problems, "sales", "It has 0 parts.", "or remove the dimension");
    let many: Vec<Value> = (0..50_000).map(|_| json!({"key": "sales", "parts": []})).collect();
    let problems = in_time(document(&json!({"score": {"dimensions": many}})));
    told(&problems, "Score", "The score has 50000 dimensions.", "Use from 1 to 12 dimensions.");
    let both = json!({"score": {"combine": "sum", "tracks": [{"name": "A", "dimensions": []}]}});
    let problems = refused(&document(&both));
    told(&problems, "program.score.combine", "each says by itself", "Move it into the tracks.");
    let problems = refused(&document(&json!({"score": Value::Null})));
    told(&problems, "Threshold of Gold", "a threshold and no score", "Add a dimension");
}

#[test]
fn contradictory_bands_are_refused() {
    let bands = |band: Value| document(&worth(&json!({"bands": [band]})));
    let place = "program.score.dimensions[0].parts[0].value.bands[0]";
    for (band, what) in [
        (json!({"from": 1, "above": 1, "points": 1}), "It has both from and above."),
        (json!({"to": 1, "below": 1, "points": 1}), "It has both to and below."),
    ] {
        told(&refused(&bands(band)), place, what, "when the end belongs to the step");
    }
    for band in [
        json!({"from": 5, "to": 3, "points": 1}),
        json!({"from": 5, "below": 5, "points": 1}),
        json!({"above": 5, "to": 5, "points": 1}),
        json!({"from": 1e300, "points": 1}),
    ] {
        let problems = refused(&bands(band));
        told(&problems, "sales, Revenue", "not well formed", "a lower end below its upper end");
    }
    let problems = refused(&bands(json!({"from": 1, "points": 200})));
    told(&problems, "sales, Revenue", "What it is worth is 200.", "from 0 to 100");
    // One number alone is a step.
    read_program(&bands(json!({"from": 5, "to": 5, "points": 1}))).expect("sound");
}

#[test]
fn shapes_that_no_number_can_follow_are_refused() {
    for value in [
        json!({"anchors": []}),
        json!({"anchors": [[0, 0], [0, 100]]}),
        json!({"anchors": [[10, 0], [0, 100]]}),
        json!({"anchors": [[-1e308, 0], [1e308, 100]]}),
        json!({"linear": {"from": 5, "target": 5, "points": 100}}),
        json!({"trapezoid": {"a": 5, "b": 4, "c": 6, "d": 7, "points": 100}}),
        json!({"exponential": {"lo": 0, "hi": 1, "rho": 0, "points": 100}}),
        json!({"exponential": {"lo": 1, "hi": 1, "rho": 1, "points": 100}}),
        json!({"hill": {"half": 0, "n": 1, "points": 100}}),
        json!({"hill": {"half": 1, "n": 0, "points": 100}}),
        json!({"logistic": {"middle": 0, "spread": 0, "points": 100}}),
        json!({"schedule": {"rates": [["2026-01", 1]], "per": 0}}),
    ] {
        let problems = refused(&document(&worth(&value)));
        told(&problems, "sales, Revenue", "not well formed", "ascending order");
    }
    let rate = json!({"rate": {"points": 1, "per": 1e-320}});
    let problems = refused(&document(&worth(&rate)));
    told(&problems, "sales, Revenue", "What earns the rate is", "Use a number from 0.000000001");
}

#[test]
fn dates_out_of_order_are_refused() {
    let rates = json!({"schedule": {"rates": [["2026-01", 2], ["2025-01", 1]], "per": 1}});
    let problems = refused(&document(&worth(&rates)));
    told(&problems, "sales, Revenue", "not well formed", "ascending order");
    let freeze = json!({"movement": {"freeze": {"from": "2026-07", "to": "2026-06"}}});
    let problems = refused(&document(&freeze));
    told(&problems, "Movement rules", "ends before it begins", "Put its months in order.");
    let benefits = json!({"benefits": [{
        "name": "Launch bonus", "kind": "amount", "tiers": [1, 2], "from": "2026-07", "to": "2026-06",
    }]});
    let problems = refused(&document(&benefits));
    told(&problems, "Benefit Launch bonus", "ends before it begins", "Put its months in order.");
    let problems = refused(&document(&json!({"effective": "2026-13"})));
    told(&problems, "program.effective", "\"2026-13\" is not a month.", "Write it like 2027-03.");
    let bands = json!({"benefits": [{
        "name": "Rebate", "kind": "percent", "tiers": [0.1, 0.2], "bands": [[100, 0.2], [0, 0.1]],
    }]});
    let problems = refused(&document(&bands));
    told(&problems, "Benefit Rebate", "not in ascending order", "the lowest first");
    let edition = |from: &str| {
        read_program(&document(&json!({"effective": from, "edition": from}))).expect("sound")
    };
    let editions = Editions(vec![edition("2027-01"), edition("2026-01")]);
    let problems = check_editions(&editions).expect_err("refused");
    told(
        &problems,
        "Edition 2026-01",
        "does not come into force after",
        "in the order of their dates",
    );
}

#[test]
fn rules_that_say_two_things_are_refused() {
    let place = "program.tiers[1].gates[0]";
    let gate = json!({"attested": "signed", "status": "good"});
    told(&refused(&document(&asking(&gate))), place, "several things at once", "Use one of");
    told(&refused(&document(&asking(&json!({})))), place, "does not say what it is", "Use one of");
    let line = json!({"score": true, "at_least": 1, "at_most": 2});
    told(&refused(&document(&asking(&line))), place, "at_least, at_most", "Use one of");
    let alone = json!({"attested": "signed", "at_least": 1});
    told(&refused(&document(&asking(&alone))), place, "nothing it belongs to", "Add measure");
    let never = json!({"score": false, "at_least": 1});
    told(
        &refused(&document(&asking(&never))),
        &format!("{place}.score"),
        "The score is written as true",
        "Write true",
    );
    let measure = |fields: Value| asking(&json!({"measure": fields, "at_least": 1}));
    for window in [
        json!({"months": 12, "window": "all_time"}),
        json!({"months": 12, "year_starts": 4}),
        json!({"window": "all_time", "year_starts": 4}),
    ] {
        let mut fields = json!({"metric": "revenue", "take": "sum"});
        fields.as_object_mut().expect("fields").extend(window.as_object().expect("one").clone());
        let problems = refused(&document(&measure(fields)));
        let place = format!("{place}.measure");
        told(&problems, &place, "more than one window", "Use \"months\" or \"window\"");
    }
}

#[test]
fn documents_that_are_too_large_are_refused() {
    let mut text = document(&json!({}));
    write!(text, "{}", " ".repeat(5 << 20)).expect("room");
    told(&refused(&text), "", "The program has", "Choose another file");
    let problems = read_scenario(&text).expect_err("refused");
    told(&problems, "", "The scenario has", "Choose another file");
}

#[test]
fn a_product_of_many_factors_stays_a_number() {
    let factor = json!({
        "measure": {"metric": "revenue", "take": "sum", "months": 12},
        "value": {"rate": {"points": 1e15, "per": 1e-9}},
    });
    let part = |times: usize| {
        let mut fields = worth(&json!({"rate": {"points": 1, "per": 1}}));
        fields["score"]["combine"] = json!("sum");
        fields["score"]["dimensions"][0]["parts"][0]["times"] = json!(vec![factor.clone(); times]);
        document(&fields)
    };
    let problems = refused(&part(11));
    told(&problems, "sales, Revenue", "11 measures that multiply", "Use at most 10.");
    let program = read_program(&part(10)).unwrap_or_else(|problems| panic!("{problems}"));
    let portfolio = crate::support::portfolio(&[
        ("A".to_owned(), 1e9, [0.0; 6]),
        ("B".to_owned(), 0.0, [0.0; 6]),
    ]);
    let evaluation = tierlab_engine::rules::Evaluation::now(&program, &portfolio);
    let scores: Vec<Option<f64>> = (0..2).map(|partner| evaluation.score_of(partner)).collect();
    assert_eq!(scores, [Some(1e15), Some(0.0)]);
}
