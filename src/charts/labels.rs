//! Where labels go: estimated widths, which of many to write, and pushing neighbours apart.

/// Estimated width of a text in CSS pixels. No backend measures text alike, so this is generous:
/// wide enough for the widest of the usual interface fonts.
pub fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(char_width).sum::<f64>() * size
}

fn char_width(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '\'' | '’' | '.' | ',' | ':' | '|' => 0.32,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '-' => 0.41,
        'm' | 'w' | 'M' | 'W' | '%' | '—' => 0.96,
        '+' | '−' | '–' => 0.84,
        'A'..='Z' => 0.72,
        ' '..='~' => 0.63,
        _ => 0.8,
    }
}

/// The text cut to a width, with an ellipsis where something is missing.
pub fn shorten(text: &str, size: f64, width: f64) -> String {
    if text_width(text, size) <= width {
        return text.to_owned();
    }
    let room = width - text_width("…", size);
    let mut used = 0.0;
    let kept: String = text
        .chars()
        .take_while(|letter| {
            used += char_width(*letter) * size;
            used <= room
        })
        .collect();
    format!("{}…", kept.trim_end())
}

/// Which of `count` evenly spaced labels of `width` fit when they stand `pitch` apart: the first
/// and the last always, between them every second, third …, evenly where the count allows it.
pub fn label_indices(count: usize, pitch: f64, width: f64) -> Vec<usize> {
    let Some(last) = count.checked_sub(1) else { return Vec::new() };
    let fits = |every: &usize| *every as f64 * pitch >= width;
    let Some(closest) = (1..=last).find(fits) else { return vec![last] };
    let even = (closest..=2 * closest).find(|every| last % every == 0);
    let every = even.unwrap_or(closest);
    let apart = |index: &usize| *index >= closest;
    let mut kept: Vec<usize> = (0..=last).rev().step_by(every).filter(apart).collect();
    kept.push(0);
    kept.reverse();
    kept
}

/// Moves positions apart until neighbours are at least `min_gap` from each other, with the least
/// squared displacement and inside `bounds`; the order stays. Where the room is too small for
/// the gap, all gaps shrink alike.
pub fn spread(positions: &[f64], min_gap: f64, bounds: (f64, f64)) -> Vec<f64> {
    let (low, high) = (bounds.0, bounds.1.max(bounds.0));
    let spaces = positions.len().saturating_sub(1).max(1) as f64;
    let gap = min_gap.min((high - low) / spaces).max(0.0);
    let mut order: Vec<(usize, f64)> = positions
        .iter()
        .map(|position| if position.is_finite() { *position } else { low })
        .enumerate()
        .collect();
    order.sort_by(|left, right| left.1.total_cmp(&right.1));
    // Without the gaps the wanted order is "not falling": pool neighbours that break it.
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for (rank, (_, position)) in order.iter().enumerate() {
        let mut block = (position - rank as f64 * gap, 1_usize);
        while let Some((mean, count)) = blocks.pop_if(|(mean, _)| *mean > block.0) {
            let total = count + block.1;
            block = ((mean * count as f64 + block.0 * block.1 as f64) / total as f64, total);
        }
        blocks.push(block);
    }
    let top = high - (positions.len().saturating_sub(1)) as f64 * gap;
    let settled = blocks
        .into_iter()
        .flat_map(|(mean, count)| std::iter::repeat_n(mean.min(top).max(low), count));
    let mut moved: Vec<(usize, f64)> = order
        .iter()
        .zip(settled)
        .enumerate()
        .map(|(rank, ((index, _), base))| (*index, base + rank as f64 * gap))
        .collect();
    moved.sort_by_key(|(index, _)| *index);
    moved.into_iter().map(|(_, position)| position).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spread_moves_only_what_collides() {
        assert_eq!(spread(&[10.0, 50.0], 14.0, (0.0, 100.0)), [10.0, 50.0]);
        assert_eq!(spread(&[50.0, 50.0], 14.0, (0.0, 100.0)), [43.0, 57.0]);
        assert_eq!(spread(&[2.0, 3.0], 10.0, (0.0, 100.0)), [0.0, 10.0]);
        assert_eq!(spread(&[99.0, 98.0], 10.0, (0.0, 100.0)), [100.0, 90.0]);
        assert!(spread(&[], 10.0, (0.0, 100.0)).is_empty());
    }

    #[test]
    fn spread_shrinks_the_gap_when_the_room_is_small() {
        assert_eq!(spread(&[5.0, 5.0, 5.0], 10.0, (0.0, 10.0)), [0.0, 5.0, 10.0]);
        assert_eq!(spread(&[5.0, f64::NAN], 10.0, (4.0, 4.0)), [4.0, 4.0]);
    }

    #[test]
    fn spread_keeps_gap_bounds_and_order() {
        let crowd: Vec<f64> = (0..9).map(|index| f64::from(index * index % 7) * 9.0).collect();
        let moved = spread(&crowd, 12.0, (4.0, 120.0));
        let mut sorted = moved.clone();
        sorted.sort_by(f64::total_cmp);
        assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] >= 12.0 - 1e-9));
        assert!(sorted.iter().all(|position| (4.0..=120.0).contains(position)));
        for (left, right) in crowd.iter().zip(&moved).zip(crowd.iter().zip(&moved).skip(1)) {
            assert!(left.0 >= right.0 || left.1 < right.1);
        }
    }

    #[test]
    fn labels_are_thinned_from_the_end() {
        assert_eq!(label_indices(9, 35.0, 42.0), [0, 2, 4, 6, 8]);
        assert_eq!(label_indices(9, 60.0, 42.0), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(label_indices(8, 35.0, 42.0), [0, 3, 5, 7]);
        assert_eq!(label_indices(1, 35.0, 42.0), [0]);
        assert_eq!(label_indices(9, 20.0, 42.0), [0, 4, 8]);
        assert_eq!(label_indices(3, 1.0, 42.0), [2]);
        assert!(label_indices(0, 35.0, 42.0).is_empty());
    }

    #[test]
    fn long_names_are_shortened() {
        assert_eq!(shorten("Entry", 11.0, 200.0), "Entry");
        let short = shorten("Certified implementation partner", 11.0, 80.0);
        assert!(short.ends_with('…') && text_width(&short, 11.0) <= 80.0, "{short}");
        assert_eq!(shorten("Entry", 11.0, 0.0), "…");
    }
}
