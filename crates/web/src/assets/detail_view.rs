//! How one asset looks: title line with state and main verb, facts left, timeline right, tabs for the rest.

use std::collections::BTreeMap;

use kernel::{Day, Lang, Moment};
use ledger::assets::{Asset, Detail, Status};
use ledger::relations::Around;
use ledger::seats::{Seat, Usage};
use maud::{Markup, html};
use platform::files::Attached;
use platform::locale::{t, tr};

use super::words::{self, Names};
use super::{facts_view, files_view, history_view};
use crate::ui::button::{Button, link_button, post_button};
use crate::ui::dates::Dates;
use crate::ui::tabs::{self, tabs};
use crate::ui::{FieldError, Head, Icon, layout};

/// Moments in words and for machines.
pub type Moments = BTreeMap<Moment, (String, String)>;

/// The tabs of an asset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// 概要
    Overview,
    /// 履歴
    History,
    /// 添付
    Files,
    /// 割り当て
    Seats,
    /// つながり
    Links,
}

impl Tab {
    const ALL: [Self; 5] = [Self::Overview, Self::Seats, Self::Links, Self::Files, Self::History];

    const fn key(self) -> &'static str {
        match self {
            Self::Overview => "assets.tab.overview",
            Self::History => "assets.tab.history",
            Self::Files => "assets.tab.files",
            Self::Seats => "assets.tab.seats",
            Self::Links => "assets.tab.links",
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::History => "/history",
            Self::Files => "/files",
            Self::Seats => "/seats",
            Self::Links => "/links",
        }
    }
}

/// Everything the page shows.
pub struct DetailPage {
    /// The reader's language.
    pub lang: Lang,
    /// The day it is.
    pub today: Day,
    /// The asset with everything around it.
    pub detail: Detail,
    /// What is attached.
    pub attached: Vec<Attached>,
    /// What belongs together with it.
    pub around: Around,
    /// How the seats stand, of what has seats.
    pub seats: Option<Usage>,
    /// The seats that it has itself, with what they are of.
    pub uses: Vec<(Seat, Asset)>,
    /// The names behind ids.
    pub names: Names,
    /// The names behind the actors of the history.
    pub accounts: BTreeMap<String, String>,
    /// Moments in words.
    pub moments: Moments,
    /// How days are written.
    pub dates: Dates,
    /// The tab that is shown.
    pub tab: Tab,
    /// The reader may change assets.
    pub may_change: bool,
    /// Which stocktakings looked for it; only on the page of its history.
    pub confirmed: Vec<ledger::stocktaking::lists::Confirmation>,
    /// What was wrong with a form on this page.
    pub errors: Vec<FieldError>,
}

/// The page's body.
pub fn page(it: &DetailPage) -> Markup {
    let body = match it.tab {
        Tab::Overview => layout::split(&facts_view::groups(it), &history_view::latest(it)),
        Tab::History => history_view::whole(it),
        Tab::Files => files_view::files(it),
        Tab::Links | Tab::Seats => files_view::links(it),
    };
    page_with(it, &body)
}

/// The page's frame around the body of a tab: what later rooms know of an asset is laid in here.
pub fn page_with(it: &DetailPage, body: &Markup) -> Markup {
    let lang = it.lang;
    let asset = &it.detail.asset;
    let (title, list) = (words::full_title(lang, asset), t(lang, "assets.list.title"));
    let kind = it.detail.kind.label(lang);
    let head = Head::new(&title).back(&list, "/assets").lead(&kind).state(state(it));
    let head = if it.may_change { head.acts(acts(it)) } else { head };
    html! {
        (layout::head(&head))
        @if asset.deleted_at.is_some() { (deleted_notice(it)) }
        (tab_row(it))
        (body)
    }
}

fn state(it: &DetailPage) -> Markup {
    if it.detail.asset.deleted_at.is_some() {
        return crate::ui::chip(crate::ui::Tone::Quiet, &t(it.lang, "assets.deleted"));
    }
    words::status_of(it.lang, &it.detail.asset.data)
}

fn deleted_notice(it: &DetailPage) -> Markup {
    let lang = it.lang;
    let restore = Button::primary(t(lang, "assets.restore")).icon(Icon::Undo);
    let body = html! {
        p { (t(lang, "assets.deleted_text")) }
        @if it.may_change { (post_button(&format!("/assets/{}/restoration", it.detail.asset.id), &restore)) }
    };
    layout::notice(crate::ui::Tone::Info, &t(lang, "assets.deleted_title"), &body)
}

/// The main verb first: handing out what lies in stock, taking back what somebody holds.
fn acts(it: &DetailPage) -> Markup {
    let lang = it.lang;
    let asset = &it.detail.asset;
    if asset.deleted_at.is_some() {
        return html! {};
    }
    let to = |path: &str| format!("/assets/{}/{path}", asset.id);
    let is_record = it.detail.kind.built_in().is_some_and(ledger::kinds::BuiltIn::is_record);
    let at_rest = matches!(asset.status, Status::InStock | Status::Spare);
    let held = asset.person.is_some() || (!asset.user_text.is_empty() && !at_rest);
    let gone = asset.status.is_gone();
    html! {
        @if !is_record && !gone {
            @if held {
                (link_button(&to("return"), &Button::primary(t(lang, "assets.verb.take_back")).icon(Icon::Undo)))
                (link_button(&to("assignment"), &Button::new(t(lang, "assets.verb.pass_on"))))
            } @else {
                (link_button(&to("assignment"), &Button::primary(t(lang, "assets.verb.assign")).icon(Icon::Person)))
            }
        }
        (link_button(&to("edit"), &Button::new(t(lang, "assets.verb.edit")).icon(Icon::Edit)))
        details.tool-menu data-menu {
            summary.button { (crate::ui::icon(Icon::More)) span { (t(lang, "assets.verb.more")) } }
            div.menu {
                a.menu-item href={ "/labels?id=" (asset.id) } { (crate::ui::icon(Icon::Print)) span { (t(lang, "labels.open")) } }
                a.menu-item href={ "/assets/new?like=" (asset.id) } { (crate::ui::icon(Icon::Copy)) span { (t(lang, "assets.verb.copy")) } }
                @if !gone { a.menu-item href=(to("disposal")) { (crate::ui::icon(Icon::Close)) span { (t(lang, "assets.verb.dispose")) } } }
                form method="post" action=(to("deletion")) {
                    button.menu-item { (crate::ui::icon(Icon::Delete)) span { (t(lang, "assets.verb.delete")) } }
                }
            }
        }
    }
}

fn tab_row(it: &DetailPage) -> Markup {
    let lang = it.lang;
    let count = |tab| match tab {
        Tab::Files => Some(it.attached.len() as u64),
        Tab::Links => Some((it.detail.links.len() + it.uses.len()) as u64 + it.around.total().unsigned_abs()),
        Tab::Seats => it.seats.map(|usage| usage.used().unsigned_abs()),
        Tab::Overview | Tab::History => None,
    };
    let shown = |tab: &&Tab| **tab != Tab::Seats || it.seats.is_some();
    let label = |tab: &Tab| t(lang, tab.key()).into_owned();
    let href = |tab: &Tab| format!("/assets/{}{}", it.detail.asset.id, tab.path());
    let words: Vec<(Tab, String, String)> =
        Tab::ALL.iter().filter(|tab| shown(tab)).map(|tab| (*tab, label(tab), href(tab))).collect();
    let row: Vec<tabs::Tab<'_>> = words
        .iter()
        .map(|(tab, label, href)| tabs::Tab { label, href, count: count(*tab), current: *tab == it.tab })
        .collect();
    tabs(
        &tr(lang, "assets.tab.label", &[("name", &words::title(lang, &it.detail.asset, it.detail.asset.id))]),
        &row,
    )
}
