//! Files in and out: what a person picks or drops, and what is offered for download.

use tierlab_engine::Problem;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Name and size of a file, known before it is read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PickedFile {
    file: web_sys::File,
}

impl PickedFile {
    /// Its name.
    pub(crate) fn name(&self) -> String {
        self.file.name()
    }

    /// Its size in bytes.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a file size is a whole number, not negative"
    )]
    pub(crate) fn size(&self) -> u64 {
        self.file.size() as u64
    }

    /// Its bytes.
    ///
    /// # Errors
    /// When the browser cannot read it (moved, changed or not permitted).
    pub(crate) async fn bytes(self) -> Result<Vec<u8>, Problem> {
        let unreadable = || {
            Problem::new(
                self.name(),
                "The browser could not read this file.",
                "Check that it still exists and is not open in another program, then choose it again.",
            )
        };
        let buffer = JsFuture::from(self.file.array_buffer()).await.map_err(|_| unreadable())?;
        Ok(js_sys::Uint8Array::new(&buffer).to_vec())
    }
}

/// The first file of a file input's change event; the input is emptied, so that the same file can
/// be chosen again.
pub(crate) fn from_input(event: &web_sys::Event) -> Option<PickedFile> {
    all_from_input(event).into_iter().next()
}

/// All files of a file input's change event; the input is emptied.
pub(crate) fn all_from_input(event: &web_sys::Event) -> Vec<PickedFile> {
    let input = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
    let Some(input) = input else { return Vec::new() };
    let picked = input.files().map(|files| listed(&files)).unwrap_or_default();
    input.set_value("");
    picked
}

/// All files of a drop.
pub(crate) fn all_from_drop(event: &web_sys::DragEvent) -> Vec<PickedFile> {
    let files = event.data_transfer().and_then(|it| it.files());
    files.map(|files| listed(&files)).unwrap_or_default()
}

fn listed(files: &web_sys::FileList) -> Vec<PickedFile> {
    (0..files.length()).filter_map(|at| Some(PickedFile { file: files.get(at)? })).collect()
}

/// The text of a drop that is no file; empty when there is none.
pub(crate) fn text_from_drop(event: &web_sys::DragEvent) -> String {
    event.data_transfer().and_then(|it| it.get_data("text/plain").ok()).unwrap_or_default()
}

/// The first file of a drop.
pub(crate) fn from_drop(event: &web_sys::DragEvent) -> Option<PickedFile> {
    all_from_drop(event).into_iter().next()
}

/// Offers `text` as a file to download.
pub(crate) fn download(name: &str, mime: &str, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    if let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options) {
        offer(name, &blob);
    }
}

/// Offers `content` as a file to download.
pub(super) fn offer(name: &str, content: &web_sys::Blob) {
    let url = web_sys::Url::create_object_url_with_blob(content);
    let document = web_sys::window().and_then(|window| window.document());
    if let (Ok(url), Some(document)) = (url, document) {
        if let Some(anchor) = document
            .create_element("a")
            .ok()
            .and_then(|element| element.dyn_into::<web_sys::HtmlAnchorElement>().ok())
        {
            anchor.set_href(&url);
            anchor.set_download(name);
            anchor.click();
        }
        let _kept = web_sys::Url::revoke_object_url(&url);
    }
}

/// Copies `text` to the clipboard; whether it worked.
pub(crate) async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let navigator = window.navigator();
    // Without a secure context there is no clipboard object at all.
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into());
    if clipboard.is_ok_and(|clipboard| clipboard.is_undefined()) {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
