//! Links under a passphrase: how they are laid out. The secret itself is the browser's.

use super::plain;
use tierlab_engine::formats::{
    ROUNDS, Received, Sealed, link_bytes, read_link, read_link_bytes, sealed_text,
};
use tierlab_engine::library::link_bases;

#[test]
fn what_is_needed_to_open_it_comes_back() {
    let secret = link_bytes(&plain(), &link_bases());
    let sealed = Sealed { rounds: ROUNDS, salt: [7; 16], start: [9; 12], secret: secret.clone() };
    let text = sealed_text(&sealed);
    assert!(text.starts_with("2e."), "{text}");
    let Ok(Received::Sealed(back)) = read_link(&text, &[]) else { panic!("sealed: {text}") };
    assert_eq!(back, sealed);
    assert_eq!(read_link_bytes(&back.secret, &link_bases()), Ok(plain()));
}

#[test]
fn rounds_are_as_many_as_recommended_and_never_without_end() {
    const { assert!(ROUNDS >= 600_000) };
    let endless = Sealed { rounds: u32::MAX, salt: [0; 16], start: [0; 12], secret: vec![0; 40] };
    assert!(read_link(&sealed_text(&endless), &[]).is_err(), "a page must not hang");
}
