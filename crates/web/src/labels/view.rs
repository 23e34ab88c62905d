//! How the page of labels looks: the choices at the left, the first sheet at the right.

use kernel::Lang;
use leaflet::labels::FARTHEST;
use leaflet::labels::media::{self, Medium, Stock};
use maud::{Markup, PreEscaped, html};
use platform::locale::{t, tr};

use super::choice::Choice;
use crate::ui::button::{Button, button};
use crate::ui::form::Width;
use crate::ui::form_render::section;
use crate::ui::{self, Address, Field, Head, Icon, Tone, layout};

/// Everything the page shows.
pub struct LabelPage {
    /// The reader's language.
    pub lang: Lang,
    /// What was chosen.
    pub choice: Choice,
    /// How many assets get a label.
    pub count: usize,
    /// How many sheets it takes.
    pub sheets: usize,
    /// The first sheet as SVG; made by us from plain data, never by a reader.
    pub picture: String,
    /// The address that the codes lead to, if nobody has set one.
    pub base: Option<String>,
    /// The reader may set it.
    pub may_set_base: bool,
}

/// The page's body.
pub fn page(it: &LabelPage) -> Markup {
    let lang = it.lang;
    let (title, list, lead) = (t(lang, "labels.title"), t(lang, "assets.list.title"), t(lang, "labels.lead"));
    html! {
        (layout::head(&Head::new(&title).back(&list, &back(it)).lead(&lead)))
        @if let Some(base) = &it.base { (warning(it, base)) }
        div.label-page { (form(it)) (picture(it)) }
    }
}

/// Where the list stands that one came from.
fn back(it: &LabelPage) -> String {
    let filter = it.choice.which.iter().filter(|(name, _)| name != "id").cloned().collect();
    Address::of("/assets", filter).to_string()
}

fn warning(it: &LabelPage, base: &str) -> Markup {
    let lang = it.lang;
    layout::notice(
        Tone::Soon,
        &t(lang, "labels.no_base"),
        &html! {
            p { (tr(lang, "labels.no_base_text", &[("address", base)])) }
            @if it.may_set_base { p { a href="/settings/company" { (t(lang, "settings.calendar.set_base")) } } }
        },
    )
}

fn form(it: &LabelPage) -> Markup {
    let lang = it.lang;
    html! {
        form #label-form.form action="/labels" method="get" hx-get="/labels" hx-trigger="change" hx-target="#label-sheet"
            hx-select="#label-sheet" hx-swap="outerHTML" {
            @for (name, value) in &it.choice.which { input type="hidden" name=(name) value=(value); }
            (paper(it))
            (printed(it))
            (printer(it))
            div.form-acts {
                (button(&Button::new(t(lang, "labels.update"))))
            }
        }
    }
}

fn paper(it: &LabelPage) -> Markup {
    let (lang, plan) = (it.lang, it.choice.plan);
    let choices = media::ALL.iter().map(|stock| {
        ui::Choice::new(stock.key, stock_word(lang, stock)).group(t(lang, medium_key(stock.medium)))
    });
    section(
        &t(lang, "labels.paper"),
        None,
        &html! {
            (Field::select("stock", t(lang, "labels.stock"), choices.collect()).value(it.choice.stock.key).required().width(Width::Full).render(lang))
            @if it.choice.stock.faces() > 1 {
                (Field::number("first", t(lang, "labels.first")).value(plan.first).hint(t(lang, "labels.first_hint")).render(lang))
            }
            (Field::amount("copies", t(lang, "labels.copies"), t(lang, "labels.copies_unit")).value(plan.copies).render(lang))
        },
    )
}

fn printed(it: &LabelPage) -> Markup {
    let (lang, shown) = (it.lang, it.choice.shown);
    let lines = [
        ("name", "labels.show.name", shown.name),
        ("model", "labels.show.model", shown.model),
        ("place", "labels.show.place", shown.place),
        ("owner", "labels.show.owner", shown.owner),
    ];
    section(
        &t(lang, "labels.show"),
        Some(&t(lang, "labels.show_hint")),
        &html! {
            div.field.is-full { @for (word, key, on) in lines {
                label.check { input type="checkbox" name="show" value=(word) checked[on]; span { (t(lang, key)) } }
            } }
        },
    )
}

fn printer(it: &LabelPage) -> Markup {
    let (lang, plan) = (it.lang, it.choice.plan);
    let unit = t(lang, "labels.millimetres");
    html! {
        details.label-printer open[plan.marks || plan.offset != (0.0, 0.0)] {
            summary { (t(lang, "labels.printer")) }
            div.fields {
                (Field::amount("right", t(lang, "labels.right"), &*unit).value(plan.offset.0).render(lang))
                (Field::amount("down", t(lang, "labels.down"), &*unit).value(plan.offset.1).render(lang))
                p.hint { (tr(lang, "labels.offset_hint", &[("most", &FARTHEST.to_string())])) }
                (Field::check("marks", t(lang, "labels.marks")).value(plan.marks).render(lang))
            }
        }
    }
}

fn picture(it: &LabelPage) -> Markup {
    let lang = it.lang;
    let words = [("count", it.count.to_string()), ("sheets", it.sheets.to_string())];
    let words = [("count", words[0].1.as_str()), ("sheets", words[1].1.as_str())];
    let key = if it.choice.stock.faces() > 1 { "labels.summary" } else { "labels.summary_single" };
    html! {
        section #label-sheet.label-sheet aria-live="polite" {
            @if it.count == 0 { p { (t(lang, "labels.nothing")) } }
            @else {
                div.label-head {
                    p { strong { (tr(lang, key, &words)) } }
                    button.button.is-primary form="label-form" formaction="/labels/sheet" formmethod="post" {
                        (ui::icon(Icon::Print)) span { (t(lang, "labels.download")) }
                    }
                }
                p.hint { (t(lang, "labels.true_size")) }
                div.label-paper { (PreEscaped(&it.picture)) }
            }
        }
    }
}

/// A stock by its faces and its size: 「24面 66 × 33.9 mm」.
pub fn stock_word(lang: Lang, stock: &Stock) -> String {
    let (faces, wide, high) = (stock.faces().to_string(), stock.face.0.to_string(), stock.face.1.to_string());
    let size = [("faces", faces.as_str()), ("wide", wide.as_str()), ("high", high.as_str())];
    match stock.medium {
        Medium::Sheet => tr(lang, "labels.stock.sheet", &size),
        Medium::Roll => tr(lang, "labels.stock.roll", &size),
        Medium::Tape => tr(lang, "labels.stock.tape", &size),
    }
}

const fn medium_key(medium: Medium) -> &'static str {
    match medium {
        Medium::Sheet => "labels.medium.sheet",
        Medium::Roll => "labels.medium.roll",
        Medium::Tape => "labels.medium.tape",
    }
}
