//! Doing a hand-over, and taking it back as a whole.

use kernel::{AssetId, Day, Fault, FieldFault, HandoverId, Result, Right, Subject, Text};
use leaflet::strokes::{Refused, Strokes};
use platform::files::{self, FileName, Staged, Staging};
use platform::journal::{self, Entry};
use platform::{Cx, settings};

use super::plan::{reason, taken};
use super::see::in_the_way;
use crate::assets::ops::{Mode, take_back_set};
use crate::assets::parse::{Known, apply, tidy};
use crate::assets::rules::{display_name, label};
use crate::assets::store::{self as assets, history};
use crate::assets::write::Writer;
use crate::assets::{Asset, Values};
use crate::changes::ChangeSetId;
use crate::handovers::document::{Document, Thing};
use crate::handovers::model::{Direction, Done, Handover, Item, Signed, Signing};
use crate::handovers::rules::{Act, field_of, status_out};
use crate::handovers::{paper, store, terms};
use platform::db::Tx;

/// The largest paper that is kept.
const LARGEST_PAPER: u64 = 20 << 20;
/// How long a name may be.
const LONGEST_NAME: usize = 200;

/// Does a planned hand-over: every thing changes hands in one change set, the paper is printed and kept, with one
/// signature for all. What stands in the way of a thing is said for each before anything is written.
///
/// # Errors
/// `Fault::Invalid` names what is missing of the signature, and `item.<id>` for each thing in the way; `Fault::Conflict`
/// if somebody was faster.
pub async fn perform(cx: &Cx, id: HandoverId, version: i64, signing: &Signing) -> Result<Done> {
    cx.may(Right::ChangeLedger)?;
    let signed = check(cx, signing)?;
    let seen = store::find(cx.db(), id).await?.ok_or(Fault::NotFound)?;
    let document = written(cx, &seen, &signed).await?;
    let terms = document.terms.clone();
    let called: Vec<String> = document.things.iter().map(called).collect();
    // The paper is printed before others are kept from writing; the version says that it is still of the same things.
    let paper = printed(cx, document).await?;
    let tx = cx.begin().await?;
    let handover = taken(&tx, id, version, Act::Perform).await?;
    let found = free(&tx, &handover).await?;
    let set = hand(&tx, cx, &handover, &found, signed.on).await?;
    store::sign(&tx, id, &signed, set, &terms).await?;
    for (item, called) in handover.items.iter().zip(&called) {
        store::call(&tx, id, item.asset, called).await?;
    }
    let ids: Vec<AssetId> = handover.items.iter().map(|item| item.asset).collect();
    store::close_earlier(&tx, id, &ids).await?;
    keep(&tx, cx, &handover, paper).await?;
    let entry = Entry::new("handover.done", Subject::Handover(id)).with("count", ids.len()).with("set", set);
    journal::write(&tx, cx, &entry.with("signed", !signed.name.is_empty())).await?;
    let handover = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    Ok(Done { handover, set })
}

/// The paper as a file that is not attached yet. Printing takes a moment of the processor, so it is done beside.
async fn printed(cx: &Cx, document: Document) -> Result<(Staged, FileName)> {
    let dates = settings::current(&cx.house).await?.display.dates(document.lang);
    let zone = cx.house.zone();
    let printing = tokio::task::spawn_blocking(move || paper::print(&document, dates, zone));
    let paper = printing.await.map_err(Fault::broken)??;
    let staged = Staging::take(&cx.house, &paper.bytes, LARGEST_PAPER).await?;
    Ok((staged, FileName::clean(&paper.name)))
}

/// What was drawn, as it is kept: believed in nothing. Empty if nothing was drawn.
fn drawn(sent: &str) -> Result<String> {
    match Strokes::parse(sent) {
        Ok(strokes) => Ok(strokes.to_json()),
        Err(Refused::Empty) => Ok(String::new()),
        Err(_) if sent.trim().is_empty() => Ok(String::new()),
        Err(_) => Err(Fault::field("strokes", Text::new("handovers.fault.strokes"))),
    }
}

/// What was signed, or what is missing of it.
fn check(cx: &Cx, signing: &Signing) -> Result<Signed> {
    let mut faults = Vec::new();
    let mut fault =
        |field: &str, key| faults.push(FieldFault { field: field.to_owned(), text: Text::new(key) });
    let strokes = drawn(&signing.strokes)?;
    let (name, because) =
        (tidy(&signing.name, false), reason("unsigned_because", &signing.unsigned_because)?);
    let is_signed = !name.is_empty() || !strokes.is_empty();
    match (is_signed, because.is_empty()) {
        (false, true) => fault("name", "handovers.fault.unsigned"),
        (true, false) => fault("unsigned_because", "handovers.fault.signed_and_not"),
        (true, true) if name.is_empty() => fault("name", "handovers.fault.name"),
        _ => {}
    }
    if name.chars().count() > LONGEST_NAME {
        fault("name", "handovers.fault.name_long");
    }
    let on = signing.on.unwrap_or_else(|| cx.today());
    if on > cx.today() {
        fault("on", "handovers.fault.future");
    }
    if !faults.is_empty() {
        return Err(Fault::Invalid(faults));
    }
    Ok(Signed {
        on,
        at: cx.now(),
        name,
        strokes,
        unsigned_because: because,
        by: cx.actor.account(),
        by_name: signing.by_name.clone(),
    })
}

/// What stands on the paper if it is signed so.
pub(super) async fn document(cx: &Cx, handover: &Handover, signing: &Signing) -> Result<Document> {
    let signed = Signed {
        on: signing.on.unwrap_or_else(|| cx.today()),
        at: cx.now(),
        name: signing.name.clone(),
        strokes: signing.strokes.clone(),
        unsigned_because: signing.unsigned_because.clone(),
        by: cx.actor.account(),
        by_name: signing.by_name.clone(),
    };
    written(cx, handover, &signed).await
}

async fn written(cx: &Cx, handover: &Handover, signed: &Signed) -> Result<Document> {
    // Who may change the ledger may also look people up while doing so, whatever the scopes of a token.
    let reading = cx.house.acting(kernel::Actor::System, cx.lang);
    let person = crate::people::ops::see(&reading, handover.person).await?;
    let ids: Vec<AssetId> = handover.items.iter().map(|item| item.asset).collect();
    let found = assets::some(cx.db(), &ids).await?;
    let kinds = crate::kinds::stored(cx.db()).await?;
    let thing = |item: &Item| {
        let asset = found.iter().find(|asset| asset.id == item.asset);
        let kind = asset.and_then(|asset| kinds.iter().find(|kind| kind.id == asset.kind));
        thing(item, asset, kind.map(|kind| kind.label(cx.lang)).unwrap_or_default())
    };
    Ok(Document {
        lang: cx.lang,
        id: handover.id,
        direction: handover.direction,
        company: settings::current(&cx.house).await?.company.name.clone(),
        person: person.name,
        employee_no: person.employee_no,
        department: person.department_name,
        things: handover.items.iter().map(thing).collect(),
        due_on: handover.due_on,
        terms: terms::stored(cx.db(), cx.lang, handover.direction).await?.text,
        note: handover.note.clone(),
        on: signed.on,
        signed_at: signed.at,
        signed_name: signed.name.clone(),
        strokes: signed.strokes.clone(),
        unsigned_because: signed.unsigned_because.clone(),
        by_name: signed.by_name.clone(),
    })
}

fn thing(item: &Item, asset: Option<&Asset>, kind: String) -> Thing {
    let (mut number, mut what, mut serial) = (String::new(), String::new(), String::new());
    if let Some(asset) = asset {
        let model = format!("{} {}", asset.maker, asset.model);
        let words = [model.trim().to_owned(), display_name(&asset.data), label(&asset.data)];
        what = words.into_iter().find(|word| !word.is_empty()).unwrap_or_default();
        number.clone_from(&asset.number);
        serial.clone_from(&asset.serial);
    }
    Thing {
        number,
        kind,
        what,
        serial,
        accessories: item.accessories.clone(),
        condition: item.condition.clone(),
    }
}

/// What a thing is called on the paper, in one line.
fn called(thing: &Thing) -> String {
    let parts = [&thing.number, &thing.what].into_iter().filter(|part| !part.is_empty());
    let text = parts.map(String::as_str).collect::<Vec<_>>().join(" ");
    if thing.serial.is_empty() { text } else { format!("{text} (S/N {})", thing.serial) }
}

/// The things, locked, if nothing stands in the way of any.
async fn free(tx: &Tx, handover: &Handover) -> Result<Vec<Asset>> {
    let ids: Vec<AssetId> = handover.items.iter().map(|item| item.asset).collect();
    let found = assets::take(tx, &ids).await?;
    let in_the_way = in_the_way(tx, handover, &found).await?;
    if in_the_way.is_empty() {
        return Ok(found);
    }
    let called = |id: AssetId| {
        let asset = found.iter().find(|asset| asset.id == id);
        asset.map_or_else(|| id.to_string(), |asset| label(&asset.data))
    };
    let faults = in_the_way.into_iter();
    Err(Fault::Invalid(
        faults.map(|(id, why)| FieldFault { field: field_of(id), text: why.text(&called(id)) }).collect(),
    ))
}

/// Every thing changes hands.
async fn hand(tx: &Tx, cx: &Cx, handover: &Handover, found: &[Asset], on: Day) -> Result<ChangeSetId> {
    let act = match handover.direction {
        Direction::Out => "hand_out",
        Direction::Back => "hand_back",
    };
    let reading = cx.house.acting(kernel::Actor::System, cx.lang);
    let department = crate::people::ops::see(&reading, handover.person).await?.department_name;
    let mut writer = Writer::begin(tx, cx, act).await?;
    for item in &handover.items {
        let Some(before) = found.iter().find(|asset| asset.id == item.asset) else { continue };
        let values = values(handover, item, &department);
        let after = apply(&before.data, &values, &Known::load(tx, &values).await?)?;
        writer.change(before, after).await?;
    }
    let set = writer.finish().await?;
    if on != cx.today() {
        history::date(tx, set, on).await?;
    }
    Ok(set)
}

fn values(handover: &Handover, item: &Item, department: &str) -> Values {
    let mut values = Values::new();
    let mut put = |field: &str, value: String| values.insert(field.to_owned(), value);
    match handover.direction {
        Direction::Out => {
            put("person", handover.person.to_string());
            put("status", status_out(handover.due_on).word().to_owned());
            if !department.is_empty() {
                put("dept", department.to_owned());
            }
        }
        Direction::Back => {
            put("person", String::new());
            put("user", String::new());
            put("status", item.to.word().to_owned());
        }
    }
    values
}

/// The paper is at the hand-over and at each of its things.
async fn keep(tx: &Tx, cx: &Cx, handover: &Handover, (staged, name): (Staged, FileName)) -> Result<()> {
    let file = files::attach(tx, cx, Subject::Handover(handover.id), staged, &name).await?;
    for item in &handover.items {
        files::attach_also(tx, cx, Subject::Asset(item.asset), file.id).await?;
    }
    store::keep_paper(tx, handover.id, file.id).await
}

/// Takes a hand-over back as if it had not been done: every thing is where it was, the paper is taken off, and the
/// hand-over is planned again.
///
/// # Errors
/// `Fault::Conflict` if one of the things was changed since; then nothing is taken back.
pub async fn undo(cx: &Cx, id: HandoverId, version: i64) -> Result<Handover> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let handover = taken(&tx, id, version, Act::Undo).await?;
    let set = handover.set.ok_or(Fault::NotFound)?;
    let undone = take_back_set(&tx, cx, set, Mode::Handover).await?;
    if !undone.kept.is_empty() {
        let mut things: Vec<String> = undone.kept.into_iter().map(|kept| kept.label).collect();
        things.dedup();
        return Err(Fault::Conflict(
            Text::new("handovers.fault.changed_since").with("things", things.join("、")),
        ));
    }
    if let Some(file) = handover.file {
        files::detach(&tx, cx, Subject::Handover(id), file).await?;
        for subject in files::subjects(&tx, file).await? {
            files::detach(&tx, cx, subject, file).await?;
        }
    }
    store::open_earlier(&tx, id).await?;
    store::unsign(&tx, id).await?;
    let entry = Entry::new("handover.undone", Subject::Handover(id)).with("set", set);
    journal::write(&tx, cx, &entry.with("count", handover.items.len())).await?;
    let planned = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    Ok(planned)
}
