//! Texts that mean the same.

/// Whether two texts are the same but for upper and lower case, in any alphabet, and for spaces
/// around them.
pub fn same_text(one: &str, other: &str) -> bool {
    let folded = |text: &str| text.trim().to_lowercase();
    one.trim().eq_ignore_ascii_case(other.trim())
        || (!(one.is_ascii() && other.is_ascii()) && folded(one) == folded(other))
}
