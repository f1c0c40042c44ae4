//! What of a screen can be arranged: parts that tell how they are shown, and can be told.

use leptos::prelude::*;
use std::collections::BTreeMap;

/// How a part is shown, as text; nothing where it is as usual.
type Read = Box<dyn Fn() -> Option<String>>;
type Write = Box<dyn Fn(Option<&str>)>;

struct Part {
    name: String,
    read: Read,
    write: Write,
}

/// The parts of a screen that are there; cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Arrangement {
    parts: StoredValue<Vec<Part>, LocalStorage>,
    /// For parts that are not there yet.
    wanted: StoredValue<BTreeMap<String, String>, LocalStorage>,
}

impl Arrangement {
    /// For the screen that asks, and for what is built within it.
    pub(crate) fn here() -> Self {
        let arrangement = Self {
            parts: StoredValue::new_local(Vec::new()),
            wanted: StoredValue::new_local(BTreeMap::new()),
        };
        provide_context(arrangement);
        arrangement
    }

    /// That of the screen around, where it has one.
    pub(crate) fn around() -> Option<Self> {
        use_context::<Self>()
    }

    /// Takes a part in for as long as it is there.
    pub(crate) fn part(
        self,
        name: &str,
        read: impl Fn() -> Option<String> + 'static,
        write: impl Fn(Option<&str>) + 'static,
    ) {
        let wanted = self.wanted.try_update_value(|wanted| wanted.remove(name)).flatten();
        if let Some(wanted) = wanted {
            write(Some(&wanted));
        }
        let name = name.to_owned();
        let part = Part { name: name.clone(), read: Box::new(read), write: Box::new(write) };
        self.parts.update_value(|parts| {
            parts.retain(|other| other.name != name);
            parts.push(part);
        });
        on_cleanup(move || {
            // The whole screen may be gone by now.
            let _gone =
                self.parts.try_update_value(|parts| parts.retain(|other| other.name != name));
        });
    }

    /// A part that is on or, as usual, off.
    pub(crate) fn switch(self, name: &str, on: RwSignal<bool>) {
        self.part(
            name,
            move || on.get_untracked().then(|| "yes".to_owned()),
            move |wanted| on.set(wanted.is_some()),
        );
    }

    /// How everything is shown.
    pub(crate) fn shown(self) -> BTreeMap<String, String> {
        self.parts.with_value(|parts| {
            let told = parts.iter().filter_map(|part| Some((part.name.clone(), (part.read)()?)));
            told.collect()
        })
    }

    /// Shows everything as it is told; parts that come later too.
    pub(crate) fn arrange(self, shown: &BTreeMap<String, String>) {
        self.wanted.set_value(shown.clone());
        self.parts.with_value(|parts| {
            for part in parts {
                (part.write)(shown.get(&part.name).map(String::as_str));
                self.wanted.update_value(|wanted| {
                    wanted.remove(&part.name);
                });
            }
        });
    }
}
