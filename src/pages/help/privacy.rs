//! What is kept where, what leaves the browser (nothing), and whose work Tierlab is made of.

use leptos::prelude::*;

const KEPT: [&str; 4] = [
    "Nothing you open leaves this browser: there is no server, no account and no tracking, and the page's own policy \
     forbids every request but for Tierlab's files.",
    "Your work is kept in this browser's storage, unencrypted. Who can use this browser profile can open it: on a \
     shared computer use a private window, or delete your scenarios on the start screen when you are done.",
    "A link or a file holds what its list says before you send it. Whoever has it can keep a copy.",
    "After a few seconds all of Tierlab is kept for use without a connection. It can be installed like an app from \
     the browser's menu.",
];

#[component]
pub(super) fn Privacy() -> impl IntoView {
    let items = KEPT.iter().map(|sentence| view! { <li>{*sentence}</li> });
    view! {
        <section class="panel" aria-labelledby="privacy">
            <h2 id="privacy">"Privacy, and use without a connection"</h2>
            <ul class="help__list">{items.collect_view()}</ul>
            <p>
                <a href="./licences.txt" target="_blank">
                    "Works of others that Tierlab is made of, with their licences"
                </a>
            </p>
        </section>
    }
}
