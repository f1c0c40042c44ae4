//! The fragment of the address chooses the screen.

/// The screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Route {
    Start,
    Simulate,
    Partners,
    Program,
    Compare,
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
    /// A shared design: the text behind `s=`.
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
            Self::Partner => "/partner",
            Self::Import => "/import",
            Self::Help => "/help",
            Self::Gallery => "/gallery",
        }
    }
}

/// Reads a fragment without its `#`; an unknown one is the start screen.
pub(crate) fn parse(fragment: &str) -> Asked {
    if let Some(link) = fragment.strip_prefix("s=") {
        return Asked::Link(link.to_owned());
    }
    let routes = [
        Route::Simulate,
        Route::Partners,
        Route::Program,
        Route::Compare,
        Route::Partner,
        Route::Import,
        Route::Help,
        Route::Gallery,
    ];
    let found = routes.into_iter().find(|route| route.fragment() == fragment);
    Asked::Screen(found.unwrap_or(Route::Start))
}
