//! The lists: of all rooms (`/stocktakings/{id}/items`) and of one (`/stocktakings/{id}/rooms/{place}`), page by page.

use axum::extract::{Path, Query};
use kernel::{PlaceId, Result, Right, StocktakingId};
use ledger::stocktaking::lists::{self, Which};
use ledger::stocktaking::{Outcome, Stocktaking, Tally};
use maud::{Markup, html};
use platform::locale::t;

use super::one::progress;
use super::rows::{self, Around};
use super::words::{room_name, state_chip};
use crate::assets::account_names;
use crate::door::{Answer, Visit};
use crate::ui::button::{Button, link_button};
use crate::ui::frame::Room;
use crate::ui::tabs::{Tab, tabs};
use crate::ui::{Address, Head, Icon, Pager, layout};

const ROWS: u64 = 50;

/// What a list shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    Here,
    Elsewhere,
    Missing,
    Away,
    Others,
    Again,
    Late,
}

impl Show {
    const fn word(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::Elsewhere => "elsewhere",
            Self::Missing => "missing",
            Self::Away => "away",
            Self::Others => "others",
            Self::Again => "again",
            Self::Late => "late",
        }
    }

    fn of(word: &str) -> Option<Self> {
        let all =
            [Self::Here, Self::Elsewhere, Self::Missing, Self::Away, Self::Others, Self::Again, Self::Late];
        all.into_iter().find(|show| show.word() == word)
    }

    /// How many rows it has; `None` where nobody keeps count.
    fn count(self, tally: &Tally, in_room: bool) -> Option<i64> {
        match self {
            Self::Here if in_room => Some(tally.read_here),
            Self::Here => Some(tally.here),
            Self::Elsewhere => Some(tally.read_elsewhere),
            Self::Missing => Some(tally.missing()),
            Self::Away => Some(tally.away),
            Self::Others => Some(tally.read_unexpected + tally.read_unknown),
            Self::Again | Self::Late => None,
        }
    }
}

const ALL: [Show; 5] = [Show::Missing, Show::Elsewhere, Show::Others, Show::Here, Show::Again];
const ROOM: [Show; 6] = [Show::Here, Show::Elsewhere, Show::Missing, Show::Away, Show::Others, Show::Again];

/// Of all rooms.
pub async fn all(visit: Visit, Path(id): Path<i64>, Query(query): Query<Vec<(String, String)>>) -> Answer {
    let id = StocktakingId(id);
    let of = lists::see(&visit.cx, id).await?;
    let here = Address::of(format!("/stocktakings/{id}/items"), query);
    let show = here.get("show").and_then(Show::of).unwrap_or(Show::Missing);
    let list = list(&visit, &of, None, show, &here, &of.tally).await?;
    let (title, back) = (t(visit.lang, "stocktaking.lists"), of.name.clone());
    let path = format!("/stocktakings/{id}");
    let head = Head::new(&title).back(&back, &path).state(state_chip(visit.lang, of.state));
    let body =
        html! { (layout::head(&head)) (tab_row(&visit, &ALL, show, &here, (&of.tally, false))) (list) };
    Ok(visit.show(&title, Some(Room::Ledger), &body))
}

/// Of one room.
pub async fn room(
    visit: Visit,
    Path((id, place)): Path<(i64, i64)>,
    Query(query): Query<Vec<(String, String)>>,
) -> Answer {
    let (lang, id) = (visit.lang, StocktakingId(id));
    let place = (place != 0).then_some(PlaceId(place));
    let of = lists::see(&visit.cx, id).await?;
    let room = lists::room(&visit.cx, id, place).await?;
    let number = place.map_or(0, |place| place.0);
    let here = Address::of(format!("/stocktakings/{id}/rooms/{number}"), query);
    let show = here.get("show").and_then(Show::of).unwrap_or(Show::Missing);
    let list = list(&visit, &of, Some(place), show, &here, &room.tally).await?;
    let (title, back) = (room_name(lang, &room), of.name.clone());
    let can_count = visit.cx.actor.has(Right::ChangeLedger) && of.state.is_counting() && place.is_some();
    let acts = html! {
        @if can_count {
            (link_button(&format!("/stocktakings/{id}/rooms/{number}/counting"), &Button::primary(t(lang, "stocktaking.count")).icon(Icon::Check)))
        }
    };
    let path = format!("/stocktakings/{id}");
    let head = Head::new(&title).back(&back, &path).state(state_chip(lang, of.state)).acts(acts);
    let body = html! {
        (layout::head(&head))
        (progress(&visit, &room.tally))
        (tab_row(&visit, &ROOM, show, &here, (&room.tally, true)))
        (list)
    };
    Ok(visit.show(&title, Some(Room::Ledger), &body))
}

fn tab_row(
    visit: &Visit,
    all: &[Show],
    now: Show,
    here: &Address,
    (tally, in_room): (&Tally, bool),
) -> Markup {
    let lang = visit.lang;
    let words: Vec<_> = all
        .iter()
        .map(|show| {
            let href = here.without("page").with("show", show.word()).to_string();
            (t(lang, &format!("stocktaking.list.{}", show.word())), href)
        })
        .collect();
    let row: Vec<Tab<'_>> = all
        .iter()
        .zip(&words)
        .map(|(show, (label, href))| Tab {
            label,
            href,
            count: show.count(tally, in_room).map(i64::unsigned_abs),
            current: *show == now,
        })
        .collect();
    tabs(&t(lang, "stocktaking.lists"), &row)
}

/// One page of rows with the way on.
#[expect(clippy::option_option, reason = "a room without a place is another question than no room at all")]
async fn list(
    visit: &Visit,
    of: &Stocktaking,
    room: Option<Option<PlaceId>>,
    show: Show,
    here: &Address,
    tally: &Tally,
) -> Result<Markup> {
    let cx = &visit.cx;
    let page: u64 = here.get("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, 1_000_000);
    let part = ((page - 1) * ROWS, ROWS);
    let people = account_names(visit).await?;
    let it = Around { visit, of, people: &people, may: cx.actor.has(Right::ChangeLedger), here };
    let outcomes: &[Outcome] = match show {
        Show::Here => &[Outcome::Here],
        Show::Elsewhere => &[Outcome::Elsewhere],
        Show::Others => &[Outcome::Unknown, Outcome::Unexpected],
        Show::Again => &[Outcome::Again],
        Show::Late => &[Outcome::Late],
        Show::Missing | Show::Away => &[],
    };
    let (rows, table) = match (show, room) {
        (Show::Missing, _) => {
            let items = lists::items(cx, of.id, room, Which::Missing, part).await?;
            (items.len(), rows::missing(&it, &items, room.is_none()))
        }
        (Show::Away, _) => {
            let items = lists::items(cx, of.id, room, Which::Away, part).await?;
            (items.len(), rows::found(&it, &items))
        }
        (Show::Here, None) => {
            let items = lists::items(cx, of.id, None, Which::Here, part).await?;
            (items.len(), rows::found(&it, &items))
        }
        // Nobody can read anything where nobody can stand.
        (_, Some(None)) => (0, html! {}),
        (_, place) => {
            let scans = lists::readings(cx, of.id, place.flatten(), outcomes, part).await?;
            (scans.len(), rows::readings(&it, &scans, room.is_none()))
        }
    };
    // Where no count is kept, a full page may have another behind it.
    let seen = (page - 1) * ROWS + rows as u64;
    let known = show.count(tally, room.is_some()).map(i64::unsigned_abs);
    let total = known.unwrap_or(seen + u64::from(rows as u64 == ROWS));
    Ok(html! {
        @if rows == 0 { p.quiet { (t(visit.lang, &format!("stocktaking.nothing.{}", show.word()))) } } @else { (table) }
        @if total > ROWS { (Pager::pages(page, ROWS, total).render(visit.lang, here)) }
    })
}
