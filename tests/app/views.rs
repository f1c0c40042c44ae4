//! Named views: the list that is kept, and what becomes of one that cannot be read.

use crate::work::Memory;
use std::collections::BTreeMap;
use tierlab::state::SavedView;
use tierlab::state::views::{MOST, kept, put, read_views, write_views};
use tierlab::state::work::Texts;

const KEY: &str = "tierlab.views";

fn view(name: &str, screen: &str, search: &str) -> SavedView {
    let shown = BTreeMap::from([("search".to_owned(), search.to_owned())]);
    SavedView { name: name.to_owned(), screen: screen.to_owned(), shown }
}

#[test]
fn views_come_back_as_they_went() {
    let views = [view("Close \"calls\"", "/partners", "a\tb\nc"), view("All", "/simulate", "")];
    assert_eq!(read_views(&write_views(&views)).unwrap(), views);
}

#[test]
fn a_list_of_version_1_reads_as_ever() {
    let text = r#"{"tierlab":"views","version":1,"views":[{"name":"Close to Strategic","screen":"/partners","shown":{"close to":"3\tStrategic"}}]}"#;
    let views = read_views(text).unwrap();
    assert_eq!(views[0].shown["close to"], "3\tStrategic");
    assert_eq!(write_views(&views), text);
}

#[test]
fn what_cannot_be_read_is_set_aside_and_not_deleted() {
    let newer = r#"{"tierlab":"views","version":2,"views":[]}"#;
    for text in ["", "{}", "[1]", newer, r#"{"tierlab":"work","version":1,"views":[]}"#] {
        let texts = Memory::default();
        texts.save(KEY, text).unwrap();
        assert_eq!(kept(&texts), [], "{text}");
        assert!(!texts.holds(KEY));
        assert_eq!(texts.load("tierlab.views.damaged").as_deref(), Some(text));
    }
    assert_eq!(kept(&Memory::default()), []);
}

#[test]
fn the_same_name_on_the_same_screen_takes_the_place_of_the_one_before() {
    let mut views = vec![view("Mine", "/partners", "a"), view("Mine", "/program", "b")];
    assert_eq!(put(&mut views, view(" Mine ", "/partners", "c")), Ok(0));
    assert_eq!(views, [view("Mine", "/partners", "c"), view("Mine", "/program", "b")]);
    assert_eq!(put(&mut views, view("  ", "/partners", "")), Ok(2));
    assert_eq!(views[2].name, "View");
    let long = "x".repeat(500);
    put(&mut views, view(&long, "/partners", "")).unwrap();
    assert_eq!(views[3].name.len(), 60);
}

#[test]
fn there_is_an_end_to_the_list_and_it_is_told() {
    let mut views = Vec::new();
    for number in 0..MOST {
        put(&mut views, view(&format!("View {number}"), "/partners", "")).unwrap();
    }
    let told = put(&mut views, view("One more", "/partners", "")).unwrap_err();
    assert!(told.contains("40 views at most"), "{told}");
    assert_eq!(views.len(), MOST);
    assert!(put(&mut views, view("View 7", "/partners", "other")).is_ok());
}
