//! Pictures: an SVG text painted to pixels, and pictures that leave the page.

use super::files::offer;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Pixels per CSS pixel: sharp on slides.
const DENSITY: f64 = 2.0;

/// The value of a token, such as `--ink-1`, on this page now.
pub(crate) fn token(name: &str) -> String {
    let style = web_sys::window().and_then(|window| {
        let root = window.document()?.document_element()?;
        window.get_computed_style(&root).ok().flatten()
    });
    style.and_then(|style| style.get_property_value(name).ok()).unwrap_or_default()
}

/// An SVG that stands by itself, as PNG; `None` when the browser cannot paint it.
pub(crate) async fn png(svg: &str, (width, height): (f64, f64)) -> Option<web_sys::Blob> {
    let url =
        svg_blob(svg).and_then(|blob| web_sys::Url::create_object_url_with_blob(&blob).ok())?;
    let painted = paint(&url, (width, height)).await;
    let _kept = web_sys::Url::revoke_object_url(&url);
    painted
}

/// Offers an SVG that stands by itself as a file.
pub(crate) fn download_svg(name: &str, svg: &str) {
    if let Some(blob) = svg_blob(svg) {
        offer(name, &blob);
    }
}

/// Offers a picture as a file.
pub(crate) fn download(name: &str, picture: &web_sys::Blob) {
    offer(name, picture);
}

/// Copies a picture; whether it worked. Browsers without such a clipboard say no.
pub(crate) async fn copy(picture: &web_sys::Blob) -> bool {
    copy_as_item(picture).await.is_some()
}

async fn copy_as_item(picture: &web_sys::Blob) -> Option<()> {
    let window = web_sys::window()?;
    let make: js_sys::Function =
        js_sys::Reflect::get(&window, &"ClipboardItem".into()).ok()?.dyn_into().ok()?;
    let kinds = js_sys::Object::new();
    js_sys::Reflect::set(&kinds, &picture.type_().into(), picture).ok()?;
    let item = js_sys::Reflect::construct(&make, &js_sys::Array::of1(&kinds)).ok()?;
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into()).ok()?;
    let write: js_sys::Function =
        js_sys::Reflect::get(&clipboard, &"write".into()).ok()?.dyn_into().ok()?;
    let done = write.call1(&clipboard, &js_sys::Array::of1(&item)).ok()?;
    JsFuture::from(done.dyn_into::<js_sys::Promise>().ok()?).await.ok().map(|_| ())
}

fn svg_blob(svg: &str) -> Option<web_sys::Blob> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("image/svg+xml;charset=utf-8");
    let parts = js_sys::Array::of1(&svg.into());
    web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).ok()
}

async fn paint(url: &str, (width, height): (f64, f64)) -> Option<web_sys::Blob> {
    let image = web_sys::HtmlImageElement::new().ok()?;
    image.set_src(url);
    JsFuture::from(image.decode()).await.ok()?;
    let document = web_sys::window()?.document()?;
    let canvas: web_sys::HtmlCanvasElement =
        document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(pixels(width));
    canvas.set_height(pixels(height));
    let context: web_sys::CanvasRenderingContext2d =
        canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context
        .draw_image_with_html_image_element_and_dw_and_dh(
            &image,
            0.0,
            0.0,
            f64::from(canvas.width()),
            f64::from(canvas.height()),
        )
        .ok()?;
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let told = Closure::once_into_js(move |blob: JsValue| {
            let _unheard = resolve.call1(&JsValue::NULL, &blob);
        });
        if canvas.to_blob(told.unchecked_ref()).is_err() {
            let _unheard =
                told.unchecked_ref::<js_sys::Function>().call1(&JsValue::NULL, &JsValue::NULL);
        }
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size on a screen, not negative"
)]
fn pixels(length: f64) -> u32 {
    (length * DENSITY).round() as u32
}
