//! What partners are told when rules change.

use tierlab_engine::library;
use tierlab_engine::partner_view::NoticeKind;
use tierlab_engine::portfolio::{Day, Month, Portfolio};
use tierlab_engine::record::Exception;
use tierlab_engine::report::{Announcement, Migrant, PartnerNotice};
use tierlab_engine::rules::{Evaluation, Program, remove_tier, standings_now};
use tierlab_engine::sample::{sample_partners, sample_scenario};

/// Words that are not said to a partner.
const NEVER: [&str; 11] = [
    "demot", "promot", "fail", "lose", "lost", "punish", "penalt", "downgrad", "bad", "poor",
    "weak",
];

/// The sample's partners, its rules in force, and new ones whose line of Strategic is as high as this.
struct Setting {
    old: Program,
    new: Program,
    portfolio: Portfolio,
}

impl Setting {
    fn with(line: f64, grace: u32) -> Self {
        let scenario = sample_scenario();
        let mut new = scenario.alternative;
        new.ladder.tiers[2].set_line(line);
        new.movement.grace = grace;
        Self { old: scenario.baseline, new, portfolio: sample_partners() }
    }

    fn announce<'a>(&'a self, exceptions: &'a [Exception]) -> Announcement<'a> {
        Announcement {
            new: &self.new,
            old: &self.old,
            portfolio: &self.portfolio,
            starts: 1,
            exceptions,
            today: "2026-08-01",
            contact: "",
            coded: false,
        }
    }

    fn told(&self, exceptions: &[Exception]) -> Vec<PartnerNotice> {
        let list = migrants(&self.old, &self.new, &self.portfolio);
        self.announce(exceptions).notices(&list, true)
    }

    /// Somebody that the old rules have in Strategic and the new ones do not keep there.
    fn somebody(&self) -> usize {
        let below = Evaluation::now(&self.new, &self.portfolio);
        let held = standings_now(&Evaluation::now(&self.old, &self.portfolio));
        let found = held.iter().enumerate().position(|(partner, tier)| {
            *tier == 2 && below.score_of(partner).is_some_and(|score| score < 70.0)
        });
        found.expect("somebody is below")
    }

    fn exception(&self, partner: usize, tier: &str, until: &str) -> Exception {
        Exception {
            partner: self.portfolio.partners()[partner].id.clone(),
            tier: tier.to_owned(),
            reason: "a secret reason".to_owned(),
            approved: "A. Director".to_owned(),
            until: until.to_owned(),
        }
    }
}

fn migrants(old: &Program, new: &Program, portfolio: &Portfolio) -> Vec<Migrant> {
    let holding = standings_now(&Evaluation::now(old, portfolio));
    let first = Evaluation::now(new, portfolio);
    let places = old.places_in(new);
    let all = holding.into_iter().enumerate();
    all.map(|(position, old)| Migrant {
        position,
        old,
        carried: usize::from(places[old]),
        day_one: first.qualification(position).tier,
        end: None,
    })
    .collect()
}

fn of(list: &[PartnerNotice], position: usize) -> &PartnerNotice {
    list.iter().find(|told| told.position == position).expect("a notice")
}

fn whole(told: &PartnerNotice) -> String {
    format!("{}\n{}", told.notice.title, told.notice.paragraphs.join("\n"))
}

#[test]
fn everyone_is_told_and_the_quick_look_leaves_nobody_out() {
    let setting = Setting::with(80.0, 2);
    let list = migrants(&setting.old, &setting.new, &setting.portfolio);
    let all = setting.announce(&[]).notices(&list, true);
    let some = setting.announce(&[]).notices(&list, false);
    assert_eq!(all.len(), setting.portfolio.partners().len());
    let changes: Vec<&PartnerNotice> =
        all.iter().filter(|told| told.notice.kind != NoticeKind::Hold).collect();
    assert_eq!(some.iter().collect::<Vec<_>>(), changes);
    for kind in [NoticeKind::Grace, NoticeKind::Promotion] {
        assert!(some.iter().any(|told| told.notice.kind == kind), "{kind:?}");
    }
    assert!(all.is_sorted_by_key(|told| (told.notice.kind, told.position)));
}

#[test]
fn the_quick_look_is_right_for_every_program_of_the_library() {
    for entry in library::entries() {
        let (program, portfolio) = entry.open().unwrap_or_else(|p| panic!("{}: {p}", entry.key));
        let list = migrants(&program, &program, &portfolio);
        let announcement = Announcement {
            new: &program,
            old: &program,
            portfolio: &portfolio,
            starts: 1,
            exceptions: &[],
            today: "2026-08-01",
            contact: "",
            coded: false,
        };
        let all = announcement.notices(&list, true);
        let changes =
            all.iter().filter(|told| told.notice.kind != NoticeKind::Hold).map(|t| t.position);
        let some = announcement.notices(&list, false);
        assert_eq!(
            some.iter().map(|told| told.position).collect::<Vec<_>>(),
            changes.collect::<Vec<_>>(),
            "{}",
            entry.key
        );
        for told in &all {
            let text = whole(told);
            assert!(!text.contains("  ") && !text.contains(".."), "{}: {text}", entry.key);
        }
    }
}

#[test]
fn a_notice_is_factual_and_calls_nobody_names() {
    for (line, grace) in [(64.0, 2), (80.0, 2), (80.0, 0)] {
        let setting = Setting::with(line, grace);
        for told in setting.told(&[]) {
            let text = whole(&told);
            let small = text.to_lowercase();
            let mut words = small.split(|c: char| !c.is_alphabetic());
            let said = words.find(|word| NEVER.iter().any(|never| word.starts_with(never)));
            assert_eq!(said, None, "{text}");
            assert!(!text.contains('!'), "{text}");
            let name = &setting.portfolio.partners()[told.position].name;
            assert!(told.notice.title.starts_with(&format!("{name}: ")), "{text}");
            for part in [
                &format!("You hold {} today", told.from),
                "The rules of Earned Strategic are in force from 1 Oct 2026.",
                &told.notice.to,
                "If a figure looks wrong, ask the person at the vendor",
            ] {
                assert!(text.contains(part), "{part:?} is not in: {text}");
            }
        }
    }
}

#[test]
fn who_is_below_its_line_keeps_its_tier_for_the_grace_and_reads_what_is_missing() {
    let setting = Setting::with(80.0, 2);
    let told = setting.told(&[]);
    let told = of(&told, setting.somebody());
    let text = whole(told);
    assert_eq!(told.notice.kind, NoticeKind::Grace, "{text}");
    assert_eq!((told.notice.to.as_str(), told.notice.date.as_str()), ("Strategic", "2026-10-01"));
    for part in [
        "you stay in Strategic for now",
        "2 reviews in a row like this change nothing. After that, at the review after 2027 Q2, your tier would become Growth.",
        "What Strategic asks to stay: Score ",
        // Four points are tolerated below the line.
        " at least 76 points (",
        " to go)",
        "The next review that decides on your tier is the review after 2026 Q4, 31 Dec 2026.",
    ] {
        assert!(text.contains(part), "{part:?} is not in: {text}");
    }
    let way = text.contains("that keeps Strategic takes")
        || text.contains("Your figures alone do not lead to Strategic yet");
    assert!(way, "{text}");
}

#[test]
fn a_lower_tier_is_told_with_its_day_and_always_with_the_way_back() {
    let setting = Setting::with(80.0, 0);
    let all = setting.told(&[]);
    let lower: Vec<_> = all.iter().filter(|t| t.notice.kind == NoticeKind::Demotion).collect();
    assert!(!lower.is_empty());
    for told in lower {
        let text = whole(told);
        assert!(text.contains("Later the way back is the same"), "{text}");
        assert!(text.contains(&format!("{} from 1 Jan 2027", told.notice.to)), "{text}");
        assert_eq!(told.notice.date, "2027-01-01");
    }
}

#[test]
fn nothing_is_reviewed_by_rules_that_are_not_in_force_yet() {
    let setting = Setting::with(80.0, 0);
    let list = migrants(&setting.old, &setting.new, &setting.portfolio);
    let later = Announcement { starts: 3, ..setting.announce(&[]) };
    let told = later.notices(&list, false);
    let told = of(&told, setting.somebody());
    let text = whole(told);
    assert!(text.contains("are in force from 1 Apr 2027."), "{text}");
    assert_eq!(told.notice.date, "2027-07-01", "{text}");
}

#[test]
fn what_is_agreed_holds_until_its_day_and_no_longer() {
    let setting = Setting::with(80.0, 0);
    let partner = setting.somebody();
    let told = |exception: Exception| of(&setting.told(&[exception]), partner).clone();
    let agreed = told(setting.exception(partner, "Strategic", "2027-06-30"));
    let text = whole(&agreed);
    assert_eq!(agreed.notice.kind, NoticeKind::Exception);
    assert_eq!(
        (agreed.notice.to.as_str(), agreed.notice.date.as_str()),
        ("Strategic", "2027-06-30")
    );
    assert!(text.contains("you hold Strategic until 30 Jun 2027"), "{text}");
    assert!(text.contains("the review after 2027 Q3"), "the first that counts: {text}");
    assert!(!text.contains("2027 Q1") && !text.contains("2027 Q2"), "{text}");
    assert!(!text.contains("secret") && !text.contains("Director"), "{text}");

    let endless = told(setting.exception(partner, "Strategic", ""));
    assert!(whole(&endless).contains("no end is set"), "{}", whole(&endless));
    assert_eq!(endless.notice.date, "");

    for (tier, until) in
        [("Strategic", "2026-07-31"), ("Strategic", "2026-09-30"), ("Titanium", "2027-06-30")]
    {
        let by_rules = told(setting.exception(partner, tier, until));
        assert_eq!(by_rules.notice.kind, NoticeKind::Demotion, "{tier} until {until}");
    }
}

#[test]
fn a_tier_that_the_new_rules_do_not_have_is_said() {
    let mut setting = Setting::with(64.0, 2);
    remove_tier(&mut setting.new, 1);
    let all = setting.told(&[]);
    let gone = all.iter().find(|told| told.from == "Growth" && told.notice.to == "Entry");
    let gone = gone.expect("some held Growth");
    assert_eq!(gone.notice.kind, NoticeKind::Demotion);
    assert_eq!(gone.notice.date, "2026-10-01");
    let text = whole(gone);
    assert!(
        text.contains("Entry from 1 Oct 2026") && text.contains("which they do not have"),
        "{text}"
    );
}

#[test]
fn under_codes_no_name_is_in_a_notice() {
    let setting = Setting::with(80.0, 0);
    let list = migrants(&setting.old, &setting.new, &setting.portfolio);
    let coded = Announcement { coded: true, ..setting.announce(&[]) };
    for told in coded.notices(&list, false) {
        let partner = &setting.portfolio.partners()[told.position];
        let text = whole(&told);
        assert!(text.contains(&partner.id) && !text.contains(&partner.name), "{text}");
    }
}

#[test]
fn days_are_read_and_spoken() {
    let day = |text: &str| Day::parse(text).map(|day| (day.to_string(), day.in_words()));
    assert_eq!(day("2028-02-29"), Some(("2028-02-29".to_owned(), "29 Feb 2028".to_owned())));
    for wrong in
        ["", "2027-02-29", "2027-13-01", "2027-01", "2027-1-01", "01.01.2027", "2027-01-00"]
    {
        assert_eq!(day(wrong), None, "{wrong}");
    }
    let february = Month::new(2028, 2).expect("a month");
    assert_eq!(Day::last_of(february).to_string(), "2028-02-29");
}
