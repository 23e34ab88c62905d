//! Pieces that several pages about people and places share.

use kernel::Lang;
use ledger::people::{Person, PersonState};
use maud::Markup;
use platform::locale::{t, tr};

use crate::ui::dates::Dates;
use crate::ui::tabs::{self, tabs as row};
use crate::ui::{Tone, chip};

/// The lists of the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// 人
    People,
    /// 部署
    Departments,
    /// 場所
    Places,
    /// 貸与・返却
    Handovers,
    /// 入社・異動・退職
    Moves,
}

/// The row of tabs over the lists of the room.
pub fn tabs(lang: Lang, current: Tab) -> Markup {
    let all = [
        (Tab::People, t(lang, "people.title"), "/people"),
        (Tab::Departments, t(lang, "departments.title"), "/departments"),
        (Tab::Places, t(lang, "places.title"), "/places"),
        (Tab::Handovers, t(lang, "handovers.title"), "/handovers"),
        (Tab::Moves, t(lang, "moves.title"), "/moves"),
    ];
    let shown: Vec<tabs::Tab<'_>> = all
        .iter()
        .map(|(tab, label, href)| tabs::Tab { label, href, count: None, current: *tab == current })
        .collect();
    row(&t(lang, "ui.room.people"), &shown)
}

/// Here or gone.
pub fn state(dates: Dates, person: &Person) -> Markup {
    let lang = dates.lang;
    match &person.state {
        PersonState::Active => chip(Tone::Good, &t(lang, "people.state.active")),
        PersonState::Left(None) => chip(Tone::Quiet, &t(lang, "people.state.left")),
        PersonState::Left(Some(on)) => {
            // What cannot be read as a day is shown as it is stored.
            let day = on.parse().map_or_else(|()| on.clone(), |day| dates.partial(day));
            chip(Tone::Quiet, &tr(lang, "people.state.left_on", &[("on", &day)]))
        }
    }
}
