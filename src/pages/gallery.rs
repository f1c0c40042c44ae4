//! Gallery: every widget in its states, and what stands beside them, to be looked at and tried by keyboard.

use super::Banners;
use crate::charts::{SparkSeries, spark, to_svg};
use crate::format::capital;
use crate::widgets::{ENTRIES, Glyph, Icon, missing};
use leptos::prelude::*;

#[component]
pub(super) fn GalleryPage(banners: Banners) -> impl IntoView {
    let entry = |(name, shown): (&'static str, fn() -> AnyView)| {
        let title = capital(&name.replace('_', " "));
        view! {
            <section class="panel" aria-label=title.clone() id=format!("gallery-{name}")>
                <h2>{title.clone()}</h2>
                <div class="cluster gallery__row">{shown()}</div>
            </section>
        }
    };
    view! {
        <main id="main" tabindex="-1" class="app__main">
            <div class="page stack gallery">
                {banners()}
                <div>
                    <h1>"Gallery"</h1>
                    <p class="muted">"Every building block in its states."</p>
                </div>
                <Buttons/>
                {ENTRIES.map(entry).collect_view()}
                <Marks/>
                <Messages/>
            </div>
        </main>
    }
}

#[component]
fn Block(name: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="panel" aria-label=name>
            <h2>{name}</h2>
            <div class="cluster gallery__row">{children()}</div>
        </section>
    }
}

#[component]
fn Buttons() -> impl IntoView {
    view! {
        <Block name="Buttons">
            <button type="button" class="btn btn--primary">"Primary"</button>
            <button type="button" class="btn">"Plain"</button>
            <button type="button" class="btn btn--quiet">"Quiet"</button>
            <button type="button" class="btn btn--small">"Small"</button>
            <button type="button" class="btn" disabled=true>"Disabled"</button>
            <button type="button" class="btn btn--icon" aria-label="Icon only">
                <Icon glyph=Glyph::Plus/>
            </button>
            <button type="button" class="link">"Like a link"</button>
        </Block>
    }
}

#[component]
fn Marks() -> impl IntoView {
    let line = to_svg(76, 22, |area, palette, frame| {
        let values = vec![3.0, 4.0, f64::NAN, 5.0, 4.5, 6.0];
        spark::draw(area, &SparkSeries { values }, palette, frame)
    });
    view! {
        <Block name="Marks">
            <span class="tag">"tag"</span>
            <span class="tag tag--warn">"warning"</span>
            <span class="tag tag--accent">"changed"</span>
            <span class="tag tag--up">"up"</span>
            <span class="tag tag--down">"down"</span>
            <span class="spark" inner_html=line></span>
            <span class="meter gallery__meter" role="img" aria-label="Meter, 62 %">
                <span class="meter__bar"><span class="meter__fill" style:width="62%"></span></span>
            </span>
            <progress max="10" value="4" aria-label="Progress, 4 of 10"></progress>
        </Block>
    }
}

#[component]
fn Messages() -> impl IntoView {
    view! {
        <Block name="Messages">
            <p class="note note--info">"Good to know."</p>
            <div class="banner banner--warn">
                <Icon glyph=Glyph::Warning/>
                <p>"What happened, where, and what to do."</p>
            </div>
            <div class="empty">
                <Icon glyph=Glyph::Search/>
                <strong>"Nothing here yet"</strong>
                <span>"And what to do about it."</span>
            </div>
            {missing()}
        </Block>
    }
}
