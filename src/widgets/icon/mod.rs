//! Line icons on a 16 × 16 grid; decoration beside a text or a name, never alone.

pub(super) mod gallery;

use leptos::prelude::*;

/// The icons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Glyph {
    Simulate,
    Partners,
    Program,
    Compare,
    Workshop,
    Undo,
    Redo,
    Share,
    Screen,
    Theme,
    Table,
    Chart,
    Close,
    Download,
    Upload,
    File,
    Lock,
    Warning,
    Check,
    Circle,
    Cross,
    Search,
    Plus,
    Help,
    More,
}

impl Glyph {
    /// All of them.
    pub(crate) const ALL: [Self; 25] = [
        Self::Simulate,
        Self::Partners,
        Self::Program,
        Self::Compare,
        Self::Workshop,
        Self::Undo,
        Self::Redo,
        Self::Share,
        Self::Screen,
        Self::Theme,
        Self::Table,
        Self::Chart,
        Self::Close,
        Self::Download,
        Self::Upload,
        Self::File,
        Self::Lock,
        Self::Warning,
        Self::Check,
        Self::Circle,
        Self::Cross,
        Self::Search,
        Self::Plus,
        Self::Help,
        Self::More,
    ];

    /// Marks of the icon: our own constants, never data.
    fn marks(self) -> &'static str {
        match self {
            Self::More => {
                r#"<circle cx="3" cy="8" r="1"/><circle cx="8" cy="8" r="1"/><circle cx="13" cy="8" r="1"/>"#
            }
            Self::Simulate => r#"<path d="M2 13h12M3 13V9M6.3 13V5M9.6 13V7M13 13V3"/>"#,
            Self::Partners => {
                r#"<circle cx="6" cy="5.5" r="2.5"/><path d="M1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M11 3.3a2.5 2.5 0 0 1 0 4.6M12 9.8c1.6.5 2.6 1.8 2.6 3.7"/>"#
            }
            Self::Program => r#"<path d="M2 13.5h12M2.5 10.5h3v3M5.5 7.5h4v6M9.5 4h4v9.5"/>"#,
            Self::Compare => r#"<path d="M5 2.5v11M11 2.5v11M2 5l3-2.5L8 5M8 11l3 2.5 3-2.5"/>"#,
            Self::Workshop => {
                r#"<circle cx="4" cy="4.5" r="2"/><circle cx="12" cy="4.5" r="2"/><circle cx="8" cy="11.5" r="2"/><path d="M6 4.5h4M5 6.3l2 3.4M11 6.3 9 9.7"/>"#
            }
            Self::Undo => r#"<path d="M5.5 3 2.5 6l3 3"/><path d="M2.5 6H9a4 4 0 0 1 0 8H6"/>"#,
            Self::Redo => r#"<path d="m10.5 3 3 3-3 3"/><path d="M13.5 6H7a4 4 0 0 0 0 8h3"/>"#,
            Self::Share => {
                r#"<path d="M6.5 9.5a2.8 2.8 0 0 0 4 0l2.3-2.3a2.8 2.8 0 0 0-4-4L8 4M9.5 6.5a2.8 2.8 0 0 0-4 0L3.2 8.8a2.8 2.8 0 0 0 4 4L8 12"/>"#
            }
            Self::Screen => r#"<path d="M1.8 3h12.4v8H1.8zM8 11v2.5M5 13.5h6"/>"#,
            Self::Theme => {
                r#"<circle cx="8" cy="8" r="5.5"/><path d="M8 2.5v11a5.5 5.5 0 0 0 0-11z" fill="currentColor"/>"#
            }
            Self::Table => r#"<path d="M2 3h12v10H2zM2 6.5h12M2 10h12M6.5 3v10"/>"#,
            Self::Chart => r#"<path d="M2 2.5v11h12M4.5 10.5l3-3.5 2.5 2 3.5-4.5"/>"#,
            Self::Close => r#"<path d="m4 4 8 8M12 4l-8 8"/>"#,
            Self::Download => r#"<path d="M8 2v8M4.8 7 8 10.2 11.2 7M2.5 13.5h11"/>"#,
            Self::Upload => r#"<path d="M8 10.5v-8M4.8 5.5 8 2.3l3.2 3.2M2.5 13.5h11"/>"#,
            Self::File => {
                r#"<path d="M4 1.8h5.5L12.5 5v9.2H4z"/><path d="M9.5 1.8V5h3M8 12V7.5M6.2 9.2 8 7.4l1.8 1.8"/>"#
            }
            Self::Lock => r#"<path d="M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>"#,
            Self::Warning => r#"<path d="M8 2 14.5 13.5h-13zM8 6.5v3.2M8 11.6v.1"/>"#,
            Self::Check => r#"<circle cx="8" cy="8" r="6"/><path d="m5.4 8.2 1.8 1.8 3.4-3.6"/>"#,
            Self::Circle => r#"<circle cx="8" cy="8" r="6"/>"#,
            Self::Cross => {
                r#"<circle cx="8" cy="8" r="6.2"/><path d="m5.8 5.8 4.4 4.4M10.2 5.8l-4.4 4.4"/>"#
            }
            Self::Help => {
                r#"<circle cx="8" cy="8" r="6"/><path d="M6.3 6.3a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.9.7-.9 1.3M8 11.3v.1"/>"#
            }
            Self::Plus => r#"<path d="M8 3v10M3 8h10"/>"#,
            Self::Search => r#"<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3.5 3.5"/>"#,
        }
    }
}

/// One icon in the colour of its text.
#[component]
pub(crate) fn Icon(glyph: Glyph) -> impl IntoView {
    view! {
        <svg
            viewBox="0 0 16 16"
            fill="none"
            stroke="currentColor"
            stroke-width="1.5"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            inner_html=glyph.marks()
        ></svg>
    }
}
