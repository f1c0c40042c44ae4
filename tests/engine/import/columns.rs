//! What a column is taken for, and what is wrong with a plan.

use super::*;

#[test]
fn german_headers_semicolons_and_decimal_commas_are_understood() {
    let text = "Partner-Nr;Partnername;Quartal;Typ;Status;Umsatz EUR;Tage b. Abschl.;Kommentar\n\
                00417;Nord GmbH;Q1/26;Reseller;Growth;27.118,40;58;ruft an\n\
                00023;Süd AG;Q1/26;Reseller;Entry;1.234;71;\n\nGesamt;;;;;28.352,40;;\n";
    let (table, plan) = planned(text);
    assert_eq!(table.delimiter, Some(';'));
    let roles: Vec<&Role> = plan.columns.iter().map(|column| &column.role).collect();
    assert_eq!(
        roles[..5],
        [&Role::Id, &Role::Name, &Role::Period, &Role::Attribute, &Role::FirstTier]
    );
    assert_eq!(plan.columns[0].note, "text, leading zeros kept");
    assert_eq!(plan.columns[2].note, "quarter, 1 found");
    assert_eq!(plan.columns[5].note, "EUR, sum of last 4 quarters, decimal comma");
    assert_eq!(plan.columns[6].metric_key, "deal_cycle_days");
    assert_eq!(plan.columns[7].matched, Match::Ignored);
    let imported = import(&table, &plan, Origin::Sample).unwrap();
    let portfolio = &imported.portfolio;
    assert_eq!(value(portfolio, "revenue", "00417", "2026 Q1"), Some(27_118.40));
    assert_eq!(value(portfolio, "revenue", "00023", "2026 Q1"), Some(1_234.0));
    assert_eq!(note(&imported, 5, "whole row").value, "Gesamt");
    assert_eq!((imported.counts.blank, imported.counts.set_aside), (1, 1));
    assert_balanced(&imported, 5);
}

#[test]
fn tabs_pipes_and_a_byte_order_mark_are_understood() {
    for delimiter in ["\t", "|", ";", ","] {
        let text = ["\u{feff}partner id,revenue", "007,5", ""].join("\r\n");
        let text = text.replace(',', delimiter);
        let read = table(&text);
        assert_eq!(read.delimiter.unwrap().to_string(), delimiter);
        assert_eq!(read.encoding, "UTF-8 with byte order mark");
        assert_eq!(imported(&text).portfolio.partners()[0].id, "007");
    }
}

#[test]
fn well_known_metrics_are_found_in_four_languages() {
    for (header, key) in [
        ("Revenue (USD)", "revenue"),
        ("Chiffre d'affaires", "revenue"),
        ("Ingresos", "revenue"),
        ("dealsWon", "deals_won"),
        ("Abschlüsse", "deals_won"),
        ("Jours avant signature", "deal_cycle_days"),
        ("Zertifizierte", "certified_staff"),
        ("Satisfacción del cliente", "csat"),
        ("Retention %", "retention"),
        ("Risiko", "risk_rating"),
        ("Co-Investment", "co_investment"),
        ("Bestellungen", "orders"),
        ("Cantidad", "units"),
        ("Joint Activities", "joint_activities"),
    ] {
        let (_, plan) = planned(&format!("partner id;{header}\n1;2\n2;3\n"));
        assert_eq!(plan.columns[1].metric_key, key);
        assert!(plan.columns[1].is_metric(), "{header}");
    }
}

#[test]
fn unit_and_direction_follow_name_and_values() {
    let (_, plan) = planned(
        "partner id,churn rate,open tickets,headcount,budget,win share\n\
         1,4 %,3,12,$500,0.25\n2,5 %,9,40,$900,0.75\n",
    );
    let role = |index: usize| plan.columns[index].role;
    let metric = |kind, unit, direction| Role::Metric { kind, unit, direction };
    assert_eq!(role(1), metric(Kind::Rating, Unit::Percent, Direction::Less));
    assert_eq!(role(2), metric(Kind::Flow, Unit::Count, Direction::Less));
    assert_eq!(role(3), metric(Kind::Stock, Unit::Count, Direction::More));
    assert_eq!(role(4), metric(Kind::Flow, Unit::Money, Direction::More));
    // A share of 1 is not a percent of 100.
    assert_eq!(role(5), metric(Kind::Rating, Unit::Points, Direction::More));
}

#[test]
fn abbreviations_are_written_as_people_write_them() {
    let portfolio = imported(
        "partner id,csat,Nps score,arr_growth (yoy),MDF spend,arrears,sla hours 2024-11,\
         sla hours 2024-12\n1,4,3,2,1,5,6,7\n2,5,4,3,2,6,7,8\n",
    )
    .portfolio;
    let names: Vec<&str> = portfolio.metrics().iter().map(|metric| metric.name.as_str()).collect();
    assert_eq!(
        names,
        ["CSAT", "NPS score", "ARR_growth (YoY)", "MDF spend", "arrears", "SLA hours"]
    );
    // The keys that rules are written with stay as they are.
    assert!(portfolio.metric_index("csat").is_some());
}

#[test]
fn what_is_lost_or_late_is_better_when_less() {
    let (_, plan) = planned(
        "partner id,Attrition %,Churned users,Downsold users,Escalation hours,Answer delay hours,Hours\n\
         1,4,3,12,30,20,8\n2,5,9,40,60,48,9\n",
    );
    let direction = |index: usize| match plan.columns[index].role {
        Role::Metric { direction, .. } => direction,
        other => panic!("{other:?}"),
    };
    for index in 1..=5 {
        assert_eq!(direction(index), Direction::Less, "{}", plan.columns[index].header);
    }
    assert_eq!(direction(6), Direction::More, "hours alone may be training");
}

#[test]
fn years_are_no_periods_and_need_a_look_when_partners_repeat() {
    let (_, plan) = planned("id,year,revenue\n1,2024,5\n1,2025,6\n");
    assert_eq!(plan.columns[1].matched, Match::Check);
}

#[test]
fn dates_stand_for_months_and_for_quarters_where_all_of_them_end_or_begin_one() {
    let cases = [
        (["2025-01-31", "2025-02-28"], ["2025-01", "2025-02"]),
        (["31.01.2025", "28.02.2025"], ["2025-01", "2025-02"]),
        (["01/31/2025", "02/28/2025 00:00"], ["2025-01", "2025-02"]),
        (["31/03/25", "30/06/25"], ["2025 Q1", "2025 Q2"]),
        (["01.10.2024", "01.01.2025"], ["2024 Q4", "2025 Q1"]),
        (["202501", "202502"], ["2025-01", "2025-02"]),
    ];
    for (written, printed) in cases {
        let text = format!("id,date,revenue\n1,{},5\n1,{},6\n", written[0], written[1]);
        let (table, plan) = planned(&text);
        assert_eq!(plan.layout, Layout::Long, "{text}");
        let imported = import(&table, &plan, Origin::Sample).unwrap();
        let periods: Vec<String> =
            imported.portfolio.periods().iter().map(ToString::to_string).collect();
        assert_eq!(periods, printed);
    }
}

#[test]
fn a_date_of_partners_that_come_once_is_no_period() {
    let (_, plan) = planned("id,date,revenue\n1,2025-01-31,5\n2,2024-06-30,6\n3,2025-02-11,7\n");
    assert_eq!(plan.layout, Layout::CrossSection);
    assert_ne!(plan.columns[1].role, Role::Period);
    // A day on which all were looked at is one.
    let (_, plan) = planned("id,date,revenue\n1,2025-01-31,5\n2,2025-01-31,6\n");
    assert_eq!(plan.layout, Layout::Long);
}

#[test]
fn which_number_is_the_day_can_be_said() {
    let (table, mut plan) = planned("id,date,revenue\n1,03/04/2025,5\n1,05/06/2025,6\n");
    assert_eq!((plan.columns[1].matched, plan.dates), (Match::Check, Dates::DayFirst));
    let first = |plan: &ImportPlan| {
        let imported = import(&table, plan, Origin::Sample).unwrap();
        imported.portfolio.periods()[0].to_string()
    };
    assert_eq!(first(&plan), "2025-04");
    plan.dates = Dates::MonthFirst;
    assert_eq!(first(&plan), "2025-03");
}

#[test]
fn two_columns_of_one_meaning_need_a_look() {
    let (table, plan) = planned("partner id,revenue,Umsatz\n1,5,6\n");
    assert_eq!(plan.columns[2].matched, Match::Check);
    assert!(import(&table, &plan, Origin::Sample).is_ok());
}

#[test]
fn all_that_is_wrong_with_a_plan_is_told_at_once() {
    let (table, mut plan) = planned("partner id,code,revenue,orders,region\n1,2,5,6,x\n");
    plan.columns[1].role = Role::Id;
    plan.columns[3].metric_key = "revenue".into();
    plan.layout = Layout::Long;
    assert_eq!(
        wrong(&table, &plan),
        [
            "2 columns are mapped to partner id; there can be one.",
            "The layout is long, but no column is mapped to period.",
            "The column \"revenue\" is mapped to the same metric, revenue.",
        ]
    );
    for column in &mut plan.columns {
        column.role = Role::Ignore;
    }
    plan.layout = Layout::Wide;
    assert_eq!(
        wrong(&table, &plan),
        [
            "No column is mapped to partner id.",
            "No column is mapped to a metric.",
            "The layout is wide, but no column name has a period in it.",
        ]
    );
    plan.columns.pop();
    assert_eq!(wrong(&table, &plan), ["The mapping has 4 columns and the file has 5."]);
}

#[test]
fn the_currency_is_taken_from_headers_and_signs_only() {
    for (text, code) in [
        ("id,revenue USD\na,1\n", Some("USD")),
        ("id,Umsatz (EUR)\na,1\n", Some("EUR")),
        ("id,revenue\na,£5\n", Some("GBP")),
        ("id,revenue\na,$5\n", Some("USD")),
        ("id,revenue\na,5\n", None),
        ("id,eurozone deals\na,5\n", None),
    ] {
        let plan = guess_plan(&table(text));
        assert_eq!(tierlab_engine::formats::import::guess_currency(&plan), code, "{text}");
    }
}
