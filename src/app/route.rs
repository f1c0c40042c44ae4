//! The fragment of the address chooses the screen.

/// The screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Route {
    Start,
    Simulate,
    Partners,
    Program,
    Compare,
    Report,
    Workshop,
    Partner,
    Import,
    Help,
    Gallery,
}

/// What a fragment asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Asked {
    /// A screen.
    Screen(Route),
    /// A shared design: the text with `s=` in it.
    Link(String),
}

impl Route {
    /// Its fragment.
    pub(crate) fn fragment(self) -> &'static str {
        match self {
            Self::Start => "/",
            Self::Simulate => "/simulate",
            Self::Partners => "/partners",
            Self::Program => "/program",
            Self::Compare => "/compare",
            Self::Report => "/report",
            Self::Workshop => "/workshop",
            Self::Partner => "/partner",
            Self::Import => "/import",
            Self::Help => "/help",
            Self::Gallery => "/gallery",
        }
    }
}

/// Whether a fragment carries a shared design, also behind what a chat has put before it.
fn is_link(fragment: &str) -> bool {
    let begins = |part: &str| {
        let rest = part.strip_prefix("s=").or_else(|| part.strip_prefix("S="));
        rest.is_some_and(|rest| !rest.is_empty())
    };
    fragment.split(['&', '?', '#']).any(begins)
}

/// Reads a fragment without its `#`; an unknown one is the start screen.
pub(crate) fn parse(fragment: &str) -> Asked {
    if is_link(fragment) {
        return Asked::Link(fragment.to_owned());
    }
    let routes = [
        Route::Simulate,
        Route::Partners,
        Route::Program,
        Route::Compare,
        Route::Report,
        Route::Workshop,
        Route::Partner,
        Route::Import,
        Route::Help,
        Route::Gallery,
    ];
    let found = routes.into_iter().find(|route| route.fragment() == fragment);
    Asked::Screen(found.unwrap_or(Route::Start))
}
