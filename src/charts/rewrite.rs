//! From plotters' SVG text to the page's: CSS pixels, tokens, one path per kind of line.
//!
//! The input is plotters' own output, so its shape is known: a tag per mark, attributes in double
//! quotes, text and attribute values escaped. Anything unexpected is dropped, never copied.

use std::fmt::Write;

use plotters::style::RGBColor;

use super::palette::Role;
use super::pen::{HALO_FAMILY, SCALE};

/// Height of the middle of figures and capitals above the baseline, in units of the font size.
const MIDDLE: f64 = 0.36;

/// What stands in the output for a colour.
#[derive(Clone, Copy)]
pub(super) enum Colours {
    /// `var(--token)` of the role whose sentinel it is.
    Tokens,
    /// The colour itself; halos take the ground's.
    Fixed {
        /// Colour behind the drawing.
        ground: RGBColor,
    },
}

impl Colours {
    /// The output for a colour as plotters writes it, `#RRGGBB` in any case.
    fn paint(self, value: &str) -> String {
        match self {
            Self::Tokens => role_of(value)
                .map_or_else(|| value.to_owned(), |role| format!("var({})", role.token())),
            Self::Fixed { .. } => value.to_owned(),
        }
    }

    fn ground(self) -> String {
        match self {
            Self::Tokens => format!("var({})", Role::Surface.token()),
            Self::Fixed { ground: RGBColor(red, green, blue) } => {
                format!("#{red:02X}{green:02X}{blue:02X}")
            }
        }
    }

    /// Class of the stylesheet that gives a label the same look, so that a rule for all labels of
    /// a chart does not take it away.
    fn text_class(value: &str, strong: bool) -> Option<&'static str> {
        match (role_of(value)?, strong) {
            (Role::Ink1, true) => Some("t-strong"),
            (Role::Ink3, false) => Some("t-faint"),
            (Role::SeriesAlt, true) => Some("t-alt"),
            (Role::Surface, _) => Some("t-on"),
            _ => None,
        }
    }
}

fn role_of(value: &str) -> Option<Role> {
    let part = |range| u8::from_str_radix(value.strip_prefix('#')?.get(range)?, 16).ok();
    Role::of_sentinel(part(0..2)?, part(2..4)?, part(4..6)?)
}

/// One tag of the input.
struct Tag<'a> {
    name: &'a str,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    fn get(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        while let Some((key, after)) = rest.split_once("=\"") {
            let (value, next) = after.split_once('"')?;
            if key.trim() == name {
                return Some(value);
            }
            rest = next;
        }
        None
    }

    /// A length in CSS pixels.
    fn length(&self, name: &str) -> f64 {
        self.get(name).and_then(|value| value.parse::<f64>().ok()).unwrap_or(0.0) / SCALE
    }

    /// The points of a polyline or polygon in CSS pixels.
    fn points(&self) -> Vec<(f64, f64)> {
        let pair = |pair: &str| {
            let (x, y) = pair.split_once(',')?;
            Some((x.parse::<f64>().ok()? / SCALE, y.parse::<f64>().ok()? / SCALE))
        };
        self.get("points").unwrap_or("").split_whitespace().filter_map(pair).collect()
    }
}

/// A number with at most one decimal.
fn short(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded == 0.0 { "0".to_owned() } else { format!("{rounded}") }
}

/// The output so far, and the line that the next mark may continue.
struct Writer {
    out: String,
    colours: Colours,
    open_line: Option<(String, String)>,
}

impl Writer {
    fn push(&mut self, arguments: std::fmt::Arguments<'_>) {
        self.end_line();
        // Writing to a String cannot fail.
        let _ = self.out.write_fmt(arguments);
    }

    fn end_line(&mut self) {
        if let Some((_, path)) = self.open_line.take() {
            self.out.push_str(&path);
            self.out.push_str("\"/>");
        }
    }

    fn line(&mut self, tag: &Tag<'_>) {
        let paint = self.colours.paint(tag.get("stroke").unwrap_or("none"));
        let width = short(tag.length("stroke-width"));
        let look = format!("<path fill=\"none\" stroke=\"{paint}\" stroke-width=\"{width}\" d=\"");
        if self.open_line.as_ref().is_none_or(|(known, _)| *known != look) {
            self.end_line();
            self.open_line = Some((look.clone(), look));
        }
        if let Some((_, path)) = &mut self.open_line {
            for (index, (x, y)) in tag.points().into_iter().enumerate() {
                let step = if index == 0 { 'M' } else { 'L' };
                let _ = write!(path, "{step}{} {}", short(x), short(y));
            }
        }
    }

    fn shape(&mut self, tag: &Tag<'_>) {
        let fill = self.colours.paint(tag.get("fill").unwrap_or("none"));
        match tag.name {
            "rect" => {
                let [x, y, wide, high] =
                    ["x", "y", "width", "height"].map(|name| short(tag.length(name)));
                self.push(format_args!(
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\" fill=\"{fill}\"/>"
                ));
            }
            "circle" => {
                let [x, y, radius] = ["cx", "cy", "r"].map(|name| short(tag.length(name)));
                let edge = match tag.get("stroke") {
                    None | Some("none") => String::new(),
                    Some(stroke) => format!(
                        " stroke=\"{}\" stroke-width=\"{}\"",
                        self.colours.paint(stroke),
                        short(tag.length("stroke-width"))
                    ),
                };
                self.push(format_args!(
                    "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\"{edge}/>"
                ));
            }
            "polygon" => {
                let points: Vec<String> = tag
                    .points()
                    .iter()
                    .map(|(x, y)| format!("{},{}", short(*x), short(*y)))
                    .collect();
                let points = points.join(" ");
                self.push(format_args!("<polygon points=\"{points}\" fill=\"{fill}\"/>"));
            }
            _ => {}
        }
    }

    fn text(&mut self, tag: &Tag<'_>, content: &str) {
        let (fill, size) = (tag.get("fill").unwrap_or("none"), tag.length("font-size"));
        let strong = tag.get("font-weight").is_some();
        let halo = tag.get("font-family") == Some(HALO_FAMILY);
        let classes = [Colours::text_class(fill, strong), halo.then_some("halo")];
        let classes: Vec<&str> = classes.into_iter().flatten().collect();
        let mut more = String::new();
        if !classes.is_empty() {
            let _ = write!(more, " class=\"{}\"", classes.join(" "));
        }
        if let Some(anchor @ ("middle" | "end")) = tag.get("text-anchor") {
            let _ = write!(more, " text-anchor=\"{anchor}\"");
        }
        if strong {
            more.push_str(" font-weight=\"620\"");
        }
        if halo {
            let ground = self.colours.ground();
            let _ = write!(more, " paint-order=\"stroke\" stroke=\"{ground}\" stroke-width=\"3\"");
        }
        let (x, y) = (short(tag.length("x")), short(tag.length("y") + MIDDLE * size));
        let (size, fill) = (short(size), self.colours.paint(fill));
        let content = content.trim_matches('\n');
        self.push(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{fill}\"{more}>{content}</text>"
        ));
    }
}

/// Turns plotters' text into the page's. An input without marks gives an empty SVG of the size.
pub(super) fn rewrite(
    raw: &str,
    (width, height): (u32, u32),
    colours: Colours,
    family: &str,
) -> String {
    let mut writer = Writer { out: String::with_capacity(raw.len()), colours, open_line: None };
    let family = family.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    writer.push(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" role=\"presentation\" aria-hidden=\"true\" \
         focusable=\"false\" font-family=\"{family}\" stroke-linejoin=\"round\">"
    ));
    for piece in raw.split('<').skip(1) {
        let Some((head, content)) = piece.split_once('>') else { continue };
        let (name, attributes) = head.split_once(' ').unwrap_or((head, ""));
        let tag = Tag { name, attributes };
        match name {
            "polyline" => writer.line(&tag),
            "text" => writer.text(&tag, content),
            _ => writer.shape(&tag),
        }
    }
    writer.push(format_args!("</svg>"));
    writer.out
}
