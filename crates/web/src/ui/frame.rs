//! The frame around every page: rooms on the left, search and account on top, the page in the middle.

use kernel::Lang;
use maud::{DOCTYPE, Markup, html};
use platform::locale::{t, tr};

use super::frame_menu;
use super::icons::{Icon, charm, icon};
use super::{palette, toast};
use crate::embed;

/// Light, dark, or as the device says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device says.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// The word in the `data-theme` attribute and in the form field `theme`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads [`Theme::key`]; anything else is `Auto`.
    pub fn from_key(key: &str) -> Self {
        match key {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Auto,
        }
    }
}

/// The rooms in the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// 今日
    Today,
    /// 台帳
    Ledger,
    /// 期限
    Deadlines,
    /// 費用
    Costs,
    /// 取り込み
    Intake,
    /// 人と場所
    People,
    /// 記録
    Journal,
    /// 設定
    Settings,
}

impl Room {
    /// All rooms in the order of the bar.
    pub const ALL: [Self; 8] = [
        Self::Today,
        Self::Ledger,
        Self::Deadlines,
        Self::Costs,
        Self::Intake,
        Self::People,
        Self::Journal,
        Self::Settings,
    ];

    /// Where the room is.
    pub const fn href(self) -> &'static str {
        match self {
            Self::Today => "/",
            Self::Ledger => "/assets",
            Self::Deadlines => "/deadlines",
            Self::Costs => "/costs",
            Self::Intake => "/imports",
            Self::People => "/people",
            Self::Journal => "/journal",
            Self::Settings => "/settings",
        }
    }

    /// The key of its name.
    pub const fn name_key(self) -> &'static str {
        match self {
            Self::Today => "ui.room.today",
            Self::Ledger => "ui.room.ledger",
            Self::Deadlines => "ui.room.deadlines",
            Self::Costs => "ui.room.costs",
            Self::Intake => "ui.room.intake",
            Self::People => "ui.room.people",
            Self::Journal => "ui.room.journal",
            Self::Settings => "ui.room.settings",
        }
    }

    /// Its picture.
    pub const fn icon(self) -> Icon {
        match self {
            Self::Today => Icon::Today,
            Self::Ledger => Icon::Ledger,
            Self::Deadlines => Icon::Deadlines,
            Self::Costs => Icon::Money,
            Self::Intake => Icon::Intake,
            Self::People => Icon::People,
            Self::Journal => Icon::Journal,
            Self::Settings => Icon::Settings,
        }
    }

    /// Whether it has a place of its own in the bottom bar of a phone.
    pub const fn on_phone(self) -> bool {
        matches!(self, Self::Today | Self::Ledger | Self::Deadlines)
    }
}

/// Who is logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountBadge {
    /// The person's name.
    pub name: String,
    /// What they are here: 「情シス担当」.
    pub role: String,
}

/// How a message feels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlashKind {
    /// It worked.
    Good,
    /// Worth knowing.
    Info,
    /// It did not work.
    Problem,
}

/// The way back after an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    /// Where the undoing form is sent.
    pub action: String,
    /// The verb: 「元に戻す」.
    pub label: String,
}

/// A message after an act, shown once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    /// How it feels.
    pub kind: FlashKind,
    /// What happened: 「71件を取り込みました。」.
    pub text: String,
    /// The way back, where there is one.
    pub undo: Option<Undo>,
}

/// What the frame must know about the page and its reader.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The reader's language.
    pub lang: Lang,
    /// The page's title, without the program's name.
    pub title: String,
    /// The room that is marked as current.
    pub room: Option<Room>,
    /// The rooms the reader may enter.
    pub rooms: Vec<Room>,
    /// Who reads; `None` before login.
    pub account: Option<AccountBadge>,
    /// Light or dark.
    pub theme: Theme,
    /// A message to show once.
    pub flash: Option<Flash>,
    /// Path and query of this page, to come back to after changing the language.
    pub path: String,
    /// The company's name, shown above the rooms.
    pub company: Option<String>,
    /// Whether this is the sample company; a banner says so.
    pub demo: bool,
}

impl Frame {
    /// A frame with every room, nobody logged in, and nothing to say.
    pub fn new(lang: Lang, title: impl Into<String>) -> Self {
        Self {
            lang,
            title: title.into(),
            room: None,
            rooms: Room::ALL.to_vec(),
            account: None,
            theme: Theme::Auto,
            flash: None,
            path: "/".to_owned(),
            company: None,
            demo: false,
        }
    }

    /// The language as the `lang` attribute wants it.
    pub const fn lang_code(lang: Lang) -> &'static str {
        match lang {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }
}

/// A page inside the frame.
pub fn page(frame: &Frame, body: &Markup) -> Markup {
    let lang = frame.lang;
    document(
        frame,
        "in-frame",
        &html! {
            a.skip href="#main" { (t(lang, "ui.skip")) }
            (bar(frame))
            div.stage {
                (top(frame))
                @if frame.demo { (demo_banner(lang)) }
                main #main tabindex="-1" { (body) }
            }
            (phone_bar(frame))
            (palette::dialog(lang))
        },
    )
}

/// A page without rooms: login, wizard, errors.
pub fn bare_page(frame: &Frame, body: &Markup) -> Markup {
    let lang = frame.lang;
    document(
        frame,
        "bare",
        &html! {
            a.skip href="#main" { (t(lang, "ui.skip")) }
            header.bare-top {
                span.brand { (charm()) span.brand-name { (t(lang, "ui.product")) } }
                (frame_menu::language_form(lang, &frame.path))
            }
            @if frame.demo { (demo_banner(lang)) }
            main #main tabindex="-1" { (body) }
            footer.bare-foot { (t(lang, "ui.product.line")) }
        },
    )
}

fn document(frame: &Frame, class: &str, body: &Markup) -> Markup {
    let lang = frame.lang;
    html! {
        (DOCTYPE)
        html lang=(Frame::lang_code(lang)) data-theme=(frame.theme.key()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (tr(lang, "ui.page.title", &[("title", &frame.title)])) }
                meta name="color-scheme" content="light dark";
                meta name="htmx-config" content=r#"{"history":"reload","includeIndicatorCSS":false}"#;
                meta name="robots" content="noindex";
                link rel="icon" type="image/svg+xml" href=(embed::url("charm.svg"));
                link rel="stylesheet" href=(embed::url("app.css"));
                script src=(embed::url("app.js")) defer {}
            }
            body.(class) {
                (body)
                div #toasts.toasts role="region" aria-label=(t(lang, "ui.toasts")) {
                    @if let Some(flash) = &frame.flash { (toast::toast(lang, flash)) }
                }
                (words(lang))
            }
        }
    }
}

/// Sentences the scripts need, in the reader's language.
fn words(lang: Lang) -> Markup {
    html! {
        template #words
            data-copied=(t(lang, "ui.copied"))
            data-leave=(t(lang, "ui.form.leave"))
            data-close=(t(lang, "ui.close"))
            data-failed=(t(lang, "ui.request.failed"))
            data-offline=(t(lang, "ui.request.offline")) {}
    }
}

fn demo_banner(lang: Lang) -> Markup {
    html! { aside.demo-banner aria-label=(t(lang, "ui.demo.label")) { strong { (t(lang, "ui.demo.label")) } " " (t(lang, "ui.demo.text")) } }
}

fn bar(frame: &Frame) -> Markup {
    let lang = frame.lang;
    html! {
        nav.bar aria-label=(t(lang, "ui.rooms")) {
            a.brand href="/" {
                (charm())
                span.brand-words {
                    span.brand-name { (t(lang, "ui.product")) }
                    @if let Some(company) = &frame.company { span.brand-company { (company) } }
                }
            }
            ul { @for room in &frame.rooms { li { (room_link(lang, *room, frame.room)) } } }
        }
    }
}

fn room_link(lang: Lang, room: Room, current: Option<Room>) -> Markup {
    html! {
        a.room href=(room.href()) aria-current=[(current == Some(room)).then_some("page")] {
            (icon(room.icon())) span { (t(lang, room.name_key())) }
        }
    }
}

fn top(frame: &Frame) -> Markup {
    let lang = frame.lang;
    html! {
        header.top {
            a.brand.top-brand href="/" { (charm()) span.hidden-text { (t(lang, "ui.product")) } }
            form.finder action="/search" method="get" role="search" {
                (icon(Icon::Search))
                input #finder type="search" name="q" data-palette aria-label=(t(lang, "ui.palette.title"))
                    placeholder=(t(lang, "ui.palette.hint")) autocomplete="off";
                kbd.needs-script aria-hidden="true" data-palette-key { "Ctrl K" }
            }
            @if let Some(account) = &frame.account { (frame_menu::account_menu(frame, account)) }
        }
    }
}

fn phone_bar(frame: &Frame) -> Markup {
    let lang = frame.lang;
    let others: Vec<Room> = frame.rooms.iter().copied().filter(|room| !room.on_phone()).collect();
    let inside_others = frame.room.is_some_and(|room| !room.on_phone());
    html! {
        nav.phone-bar aria-label=(t(lang, "ui.rooms")) {
            @for room in frame.rooms.iter().filter(|room| room.on_phone()) { (room_link(lang, *room, frame.room)) }
            @if !others.is_empty() {
                details.phone-more {
                    summary.room data-current=[inside_others.then_some("true")] { (icon(Icon::More)) span { (t(lang, "ui.room.more")) } }
                    ul { @for room in others { li { (room_link(lang, room, frame.room)) } } }
                }
            }
        }
    }
}
