//! A drawing as a file of its own: the finding above it, colours and font written out.
//!
//! What comes in is the SVG of [`super::to_svg`], whose colours and font are `var(--token)`.

use super::labels::text_width;
use super::pen::{STRONG, TEXT};
use std::fmt::Write as _;

/// Space around everything, in CSS pixels.
const MARGIN: f64 = 16.0;
/// From one line of text to the next.
const LEADING: f64 = 17.0;
/// The title is larger than a chart's strong labels by this factor.
const LARGE: f64 = 1.25;

/// A picture with its size in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The SVG text.
    pub svg: String,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// Puts title and subtitle above a drawing of a size and writes out every token by `value_of`.
pub fn standalone(
    drawing: &str,
    (width, height): (u32, u32),
    (title, subtitle): (&str, &str),
    value_of: impl Fn(&str) -> String,
) -> Picture {
    let (width, height) = (f64::from(width), f64::from(height));
    let mut head = String::new();
    let mut y = MARGIN;
    let lines = wrapped(title, STRONG * LARGE, width).into_iter().map(|line| (line, true));
    let lines = lines.chain(wrapped(subtitle, TEXT, width).into_iter().map(|line| (line, false)));
    for (line, strong) in lines {
        y += LEADING;
        let look = if strong {
            format!(r#"font-size="{}" font-weight="620" fill="var(--ink-1)""#, STRONG * LARGE)
        } else {
            format!(r#"font-size="{TEXT}" fill="var(--ink-2)""#)
        };
        // Writing to a String cannot fail.
        let _ = write!(
            head,
            r#"<text x="{MARGIN}" y="{:.1}" {look}>{}</text>"#,
            y - 4.0,
            escaped(&line)
        );
    }
    let whole = (width + 2.0 * MARGIN, y + height + 1.5 * MARGIN);
    let svg = format!(
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" "#,
            r#"font-family="var(--font-ui)">"#,
            r#"<rect width="{w}" height="{h}" fill="var(--bg-surface)"/>{head}"#,
            r#"<svg x="{x}" y="{y}" width="{iw}" height="{ih}"{drawing}</svg>"#
        ),
        w = whole.0,
        h = whole.1,
        head = head,
        x = MARGIN,
        y = y + MARGIN / 2.0,
        iw = width,
        ih = height,
        drawing = inner(drawing),
    );
    Picture { svg: written_out(&svg, value_of), width: whole.0, height: whole.1 }
}

/// The drawing from the attributes of its outermost tag on, without its size: that is given anew.
fn inner(drawing: &str) -> String {
    let after = drawing.strip_prefix("<svg").unwrap_or(drawing);
    let Some((attributes, rest)) = after.split_once('>') else { return ">".to_owned() + "</svg>" };
    let view = attributes.split_once("viewBox=\"").and_then(|(_, after)| after.split_once('"'));
    let view = view.map_or_else(String::new, |(view, _)| format!(r#" viewBox="{view}""#));
    format!("{view}>{rest}")
}

/// Words in lines that fit a width.
fn wrapped(text: &str, size: f64, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if text_width(line, size) + text_width(word, size) + size / 2.0 <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Every `var(--token)` by its value; quotes in it would end the attribute.
fn written_out(svg: &str, value_of: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some((before, after)) = rest.split_once("var(") {
        out.push_str(before);
        let (token, behind) = after.split_once(')').unwrap_or((after, ""));
        out.push_str(&value_of(token).trim().replace('"', "'"));
        rest = behind;
    }
    out.push_str(rest);
    out
}
