//! Gallery: every building block in its states, to be looked at and tried by keyboard.

use super::Banners;
use crate::charts::{SparkSeries, spark, to_svg};
use crate::widgets::{
    ChartPanel, Choice, Drawing, Glyph, Icon, Modal, NumberField, Reading, Readings, Stepper,
    TierBadge, missing,
};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(super) fn GalleryPage(banners: Banners) -> impl IntoView {
    view! {
        <main id="main" tabindex="-1" class="app__main">
            <div class="page stack gallery">
                {banners()}
                <div>
                    <h1>"Gallery"</h1>
                    <p class="muted">"Every building block in its states."</p>
                </div>
                <Buttons/>
                <Fields/>
                <Marks/>
                <Messages/>
                <Chart/>
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
    let open = RwSignal::new(false);
    let chosen = RwSignal::new(0_usize);
    let segment = move |at: usize, name: &'static str| {
        view! {
            <button
                type="button"
                aria-pressed=move || (chosen.get() == at).to_string()
                on:click=move |_| chosen.set(at)
            >
                {name}
            </button>
        }
    };
    view! {
        <Block name="Buttons and choices">
            <button type="button" class="btn btn--primary">"Primary"</button>
            <button type="button" class="btn">"Plain"</button>
            <button type="button" class="btn btn--quiet">"Quiet"</button>
            <button type="button" class="btn btn--small">"Small"</button>
            <button type="button" class="btn" disabled=true>"Disabled"</button>
            <button type="button" class="btn btn--icon" aria-label="Icon only">
                <Icon glyph=Glyph::Plus/>
            </button>
            <button type="button" class="link">"Like a link"</button>
            <span class="segmented" role="group" aria-label="Segmented control">
                {segment(0, "First")}
                {segment(1, "Second")}
            </span>
            <Choice
                label="Choice"
                help="One of several; the sentence of help stands beside the field."
                options=vec!["One".to_owned(), "Two".to_owned()]
                chosen=chosen
                disabled=false
                on_change=move |at| chosen.set(at)
            />
            <details class="menu-button">
                <summary class="btn btn--small">"Menu"</summary>
                <div class="menu-button__panel" role="group" aria-label="Menu">
                    <label class="check">
                        <input type="checkbox" aria-description="A mark that is set." checked=true/>
                        "Checked"
                    </label>
                    <label class="check">
                        <input type="checkbox" aria-description="A mark that cannot be changed." disabled=true/>
                        "Disabled"
                    </label>
                </div>
            </details>
            <button type="button" class="btn" on:click=move |_| open.set(true)>"Open a dialog"</button>
            <Modal open=open title="A dialog">
                <p>"Focus stays inside, Escape closes it, and the focus goes back."</p>
            </Modal>
        </Block>
    }
}

#[component]
fn Fields() -> impl IntoView {
    let value = RwSignal::new(64.0);
    let wrong = RwSignal::new(None::<String>);
    view! {
        <Block name="Fields">
            <span class="gallery__field">
                <NumberField
                    label="Number from 0 to 100"
                    help="Counts when typing rests; Escape brings the number before back."
                    value=value
                    least=0.0
                    most=100.0
                    disabled=false
                    spins=true
                    on_change=move |now| value.set(now)
                    on_done=|| {}
                    on_error=move |why| wrong.set(why)
                />
            </span>
            {move || wrong.get().map(|why| view! { <p class="field-error" role="alert">{why}</p> })}
            <span class="gallery__field">
                <NumberField
                    label="Number, disabled"
                    help="Cannot be changed now."
                    value=value
                    least=0.0
                    most=100.0
                    disabled=true
                    on_change=|_| {}
                    on_done=|| {}
                    on_error=|_| {}
                />
            </span>
            <Stepper
                name="Stepper".to_owned()
                help="Type it, or step it by one."
                value=value
                was="was 60".to_owned()
                changed=Signal::derive(move || value.get().to_bits() != 60_f64.to_bits())
                meaning="what it means".to_owned()
                least=0.0
                most=100.0
                disabled=false
                on_change=move |now| value.set(now)
                on_done=|| {}
            />
            <input class="input" aria-label="Text" aria-description="A short text." value="Text"/>
            <span class="search">
                <Icon glyph=Glyph::Search/>
                <input
                    class="input"
                    type="search"
                    aria-label="Search"
                    aria-description="Narrows a list while you type."
                    placeholder="Search"
                />
            </span>
        </Block>
    }
}

#[component]
fn Marks() -> impl IntoView {
    let tiers = ["Entry", "Growth", "Strategic", "Flagship"];
    let badges = tiers.into_iter().enumerate().map(|(index, name)| {
        view! { <TierBadge index=index of=4 name=name.to_owned()/> }
    });
    let line = to_svg(76, 22, |area, palette, frame| {
        let values = vec![3.0, 4.0, f64::NAN, 5.0, 4.5, 6.0];
        spark::draw(area, &SparkSeries { values }, palette, frame)
    });
    view! {
        <Block name="Marks">
            {badges.collect_view()}
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
            <p class="field-error">"Number: use a number from 0 to 100."</p>
            <div class="empty">
                <Icon glyph=Glyph::Search/>
                <strong>"Nothing here yet"</strong>
                <span>"And what to do about it."</span>
            </div>
            {missing()}
        </Block>
    }
}

/// A chart with everything a chart has.
#[component]
fn Chart() -> impl IntoView {
    let values = [3.0, 4.0, 4.5, 4.0, 6.0];
    let drawing = Drawing::Svg(Arc::new(move |width, height| {
        to_svg(width, height, |area, palette, frame| {
            spark::draw(area, &SparkSeries { values: values.to_vec() }, palette, frame)
        })
    }));
    let readings = Readings(Arc::new(move |width, _| {
        let step = f64::from(width) / (values.len() - 1) as f64;
        let reading = |(index, value): (usize, &f64)| {
            let lines = vec![("Value".to_owned(), format!("{value}"))];
            Reading::across(step * index as f64, format!("Quarter {}", index + 1), lines)
        };
        values.iter().enumerate().map(reading).collect()
    }));
    let row = |(index, value): (usize, f64)| {
        view! {
            <tr>
                <th scope="row">{format!("Quarter {}", index + 1)}</th>
                <td class="num">{value}</td>
            </tr>
        }
    };
    view! {
        <ChartPanel
            name="Example"
            title="The value doubled in five quarters"
            subtitle="A finding as its title; what is plotted below it."
            summary="A line from 3 to 6 over five quarters."
            height=120
            drawing=drawing
            readings=Signal::derive(move || readings.clone())
            table=ViewFn::from(move || {
                view! {
                    <table class="data-table">
                        <caption>"The value by quarter"</caption>
                        <thead>
                            <tr>
                                <th scope="col">"Quarter"</th>
                                <th scope="col" class="num">"Value"</th>
                            </tr>
                        </thead>
                        <tbody>{values.into_iter().enumerate().map(row).collect_view()}</tbody>
                    </table>
                }
            })
        />
    }
}
