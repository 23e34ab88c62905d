//! Two people changed the same field: both values side by side, and a choice for each.

use kernel::Lang;
use ledger::assets::rules::Clash;
use ledger::assets::{Asset, Values};
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::words::{self, Names};
use crate::ui::dates::Dates;
use crate::ui::{Choice, Field, Form, Head, Tone, layout};

/// Everything the page shows.
pub struct ConflictPage<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// How days are written.
    pub dates: Dates,
    /// The asset as it is stored now.
    pub asset: &'a Asset,
    /// The names behind ids.
    pub names: &'a Names,
    /// Where the two edits meet.
    pub clashes: &'a [Clash],
    /// Everything this edit wants.
    pub wanted: &'a Values,
    /// Everything as it is stored now.
    pub theirs: &'a Values,
}

/// The page's body. It is the edit form again, so that sending it goes the same way.
pub fn page(it: &ConflictPage<'_>) -> Markup {
    let lang = it.lang;
    let path = format!("/assets/{}", it.asset.id);
    let (title, name) = (t(lang, "assets.conflict.title"), words::full_title(lang, it.asset));
    let rest = it.wanted.iter().filter(|(field, _)| !it.clashes.iter().any(|clash| clash.field == **field));
    let form = Form::post(format!("{path}/edit"), t(lang, "assets.conflict.submit")).cancel(&path);
    let stored = |field: &str| it.theirs.get(field).map_or("", String::as_str).to_owned();
    html! {
        (layout::head(&Head::new(&title).back(&name, &path)))
        (layout::notice(Tone::Soon, &t(lang, "assets.conflict.lead"), &html! {
            p { (tr(lang, "assets.conflict.text", &[("count", &it.clashes.len().to_string())])) }
        }))
        (form.render(lang, &html! {
            input type="hidden" name="version" value=(it.asset.version);
            @for (field, value) in rest {
                input type="hidden" name=(field) value=(value);
                input type="hidden" name={ "base." (field) } value=(stored(field));
            }
            @for clash in it.clashes {
                input type="hidden" name={ "base." (clash.field) } value=(clash.theirs);
                (choice(it, clash))
            }
        }))
    }
}

fn choice(it: &ConflictPage<'_>, clash: &Clash) -> Markup {
    let lang = it.lang;
    let shown = |value: &str| {
        let words = it.names.shown(it.dates, &clash.field, value);
        if words.is_empty() { t(lang, "ui.change.empty").into_owned() } else { words }
    };
    let choices = vec![
        Choice::new(&clash.theirs, shown(&clash.theirs)).note(t(lang, "assets.conflict.theirs")),
        Choice::new(&clash.mine, shown(&clash.mine)).note(t(lang, "assets.conflict.mine")),
    ];
    let before = tr(lang, "assets.conflict.before", &[("value", &shown(&clash.base))]);
    Field::cards(&clash.field, words::field_label(lang, &clash.field), choices)
        .value(&clash.mine)
        .hint(before)
        .required()
        .render(lang)
}
