//! The handlers, and what can be found without asking a room.

use axum::extract::Query;
use axum::response::Response;
use kernel::{AssetId, Lang, Result, Right, Subject};
use ledger::assets::{Asset, Page};
use ledger::people::Person;
use platform::Cx;
use platform::locale::t;
use serde::Deserialize;

use crate::door::{Answer, Visit, fragment, redirect};
use crate::ui::frame::Room;
use crate::ui::icons::Icon;
use crate::ui::palette::{Group, Item, results};

/// What is looked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
}

/// A page or an act: where it leads and what it is called.
struct Way {
    icon: Icon,
    name: &'static str,
    href: &'static str,
    right: Option<Right>,
}

const ACTS: [Way; 6] = [
    Way {
        icon: Icon::Intake,
        name: "palette.act.import",
        href: "/imports/new",
        right: Some(Right::ImportLedger),
    },
    Way {
        icon: Icon::Ledger,
        name: "palette.act.register",
        href: "/assets/new",
        right: Some(Right::ChangeLedger),
    },
    Way {
        icon: Icon::Ledger,
        name: "palette.act.export",
        href: "/assets/export.xlsx",
        right: Some(Right::ReadLedger),
    },
    Way {
        icon: Icon::Check,
        name: "stocktaking.title",
        href: "/stocktakings",
        right: Some(Right::ReadLedger),
    },
    Way { icon: Icon::Settings, name: "palette.act.kinds", href: "/kinds", right: Some(Right::ChangeLedger) },
    Way { icon: Icon::Settings, name: "palette.act.account", href: "/account", right: None },
];

/// The results, as a fragment for the dialog.
pub async fn palette(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let (cx, lang, q) = (&visit.cx, visit.lang, asked.q.trim());
    let (assets, people) = if q.is_empty() || !cx.actor.has(Right::ReadLedger) {
        (Vec::new(), Vec::new())
    } else {
        found(cx, q).await?
    };
    let assets: Vec<_> = assets.iter().map(of_asset).collect();
    let people: Vec<_> = people.iter().map(|person| (person, format!("/people/{}", person.id))).collect();
    let rooms = rooms(&visit, q);
    let acts = acts(cx, lang, q);
    let ways = |ways: &'static str, items| Group { label: ways, items };
    let labels =
        ["palette.pages", "palette.acts", "palette.assets", "palette.people"].map(|key| t(lang, key));
    let mut groups = vec![
        ways("", rooms.iter().map(|(icon, label, href)| item(*icon, label, "", href)).collect()),
        ways("", acts.iter().map(|(icon, label, href)| item(*icon, label, "", href)).collect()),
        ways("", assets.iter().map(|(label, note, href)| item(Icon::Ledger, label, note, href)).collect()),
        ways(
            "",
            people
                .iter()
                .map(|(person, href)| item(Icon::People, &person.name, &person.department_name, href))
                .collect(),
        ),
    ];
    for (group, label) in groups.iter_mut().zip(&labels) {
        group.label = label;
    }
    // What was typed is most often a number or a name; pages matter while nothing was typed.
    if !q.is_empty() {
        groups.rotate_left(2);
    }
    Ok(fragment(results(lang, &groups)))
}

/// Enter in the search box without a choice: the ledger's list under these words; home for who may not read it.
pub async fn search(visit: Visit, Query(asked): Query<Asked>) -> Response {
    if !visit.cx.actor.has(Right::ReadLedger) {
        return redirect("/");
    }
    let query = serde_urlencoded::to_string([("q", asked.q.trim())]).unwrap_or_default();
    redirect(&format!("/assets?{query}"))
}

async fn found(cx: &Cx, q: &str) -> Result<(Vec<Asset>, Vec<Person>)> {
    // The best few and no count: somebody is typing.
    let hits = platform::search::find(cx.db(), q, &[Subject::Asset(AssetId(0)).word()], 7).await?;
    let ids: Vec<AssetId> = hits.iter().map(|hit| AssetId(hit.subject.number())).collect();
    let mut assets = ledger::assets::ops::some(cx, &ids).await?;
    assets.retain(|asset| asset.deleted_at.is_none());
    assets.sort_by_key(|asset| ids.iter().position(|id| *id == asset.id));
    let (people, _) = ledger::people::ops::list(cx, q, false, Page::first(5)).await?;
    Ok((assets, people))
}

fn of_asset(asset: &Asset) -> (String, String, String) {
    let label = [asset.number.as_str(), asset.name.as_str()].into_iter().filter(|part| !part.is_empty());
    let note = [asset.model.as_str(), asset.user_text.as_str(), asset.place_text.as_str()];
    let note: Vec<_> = note.into_iter().filter(|part| !part.is_empty()).collect();
    let label = label.collect::<Vec<_>>().join(" ");
    let label = if label.is_empty() { asset.model.clone() } else { label };
    (label, note.join(" ・ "), format!("/assets/{}", asset.id))
}

fn rooms(visit: &Visit, q: &str) -> Vec<(Icon, String, &'static str)> {
    let rooms = visit.frame("", None).rooms;
    let named = |room: Room| (room.icon(), t(visit.lang, room.name_key()).into_owned(), room.href());
    rooms.into_iter().map(named).filter(|(_, name, _)| fits(name, q)).collect()
}

fn acts(cx: &Cx, lang: Lang, q: &str) -> Vec<(Icon, String, &'static str)> {
    let open = ACTS.iter().filter(|way| way.right.is_none_or(|right| cx.actor.has(right)));
    let named = |way: &Way| (way.icon, t(lang, way.name).into_owned(), way.href);
    open.map(named).filter(|(_, name, _)| fits(name, q)).collect()
}

/// In any width, case or kana; nothing typed fits everything.
fn fits(name: &str, q: &str) -> bool {
    yomi::fold(name).contains(&yomi::fold(q))
}

fn item<'a>(icon: Icon, label: &'a str, note: &'a str, href: &'a str) -> Item<'a> {
    Item { icon, label, note, href }
}
