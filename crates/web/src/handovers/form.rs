//! Planning a hand-over, for now or for a day to come: `/handovers/new`, `/handovers/{id}/edit`.

use axum::Form;
use axum::extract::{Path, Query};
use http::StatusCode;
use kernel::{AssetId, Day, Fault, FieldFault, HandoverId, PersonId, Result, Text};
use ledger::assets::{Asset, Status, ops as assets};
use ledger::handovers::{Direction, Handover, NewHandover, NewItem, ops, rules};
use ledger::people::Person;
use platform::locale::t;

use super::form_view::{self, FormPage, Line};
use crate::assets::forms::{self, Sent, value};
use crate::assets::{query, words};
use crate::door::{Answer, Notice, Visit, redirect, redirect_with};
use crate::people::{Meant, meant};
use crate::ui::FieldError;
use crate::ui::dates::Dates;
use crate::ui::frame::Room;

type Pairs = Query<Vec<(String, String)>>;

/// An empty form, or one with the person and the things of the address: `?person=…&asset=…&asset=…&direction=back`.
pub async fn new(visit: Visit, Query(asked): Pairs) -> Answer {
    let cx = &visit.cx;
    let direction = Direction::parse(value(&asked, "direction")).unwrap_or(Direction::Out);
    let ids: Vec<AssetId> = ids_of(&asked, "asset");
    let chosen = assets::some(cx, &ids).await?;
    let mut person = match value(&asked, "person").parse().ok().map(PersonId) {
        Some(id) => Some(ledger::people::ops::see(cx, id).await?),
        None => None,
    };
    let mut lines: Vec<Line> = in_order(&ids, chosen).into_iter().map(Line::chosen).collect();
    if direction == Direction::Back {
        // What comes back comes back from whoever has it.
        let holder = lines.first().and_then(|line| line.asset.person);
        if let (None, Some(holder)) = (&person, holder) {
            person = Some(ledger::people::ops::see(cx, holder).await?);
        }
        if let Some(person) = &person {
            let all = lines.is_empty();
            for asset in held(&visit, person.id).await? {
                if !lines.iter().any(|line| line.asset.id == asset.id) {
                    lines.push(Line { is_chosen: all, ..Line::chosen(asset) });
                }
            }
        }
    }
    let values = Sent::from([
        ("direction".to_owned(), direction.word().to_owned()),
        ("planned_on".to_owned(), Dates::common(visit.lang).short(cx.today())),
    ]);
    show(&visit, StatusCode::OK, None, person, lines, &values, &[]).await
}

/// The form of a planned one.
pub async fn edit(visit: Visit, Path(id): Path<i64>) -> Answer {
    let handover = ops::see(&visit.cx, HandoverId(id)).await?;
    let person = ledger::people::ops::see(&visit.cx, handover.person).await?;
    let ids: Vec<AssetId> = handover.items.iter().map(|item| item.asset).collect();
    let found = in_order(&ids, assets::some(&visit.cx, &ids).await?);
    let mut lines: Vec<Line> = found.into_iter().map(Line::chosen).collect();
    for line in &mut lines {
        if let Some(item) = handover.items.iter().find(|item| item.asset == line.asset.id) {
            (line.accessories, line.condition, line.to) =
                (item.accessories.clone(), item.condition.clone(), item.to);
        }
    }
    let dates = Dates::common(visit.lang);
    let values = Sent::from([
        ("direction".to_owned(), handover.direction.word().to_owned()),
        ("planned_on".to_owned(), dates.short(handover.planned_on)),
        ("due_on".to_owned(), handover.due_on.map(|day| dates.short(day)).unwrap_or_default()),
        ("note".to_owned(), handover.note.clone()),
    ]);
    show(&visit, StatusCode::OK, Some(&handover), Some(person), lines, &values, &[]).await
}

/// Plans it, and goes on to the signature if it is for now.
pub async fn plan(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    let made = match read(&visit, &sent).await {
        Ok(new) => ops::plan(&visit.cx, &new).await,
        Err(fault) => Err(fault),
    };
    match made {
        Ok(made) => Ok(onward(&visit, &sent, &made, "handovers.planned_done")),
        Err(fault) => again(&visit, None, &sent, fault).await,
    }
}

/// Plans it otherwise.
pub async fn change(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let version = value(&sent, "version").parse().unwrap_or(0);
    let changed = match read(&visit, &sent).await {
        Ok(new) => ops::change(&visit.cx, HandoverId(id), version, &new).await,
        Err(fault) => Err(fault),
    };
    match changed {
        Ok(changed) => Ok(onward(&visit, &sent, &changed, "handovers.changed_done")),
        Err(Fault::Conflict(text)) => Ok(redirect_with(&format!("/handovers/{id}"), &Notice::problem(text))),
        Err(fault) => {
            let known = ops::see(&visit.cx, HandoverId(id)).await?;
            again(&visit, Some(&known), &sent, fault).await
        }
    }
}

fn onward(visit: &Visit, sent: &Sent, it: &Handover, key: &'static str) -> axum::response::Response {
    if value(sent, "then") == "sign" && it.planned_on <= visit.cx.today() {
        return redirect(&format!("/handovers/{}/signing", it.id));
    }
    redirect_with(&format!("/handovers/{}", it.id), &Notice::good(Text::new(key)))
}

/// The form once more, with everything that was typed and what was wrong.
async fn again(visit: &Visit, known: Option<&Handover>, sent: &Sent, fault: Fault) -> Answer {
    let errors = forms::errors(visit.lang, fault)?;
    let person = match value(sent, "person").parse().ok().map(PersonId) {
        Some(id) => ledger::people::ops::see(&visit.cx, id).await.ok(),
        None => None,
    };
    let lines = lines(visit, sent).await?;
    show(visit, StatusCode::UNPROCESSABLE_ENTITY, known, person, lines, sent, &errors).await
}

async fn show(
    visit: &Visit,
    status: StatusCode,
    known: Option<&Handover>,
    person: Option<Person>,
    lines: Vec<Line>,
    values: &Sent,
    errors: &[FieldError],
) -> Answer {
    let lang = visit.lang;
    let direction = Direction::parse(value(values, "direction")).unwrap_or(Direction::Out);
    let page = FormPage {
        lang,
        known,
        offered: if person.is_some() { Vec::new() } else { forms::offers(&visit.cx).await?.people },
        person,
        direction,
        lines,
        values,
        errors,
    };
    let title = t(lang, form_view::title_key(&page));
    Ok(visit.show_as(status, &title, Some(Room::People), &form_view::page(&page)))
}

/// What was typed as a hand-over, or everything that cannot be read.
async fn read(visit: &Visit, sent: &Sent) -> Result<NewHandover> {
    let mut faults = Vec::new();
    let mut fault = |field: &str, text: Text| faults.push(FieldFault { field: field.to_owned(), text });
    let direction = Direction::parse(value(sent, "direction")).unwrap_or(Direction::Out);
    let person = match value(sent, "person").parse().ok().map(PersonId) {
        Some(id) => Some(id),
        None => match meant(&visit.cx, value(sent, "person_name")).await? {
            Meant::One(id) => Some(id),
            Meant::Nobody => {
                fault("person_name", Text::new("handovers.form.nobody"));
                None
            }
            Meant::Several => {
                fault("person_name", Text::new("handovers.form.several"));
                None
            }
        },
    };
    let mut day = |name: &str| match value(sent, name) {
        "" => None,
        typed => {
            let read = forms::read_day(typed).and_then(|day| day.parse::<Day>().ok());
            if read.is_none() {
                fault(name, Text::new("assets.form.day_fault"));
            }
            read
        }
    };
    let planned_on = day("planned_on").unwrap_or_else(|| visit.cx.today());
    let due_on = day("due_on").filter(|_| direction == Direction::Out);
    let mut lines: Vec<Line> = lines(visit, sent).await?;
    lines.retain(|line| line.is_chosen);
    let items = lines.into_iter().map(|line| NewItem {
        asset: line.asset.id,
        accessories: line.accessories,
        condition: line.condition,
        to: line.to,
    });
    let items: Vec<NewItem> = items.collect();
    let unknown = unknown_numbers(visit, sent).await?;
    if !unknown.is_empty() {
        let text = Text::new("handovers.form.unknown_numbers").with("numbers", unknown.join("、"));
        faults.push(FieldFault { field: "numbers".to_owned(), text });
    }
    match person.filter(|_| faults.is_empty()) {
        Some(person) => {
            let note = value(sent, "note").to_owned();
            Ok(NewHandover { person, direction, planned_on, due_on, note, items })
        }
        None => Err(Fault::Invalid(faults)),
    }
}

/// The lines of the form as they were sent, and the things whose numbers were typed.
async fn lines(visit: &Visit, sent: &Sent) -> Result<Vec<Line>> {
    let (listed, chosen) = (ids_of(sent, "listed"), ids_of(sent, "item"));
    let found = in_order(&listed, assets::some(&visit.cx, &listed).await?);
    let mut lines: Vec<Line> = found
        .into_iter()
        .map(|asset| Line {
            is_chosen: chosen.contains(&asset.id),
            accessories: value(sent, &format!("accessories.{}", asset.id)).to_owned(),
            condition: value(sent, &format!("condition.{}", asset.id)).to_owned(),
            to: Status::parse(value(sent, &format!("to.{}", asset.id))).unwrap_or(Status::InStock),
            asset,
        })
        .collect();
    let mut more = Vec::new();
    for number in numbers(sent) {
        more.extend(assets::numbered(&visit.cx, &number).await?);
    }
    more.retain(|id| !listed.contains(id));
    more.dedup();
    let found = in_order(&more, assets::some(&visit.cx, &more).await?);
    lines.extend(found.into_iter().map(Line::chosen));
    Ok(lines)
}

/// The typed numbers that nothing in the ledger has.
async fn unknown_numbers(visit: &Visit, sent: &Sent) -> Result<Vec<String>> {
    let mut unknown = Vec::new();
    for number in numbers(sent) {
        if assets::numbered(&visit.cx, &number).await?.is_none() {
            unknown.push(number);
        }
    }
    Ok(unknown)
}

fn numbers(sent: &Sent) -> Vec<String> {
    let typed = value(sent, "numbers");
    let parts = typed.split(|letter: char| letter.is_whitespace() || ",、，;；".contains(letter));
    let parts = parts.filter(|part| !part.is_empty()).map(str::to_owned);
    parts.take(rules::MOST_ITEMS + 1).collect()
}

fn ids_of(sent: &Sent, name: &str) -> Vec<AssetId> {
    let ids = sent.iter().filter(|(given, _)| given == name);
    let mut ids: Vec<AssetId> = ids.filter_map(|(_, id)| id.parse().ok().map(AssetId)).collect();
    ids.truncate(rules::MOST_ITEMS + 1);
    ids
}

fn in_order(ids: &[AssetId], mut found: Vec<Asset>) -> Vec<Asset> {
    found.sort_by_key(|asset| ids.iter().position(|id| *id == asset.id));
    found
}

/// What a person holds that can be handed back.
async fn held(visit: &Visit, person: PersonId) -> Result<Vec<Asset>> {
    let held = assets::held_by(&visit.cx, person).await?;
    Ok(held.into_iter().filter(rules::can_be_handed).collect())
}

/// Hands the chosen rows of the list out together.
pub async fn lend_chosen(visit: Visit, query: Pairs, Form(sent): Form<Sent>) -> Answer {
    chosen(&visit, query.0, &sent, Direction::Out).await
}

/// Takes the chosen rows of the list back together.
pub async fn return_chosen(visit: Visit, query: Pairs, Form(sent): Form<Sent>) -> Answer {
    chosen(&visit, query.0, &sent, Direction::Back).await
}

async fn chosen(visit: &Visit, asked: Vec<(String, String)>, sent: &Sent, direction: Direction) -> Answer {
    let asked = query::Asked::read("/assets", asked, visit.cx.today());
    let list = asked.here.without("page").to_string();
    let ids = match value(sent, "all") {
        "" => ids_of(sent, "id"),
        _ => assets::ids(&visit.cx, &asked.filter).await?,
    };
    let found = assets::some(&visit.cx, &ids).await?;
    let mut holders: Vec<Option<PersonId>> = found.iter().map(|asset| asset.person).collect();
    holders.sort_unstable();
    holders.dedup();
    let problem = match direction {
        _ if found.is_empty() => Some(Text::new("assets.bulk.none")),
        _ if ids.len() > rules::MOST_ITEMS => {
            Some(Text::new("handovers.fault.too_many").with("limit", rules::MOST_ITEMS))
        }
        Direction::Back if holders.len() > 1 || holders == [None] => {
            Some(Text::new("handovers.form.one_holder"))
        }
        _ => found.iter().find(|asset| !rules::can_be_handed(asset)).map(|asset| {
            let thing = words::title(visit.lang, asset, asset.id);
            Text::new("handovers.obstacle.no_thing").with("thing", thing)
        }),
    };
    if let Some(text) = problem {
        return Ok(redirect_with(&list, &Notice::problem(text)));
    }
    let to = crate::ui::Address::new("/handovers/new").with("direction", direction.word());
    let to = in_order(&ids, found).iter().fold(to, |to, asset| to.and("asset", asset.id.to_string()));
    Ok(redirect(&to.to_string()))
}
