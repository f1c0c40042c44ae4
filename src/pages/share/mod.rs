//! Share: what to send, exactly what leaves with it, how long the link is; and the passphrase of one that comes.

mod choices;
mod foot;
mod link_box;
mod making;
mod manifest;
mod qr;
mod unlock;

use super::parts;
use crate::state::Workspace;
use crate::widgets::Modal;
use choices::Choices;
use foot::Foot;
use leptos::prelude::*;
use link_box::LinkBox;
use making::Making;
use manifest::Manifest;
pub(super) use unlock::UnlockBody;
pub(crate) use unlock::UnlockDialog;

#[component]
pub(crate) fn ShareDialog() -> impl IntoView {
    let workspace = Workspace::here();
    view! {
        <Modal open=workspace.linking().sharing title="Share this design">
            {parts::share_body()}
        </Modal>
    }
}

#[component]
pub(super) fn ShareBody() -> impl IntoView {
    let making = Making::of_open(Workspace::here());
    move || {
        making.get().map(|making| {
            view! {
                <div class="dialog__body share-grid">
                    <Choices making=making/>
                    <div class="stack">
                        <Manifest making=making/>
                        <LinkBox making=making/>
                        <p class="note">
                            <strong>"Whoever has the link can open it, and it cannot be called back. "</strong>
                            "Lock it with a passphrase if that matters."
                        </p>
                    </div>
                </div>
                <Foot making=making/>
            }
        })
    }
}
