//! The verbs about imports.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use intake::{Hints, Origin};
use kernel::{AssetId, DepartmentId, Fault, ImportId, Moment, PersonId, PlaceId, Result, Right, Subject};
use platform::Cx;
use platform::db::{Sql, Tx};
use platform::journal::{self, Entry};
use sheet::Workbook;
use tokio::task::JoinHandle;

use super::model::{Choices, Import, ImportPlan, PlannedRow, Source};
use super::plan::{Table, compare};
use super::report::{Report, RowAct};
use super::store;
use crate::assets::ops::{Mode, take_back_set};
use crate::assets::write::{Fresh, Writer};
use crate::assets::{Asset, AssetData, store as assets};
use crate::changes::{ChangeSetId, Undone};
use crate::people::matching_name;
use crate::sql::fresh_ids;

/// How many rows are written between two looks at the cancel button.
const AT_ONCE: usize = 2_000;

/// What an import would do; changes nothing.
pub async fn plan(cx: &Cx, workbook: &Workbook, source: &Source, choices: &Choices) -> Result<ImportPlan> {
    cx.may(Right::ImportLedger)?;
    let tables = read(cx.db(), workbook, choices).await?;
    let mut plan = compare(cx.db(), tables, choices).await?;
    plan.seen_before = store::of_file(cx.db(), &source.hash).await?;
    Ok(plan)
}

/// The plan in the form that is given out, in the actor's language.
pub fn report(cx: &Cx, plan: &ImportPlan) -> Report {
    Report::of(cx.lang, plan)
}

/// Takes the file in, in one transaction. `progress` hears (rows done, rows in all); setting `cancel` leaves everything
/// as it was and answers `Fault::Conflict("imports.fault.cancelled")`.
pub async fn run(
    cx: &Cx,
    workbook: &Workbook,
    source: &Source,
    choices: &Choices,
    progress: impl Fn(u64, u64) + Send + Sync,
    cancel: &AtomicBool,
) -> Result<Report> {
    cx.may(Right::ImportLedger)?;
    let tables = read(cx.db(), workbook, choices).await?;
    let answer = take_in(cx, tables, source, choices, &progress, cancel).await;
    let written = answer.as_ref().map_or(0, |report| report.totals.new + report.totals.change);
    assets::no_longer_alone(cx.db(), written).await;
    answer
}

/// Takes in what was read.
async fn take_in(
    cx: &Cx,
    tables: Vec<Table>,
    source: &Source,
    choices: &Choices,
    progress: &(impl Fn(u64, u64) + Send + Sync),
    cancel: &AtomicBool,
) -> Result<Report> {
    let goes_on = || {
        if cancel.load(Ordering::Relaxed) { Err(Fault::conflict("imports.fault.cancelled")) } else { Ok(()) }
    };
    goes_on()?;
    let tx = cx.begin().await?;
    assets::alone(&tx).await?;
    let mut plan = compare(&tx, tables, choices).await?;
    let mut writer = Writer::begin(&tx, cx, "import").await?;
    let set = writer.set;
    let added = add_unknown(&tx, &plan, choices, set).await?;
    let all: u64 = plan.totals.new + plan.totals.change;
    let mut done = 0_u64;
    let mut waiting: Vec<&mut PlannedRow> = plan
        .sheets
        .iter_mut()
        .flat_map(|sheet| sheet.rows.iter_mut())
        .filter(|row| matches!(row.act, RowAct::New | RowAct::Change))
        .collect();
    progress(0, all);
    let new = waiting.iter().filter(|row| row.act == RowAct::New).count();
    let mut ids = fresh_ids(&tx, "asset", new).await?.into_iter();
    let mut parts = waiting.chunks_mut(AT_ONCE);
    let mut next = parts.next().map(|rows| Part::prepare(rows, &mut ids, &added, cx.now()));
    while let Some(part) = next {
        goes_on()?;
        next = parts.next().map(|rows| Part::prepare(rows, &mut ids, &added, cx.now()));
        done += part.rows.len() as u64;
        part.write(&tx, &mut writer, &added).await?;
        progress(done, all);
    }
    writer.finish().await?;
    assets::settle(&tx).await?;
    if choices.remember {
        remember(&tx, cx, &plan).await?;
    }
    let id = store::add(&tx, set, source, plan.totals).await?;
    let entry = Entry::new("ledger.imported", Subject::Import(id))
        .with("file", &source.hash)
        .with("totals", plan.totals);
    journal::write(&tx, cx, &entry).await?;
    goes_on()?;
    // What is given out is put together while the disk takes what was written.
    let (kept, report) = tokio::join!(tx.commit(), async { Report::of(cx.lang, &plan) });
    kept?;
    Ok(Report { import_id: Some(id), ..report })
}

/// Finds and reads the tables, with the mappings that were chosen before for files of the same shape.
async fn read(db: &impl Sql, workbook: &Workbook, choices: &Choices) -> Result<Vec<Table>> {
    let mut hints: Hints = choices.hints.clone();
    if choices.remember {
        for (shape, mapping) in store::shapes(db).await? {
            hints.remembered.entry(shape).or_insert(mapping);
        }
    }
    let plans = intake::analyse(workbook, &hints);
    let rows = intake::read_workbook(workbook, &plans);
    let mut tables: Vec<Table> = plans.into_iter().zip(rows).collect();
    for (plan, rows) in &mut tables {
        leave_out(plan, rows, choices);
    }
    Ok(tables)
}

/// Columns that the person does not want leave nothing behind, not even a field of their own.
fn leave_out(plan: &intake::SheetPlan, rows: &mut [intake::IntakeRow], choices: &Choices) {
    let unwanted = |column: &&intake::Column| {
        column.role == intake::Role::Extra && choices.omit.contains(&(plan.sheet, plan.table, column.index))
    };
    for column in plan.columns.iter().filter(unwanted) {
        for row in rows.iter_mut() {
            row.extra.remove(&column.source);
        }
    }
}

/// What an import added besides assets, by folded name.
struct Added {
    people: HashMap<String, (PersonId, String)>,
    departments: HashMap<String, DepartmentId>,
    places: HashMap<String, PlaceId>,
}

async fn add_unknown(tx: &Tx, plan: &ImportPlan, choices: &Choices, set: ChangeSetId) -> Result<Added> {
    let mut added = Added { people: HashMap::new(), departments: HashMap::new(), places: HashMap::new() };
    if choices.add_people {
        let numbers = numbers_of(plan);
        let people: Vec<(String, String)> = plan
            .new_people
            .iter()
            .map(|name| (name.clone(), numbers.get(&matching_name(name)).cloned().unwrap_or_default()))
            .collect();
        let ids = crate::people::add_bare(tx, &people, set).await?;
        added.people =
            people.into_iter().zip(ids).map(|((name, _), id)| (matching_name(&name), (id, name))).collect();
    }
    if choices.add_places {
        let ids = crate::departments::add_bare(tx, &plan.new_departments, Some(set)).await?;
        added.departments = plan.new_departments.iter().map(|name| yomi::fold(name)).zip(ids).collect();
        let ids = crate::places::add_bare(tx, &plan.new_places, Some(set)).await?;
        added.places = plan.new_places.iter().map(|name| yomi::fold(name)).zip(ids).collect();
    }
    Ok(added)
}

/// Employee numbers that stand beside names in the file, each given to one name only.
fn numbers_of(plan: &ImportPlan) -> HashMap<String, String> {
    let mut numbers = HashMap::new();
    let mut given = std::collections::HashSet::new();
    for row in plan.sheets.iter().flat_map(|sheet| &sheet.rows) {
        let text = |field| row.read.text(field).unwrap_or_default();
        let (name, number) = (matching_name(&text(intake::Field::User)), text(intake::Field::UserId));
        if !name.is_empty() && !number.is_empty() && given.insert(yomi::fold(&number)) {
            numbers.entry(name).or_insert(number);
        }
    }
    numbers
}

impl Added {
    /// Links a row to what the import itself has added.
    fn link(&self, data: &mut AssetData) {
        if data.person.is_none() {
            data.person = self.people.get(&matching_name(&data.user_text)).map(|(id, _)| *id);
        }
        if data.department.is_none() {
            data.department = self.departments.get(&yomi::fold(&data.department_text)).copied();
        }
        if data.place.is_none() {
            data.place = self.places.get(&yomi::fold(&data.place_text)).copied();
        }
    }
}

/// Some rows of an import. What is written of the new ones is computed on a thread of its own while the database works on
/// the part before.
struct Part<'a, 'b> {
    rows: &'a mut [&'b mut PlannedRow],
    fresh: JoinHandle<Vec<Fresh>>,
}

impl<'a, 'b> Part<'a, 'b> {
    fn prepare(
        rows: &'a mut [&'b mut PlannedRow],
        ids: &mut impl Iterator<Item = i64>,
        added: &Added,
        now: Moment,
    ) -> Self {
        let mut new = Vec::with_capacity(rows.len());
        for row in rows.iter_mut().filter(|row| row.act == RowAct::New) {
            let Some(mut data) = row.after.take().map(|data| *data) else { continue };
            let Some(id) = ids.next().map(AssetId) else { continue };
            added.link(&mut data);
            row.asset = Some(id);
            new.push((id, data, std::mem::take(&mut row.fingerprint)));
        }
        let make = move || {
            new.into_iter().map(|(id, data, fingerprint)| Fresh::new(id, data, &fingerprint, now)).collect()
        };
        Self { rows, fresh: tokio::task::spawn_blocking(make) }
    }

    async fn write(self, tx: &Tx, writer: &mut Writer<'_>, added: &Added) -> Result<()> {
        let changing = || self.rows.iter().filter(|row| row.act == RowAct::Change);
        let ids: Vec<_> = changing().filter_map(|row| row.asset).collect();
        let stored: HashMap<_, Asset> =
            assets::take(tx, &ids).await?.into_iter().map(|asset| (asset.id, asset)).collect();
        for row in self.rows.iter_mut().filter(|row| row.act == RowAct::Change) {
            let before = row.asset.and_then(|id| stored.get(&id)).ok_or(Fault::NotFound)?;
            let Some(mut after) = row.after.take().map(|data| *data) else { continue };
            added.link(&mut after);
            writer.change(before, after).await?;
        }
        writer.add_fresh(self.fresh.await.map_err(Fault::broken)?);
        writer.send().await
    }
}

/// Keeps the mappings in which the person decided something.
async fn remember(tx: &Tx, cx: &Cx, plan: &ImportPlan) -> Result<()> {
    for sheet in &plan.sheets {
        let decided = sheet.plan.columns.iter().any(|column| column.origin != Origin::Guessed);
        if decided && sheet.plan.header_row.is_some() {
            store::remember(tx, &sheet.plan.shape, &sheet.plan.mapping(), cx.now()).await?;
        }
    }
    Ok(())
}

/// Takes a whole import back, as far as nobody changed the same fields since.
///
/// # Errors
/// `Fault::Conflict` if it was undone before.
pub async fn undo(cx: &Cx, id: ImportId) -> Result<Undone> {
    cx.may(Right::ImportLedger)?;
    let answer = take_back(cx, id).await;
    let written = answer.as_ref().map_or(0, |undone| undone.restored + undone.removed);
    assets::no_longer_alone(cx.db(), written).await;
    answer
}

async fn take_back(cx: &Cx, id: ImportId) -> Result<Undone> {
    let tx = cx.begin().await?;
    assets::alone(&tx).await?;
    let import = store::find(&tx, id).await?.ok_or(Fault::NotFound)?;
    if import.undone_at.is_some() {
        return Err(Fault::conflict("imports.fault.undone_before"));
    }
    let undone = take_back_set(&tx, cx, import.set, Mode::Wholly).await?;
    let people = crate::people::remove_untouched(&tx, import.set).await?;
    let departments = crate::departments::remove_untouched(&tx, import.set).await?;
    let places = crate::places::remove_untouched(&tx, import.set).await?;
    assets::settle(&tx).await?;
    let entry = Entry::new("ledger.import_undone", Subject::Import(id))
        .with("restored", undone.restored)
        .with("removed", undone.removed)
        .with("kept", undone.kept.len())
        .with("others", people + departments + places);
    journal::write(&tx, cx, &entry).await?;
    tx.commit().await?;
    Ok(undone)
}

/// The imports made so far, newest first.
pub async fn list(cx: &Cx, limit: u32) -> Result<Vec<Import>> {
    cx.may(Right::ReadLedger)?;
    store::latest(cx.db(), limit.min(1_000)).await
}

/// The file names of these imports; for pages that only want the words.
pub async fn names(cx: &Cx, ids: &[ImportId]) -> Result<Vec<(ImportId, String)>> {
    cx.may(Right::ReadLedger)?;
    store::names(cx.db(), ids).await
}

/// One import.
pub async fn see(cx: &Cx, id: ImportId) -> Result<Import> {
    cx.may(Right::ReadLedger)?;
    store::find(cx.db(), id).await?.ok_or(Fault::NotFound)
}
