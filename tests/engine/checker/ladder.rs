use super::{
    averaged, count, found, gold_at, last, mended, none, one, part, program, said, snapshot,
};
use tierlab_engine::checker::{Code, PlaceRef, Severity};
use tierlab_engine::rules::{
    Comparator, Dimension, Gate, Keep, Part, Program, Quantity, Rule, ScoreModel, Threshold, Tier,
    ValueFunction,
};

fn deals() -> ScoreModel {
    let value = ValueFunction::Anchors(vec![(0.0, 0.0), (100.0, 100.0)]);
    averaged(part("Deals", "deals", value))
}

fn ladder(lines: &[f64]) -> Program {
    let mut tiers = vec![Tier::at("Entry", 0.0, vec![])];
    let names = ["Bronze", "Silver", "Gold", "Platinum"];
    tiers.extend(names.iter().zip(lines).map(|(name, line)| Tier::at(name, *line, vec![])));
    program(deals(), tiers)
}

#[test]
fn lines_at_very_uneven_distances() {
    let (finding, after) =
        mended(&ladder(&[20.0, 24.0, 80.0]), None, Code::LadderSpacing, "Space the lines evenly");
    assert_eq!(finding.severity, Severity::Note);
    assert_eq!(said(&finding), "Silver lies 4 points above Bronze, Gold 56 above Silver.");
    let lines: Vec<f64> = after.ladder.tiers.iter().map(Tier::line).collect();
    assert_eq!(lines, [0.0, 20.0, 50.0, 80.0]);
    none(&ladder(&[40.0, 60.0, 75.0]), None, Code::LadderSpacing);
}

#[test]
fn a_step_too_narrow_to_tell() {
    let finding = one(&ladder(&[40.0, 41.0]), None, Code::LadderSpacing);
    assert_eq!(finding.severity, Severity::Look);
    assert_eq!(said(&finding), "Silver lies 1 point above Bronze, on a scale of 100.");
    assert!(finding.fix.is_none(), "two lines are as even as they can be");
    mended(&ladder(&[40.0, 41.0, 70.0]), None, Code::LadderSpacing, "Space the lines evenly");
}

#[test]
fn a_tier_without_partners() {
    let portfolio = snapshot(&[count("deals")], 30, |partner| vec![2.0 * partner as f64]);
    let finding = one(&ladder(&[20.0, 40.0, 75.0]), Some(&portfolio), Code::EmptyTier);
    assert_eq!(finding.place, PlaceRef::Tier(3));
    assert_eq!(said(&finding), "None of 30 partners qualifies for Gold.");
    none(&ladder(&[20.0, 40.0, 55.0]), Some(&portfolio), Code::EmptyTier);
    let mut invited = ladder(&[20.0, 40.0, 75.0]);
    invited.ladder.tiers[3].by_invitation = true;
    none(&invited, Some(&portfolio), Code::EmptyTier);
}

fn kept(points: f64, gates: Vec<Gate>) -> Program {
    let mut tiers = gold_at(50.0);
    tiers[1].gates.push(Gate::at_least(last("staff"), 3.0));
    tiers[1].keep = Some(Keep { threshold: Some(Threshold::at_least(points)), gates });
    program(deals(), tiers)
}

#[test]
fn a_keep_line_above_the_entry_line() {
    let label = "Keep for what it takes to enter";
    let portfolio = snapshot(&[count("deals"), count("staff")], 12, |p| vec![45.0 + p as f64, 3.0]);
    let (finding, after) = mended(&kept(54.0, vec![]), Some(&portfolio), Code::KeepStricter, label);
    assert_eq!(finding.severity, Severity::Fix);
    assert_eq!(
        said(&finding),
        "Keeping Gold asks 54 points; entering asks 50 points. Four partners could enter and would \
         not keep it."
    );
    assert_eq!(finding.partners, [5, 6, 7, 8]);
    assert_eq!(after.ladder.tiers[1].keep.as_ref().expect("kept").gates, vec![]);
    none(&kept(46.0, vec![]), Some(&portfolio), Code::KeepStricter);
    // A buffer of four points brings the keep line down to the entry line.
    let mut buffered = kept(54.0, vec![]);
    buffered.movement.buffer = 4.0;
    none(&buffered, None, Code::KeepStricter);
}

#[test]
fn a_keep_gate_that_entering_does_not_have() {
    let label = "Keep for what it takes to enter";
    let more = kept(46.0, vec![Gate::at_least(last("staff"), 5.0)]);
    let (finding, after) = mended(&more, None, Code::KeepStricter, label);
    assert_eq!(finding.severity, Severity::Fix);
    let keep = after.ladder.tiers[1].keep.as_ref().expect("kept");
    assert_eq!(keep.gates, [Gate::at_least(last("staff"), 3.0)]);
    let other = kept(46.0, vec![Gate::at_least(last("audits"), 1.0)]);
    let (finding, _) = mended(&other, None, Code::KeepStricter, label);
    assert_eq!(finding.severity, Severity::Look, "it may be meant");
    assert_eq!(said(&finding), "Keeping Gold asks audits of at least 1; entering does not.");
    none(&kept(46.0, vec![Gate::at_least(last("staff"), 2.0)]), None, Code::KeepStricter);
}

fn three(silver: Vec<Gate>, gold: Vec<Gate>) -> Program {
    program(
        deals(),
        vec![
            Tier::at("Entry", 0.0, vec![]),
            Tier::at("Silver", 30.0, silver),
            Tier::at("Gold", 60.0, gold),
        ],
    )
}

#[test]
fn gold_without_what_silver_asks() {
    let portfolio = snapshot(&[count("deals"), count("staff")], 10, |p| vec![10.0 * p as f64, 2.0]);
    let staff = |line: f64| vec![Gate::at_least(last("staff"), line)];
    let (finding, after) =
        mended(&three(staff(3.0), vec![]), Some(&portfolio), Code::NotNested, "Ask it of Gold too");
    assert_eq!(finding.severity, Severity::Look);
    assert_eq!(finding.partners, [6, 7, 8, 9]);
    assert_eq!(
        said(&finding),
        "Silver asks staff of at least 3; Gold does not. Four partners could enter Gold and not \
         Silver."
    );
    assert_eq!(after.ladder.tiers[2].gates, staff(3.0));
    let (weaker, after) =
        mended(&three(staff(3.0), staff(2.0)), None, Code::NotNested, "Ask it of Gold too");
    assert_eq!(weaker.severity, Severity::Note);
    assert_eq!(after.ladder.tiers[2].gates, staff(3.0), "the line is raised, not doubled");
    none(&three(staff(3.0), staff(5.0)), Some(&portfolio), Code::NotNested);
    // All of a group is asked one by one.
    let group = vec![Gate::from(Rule::All(vec![
        staff(4.0).remove(0),
        Gate::at_least(last("audits"), 1.0),
    ]))];
    none(&three(staff(3.0), group), None, Code::NotNested);
}

/// A line that goes up takes the place of a weaker one; nothing that is asked already goes down.
#[test]
fn asking_what_is_asked_below_loosens_nothing() {
    let label = "Ask it of Gold too";
    let staff = |line: Quantity| {
        let rule = Rule::Compare { measure: last("staff"), comparator: Comparator::AtLeast, line };
        Gate::from(rule)
    };
    let by = |apac: f64, otherwise: f64| Quantity::By {
        attribute: "region".to_owned(),
        values: vec![("APAC".to_owned(), apac)],
        otherwise: Some(otherwise),
    };
    // Two lines for one measure: the lower of them is asked by the higher.
    let twice = vec![staff(4.0.into()), staff(1.0.into())];
    let (_, after) = mended(&three(twice, vec![]), None, Code::NotNested, label);
    assert_eq!(after.ladder.tiers[2].gates, [staff(4.0.into())]);
    // Gold asks five in APAC, and would ask three there if its line became that of Silver.
    let silver = vec![staff(3.0.into())];
    let (_, after) =
        mended(&three(silver, vec![staff(by(5.0, 1.0))]), None, Code::NotNested, label);
    assert_eq!(after.ladder.tiers[2].gates, [staff(by(5.0, 1.0)), staff(3.0.into())]);
    // The same with lines of the score, of which a tier has one.
    let lines = |silver: Quantity, gold: Quantity| {
        let mut program = three(vec![], vec![]);
        let line = |points| Some(Threshold { comparator: Comparator::AtLeast, points });
        program.ladder.tiers[1].threshold = line(silver);
        program.ladder.tiers[2].threshold = line(gold);
        let (_, after) = mended(&program, None, Code::NotNested, label);
        after.ladder.tiers[2].threshold.clone().expect("a line").points
    };
    assert_eq!(lines(30.0.into(), by(20.0, 60.0)), by(30.0, 60.0));
    assert_eq!(lines(by(70.0, 30.0), 60.0.into()), by(70.0, 60.0));
    assert_eq!(lines(by(20.0, 50.0), by(10.0, 60.0)), by(20.0, 60.0));
    // Where the two go by different columns, no line of Gold is below any of Silver.
    let by_type = |isv: f64, otherwise: f64| Quantity::By {
        attribute: "type".to_owned(),
        values: vec![("ISV".to_owned(), isv)],
        otherwise: Some(otherwise),
    };
    assert_eq!(lines(by(50.0, 30.0), by_type(40.0, 60.0)), by_type(50.0, 60.0));
}

#[test]
fn weights_that_are_not_percent() {
    let dimensions = |weights: [f64; 2]| {
        let parts = |key: &str| {
            vec![Part::plain(
                key,
                last(key),
                ValueFunction::Anchors(vec![(0.0, 0.0), (9.0, 100.0)]),
            )]
        };
        let [one, other] = weights;
        let list = vec![
            Dimension::mean("deals", "Deals", one, parts("deals")),
            Dimension::mean("staff", "Staff", other, parts("staff")),
        ];
        program(ScoreModel::mean(list, 0.0), gold_at(50.0))
    };
    let (finding, after) = mended(&dimensions([0.5, 0.3]), None, Code::Weights, "Scale to 100 %");
    assert_eq!(finding.severity, Severity::Note);
    assert_eq!(
        said(&finding),
        "The weights add up to 80 %. Deals is given 50 % and counts for 62.5 %."
    );
    assert!((after.score.tracks[0].dimensions[1].weight - 0.375).abs() < 1e-12);
    none(&dimensions([0.7, 0.3]), None, Code::Weights);
}

#[test]
fn more_rules_than_can_be_told() {
    let parts = |count: usize| {
        let value = ValueFunction::Linear { from: 0.0, target: 5.0.into(), points: 1.0.into() };
        (0..count).map(|n| part(&format!("Part {n}"), "deals", value.clone())).collect()
    };
    let many = program(super::summed(parts(90)), gold_at(50.0));
    let finding = one(&many, None, Code::TooManyRules);
    assert_eq!((finding.severity, &finding.place), (Severity::Look, &PlaceRef::Program));
    assert_eq!(
        said(&finding),
        "Partners would have to know 91 rules: 90 parts of the score, 0 conditions and 1 line. Up \
         to 40 can be told."
    );
    none(&program(super::summed(parts(20)), gold_at(10.0)), None, Code::TooManyRules);
    let crowded =
        three((0..10).map(|n| Gate::at_least(last("staff"), f64::from(n))).collect(), vec![]);
    let found = found(&crowded, None, Code::TooManyRules);
    assert_eq!(found[0].place, PlaceRef::Tier(1));
}
