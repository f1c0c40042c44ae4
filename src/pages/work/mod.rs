//! One's own work: the saved scenarios on Start, the versions of the open one, and its steps.

mod row;
mod saved;
mod steps;
mod versions;

pub(super) use saved::SavedWork;
pub(super) use steps::StepList;
pub(super) use versions::{Deleted, VersionBack, VersionRow, VersionsBody};

use super::parts;
use crate::state::Workspace;
use crate::widgets::Modal;
use leptos::prelude::*;

/// The dialog with the versions of the open scenario.
#[component]
pub(crate) fn VersionsDialog() -> impl IntoView {
    let workspace = Workspace::here();
    view! {
        <Modal open=workspace.work().versioning title="Versions of this scenario">
            {parts::versions_body()}
        </Modal>
    }
}
