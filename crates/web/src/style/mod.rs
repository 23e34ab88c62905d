//! The style page: every part in every state, in both languages; the yardstick for new pages and for screenshots.

pub mod charts;
pub mod forms;
pub mod parts;
pub mod samples;
pub mod tables;

use kernel::{Lang, Right};
use maud::{Markup, html};

use crate::door::{Access, Routes, Visit};
use crate::ui::{self, AccountBadge, Frame, Head, Theme, frame, layout};

/// The URL of the style page.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/style", Access::Needs(Right::SeeSystemState), async |visit: Visit| {
        axum::response::Html(page(visit.lang, visit.theme).into_string())
    })
}

/// The whole style page.
pub fn page(lang: Lang, theme: Theme) -> Markup {
    let title = pick(lang, "見た目の見本", "Style page");
    let lead = pick(
        lang,
        "ページを作る部品を、起こりうる状態ごとに並べています。",
        "The parts that pages are made of, in every state they can be in.",
    );
    let frame = Frame { demo: true, path: "/style".to_owned(), ..sample_frame(lang, theme, title, None) };
    let body = html! {
        (layout::head(&Head::new(title).lead(lead)))
        (contents(lang))
        (parts::render(lang))
        (tables::render(lang))
        (forms::render(lang))
        (charts::render(lang))
    };
    frame::page(&frame, &body)
}

/// A frame with the sample company's admin logged in.
pub fn sample_frame(lang: Lang, theme: Theme, title: &str, room: Option<ui::Room>) -> Frame {
    Frame {
        theme,
        room,
        company: Some(pick(lang, "みどり製作所", "Midori Works").to_owned()),
        account: Some(AccountBadge {
            name: pick(lang, "早川 里奈", "Rina Hayakawa").to_owned(),
            role: pick(lang, "情シス担当", "IT admin").to_owned(),
        }),
        ..Frame::new(lang, title)
    }
}

/// A sample sentence in the reader's language. Only samples carry their words in the code.
pub fn pick<'a>(lang: Lang, ja: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// A section of the style page.
pub(crate) fn section(id: &str, title: &str, body: &Markup) -> Markup {
    html! { section.style-section id=(id) { h2 { (title) } (body) } }
}

const SECTIONS: [(&str, &str, &str); 9] = [
    ("colours", "色と文字", "Colours and type"),
    ("buttons", "ボタンとダイアログ", "Buttons and dialogs"),
    ("states", "状態", "States"),
    ("messages", "お知らせ", "Messages"),
    ("pieces", "事実と経過", "Facts and history"),
    ("tables", "表", "Tables"),
    ("forms", "入力", "Forms"),
    ("charts", "図", "Charts"),
    ("icons", "アイコン", "Icons"),
];

fn contents(lang: Lang) -> Markup {
    html! {
        nav.style-contents aria-label=(pick(lang, "このページの目次", "On this page")) {
            ul { @for (id, ja, en) in SECTIONS { li { a href={ "#" (id) } { (pick(lang, ja, en)) } } } }
        }
    }
}

/// The heading of a section by its id.
pub(crate) fn heading(lang: Lang, id: &str) -> &'static str {
    SECTIONS.iter().find(|(own, ..)| *own == id).map_or("", |(_, ja, en)| pick(lang, ja, en))
}

#[cfg(test)]
mod tests {
    use super::{page, samples};
    use crate::ui::Theme;
    use kernel::Lang;

    #[test]
    fn every_sample_page_keeps_the_content_security_policy() {
        for lang in [Lang::Ja, Lang::En] {
            let mut pages = samples::all(lang, Theme::Auto);
            pages.push(("style", page(lang, Theme::Auto)));
            for (name, markup) in pages {
                let html = markup.into_string();
                assert!(!html.contains(" style="), "{name} has an inline style");
                assert!(!html.contains(" onclick="), "{name} has an inline script");
                assert!(!html.contains(">ui."), "{name} shows a key instead of its sentence");
                assert!(!html.contains("??"), "{name} has an unfilled sentence");
            }
        }
    }

    #[test]
    fn no_id_is_given_twice_on_a_page() {
        let mut pages = samples::all(Lang::Ja, Theme::Auto);
        pages.push(("style", page(Lang::Ja, Theme::Auto)));
        for (name, markup) in pages {
            let html = markup.into_string();
            let mut ids: Vec<&str> =
                html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            let count = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(count, ids.len(), "{name} gives an id twice");
        }
    }
}
