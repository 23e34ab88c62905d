//! Comparing what was read with what is stored: new, changed, the same, or an error.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use data_encoding::HEXLOWER;
use intake::{Field, IntakeRow, Severity, SheetPlan, Subject, Verdict};
use kernel::{AssetId, KindId, Result, Text};
use platform::db::Sql;
use sha2::{Digest, Sha256};

use super::about::{About, Joined, Named, about};
use super::model::{Choices, ImportPlan, PlannedRow, PlannedSheet, Remark};
use super::people::Unknown;
use super::report::{RowAct, Totals};
use super::row::Laying;
use super::world::{MARK_HEADING, World, scoped};
use crate::assets::rules::{folded_key, record_key};
use crate::assets::store;
use crate::assets::{Asset, AssetData};
use crate::kinds::BuiltIn;
use crate::kinds::words::Dictionary;

/// A table as `intake` read it.
pub(super) type Table = (SheetPlan, Vec<IntakeRow>);

/// Where a row is: table and place in it.
type At = (usize, usize);

/// What a row was recognised as.
struct Found {
    at: At,
    kind: KindId,
    asset: Option<AssetId>,
    fingerprint: String,
    /// Where it names the things it is about.
    about: Option<About>,
    /// What it is joined with.
    joined: Joined,
    remarks: Vec<Remark>,
    error: Option<Text>,
}

/// Compares tables with what is stored.
pub(super) async fn compare(db: &impl Sql, tables: Vec<Table>, choices: &Choices) -> Result<ImportPlan> {
    let world = World::load(db).await?;
    let mut finder = Finder::new(&world, choices, &tables);
    let found = finder.all(&tables);
    let ids: BTreeSet<AssetId> = found.iter().filter_map(|found| found.asset).collect();
    let ids: Vec<AssetId> = ids.into_iter().collect();
    let stored: HashMap<AssetId, Asset> =
        store::some(db, &ids).await?.into_iter().map(|asset| (asset.id, asset)).collect();
    let mut unknown = Unknown::default();
    let mut found: BTreeMap<At, Found> = found.into_iter().map(|found| (found.at, found)).collect();
    let mut totals = Totals::default();
    let mut sheets = Vec::with_capacity(tables.len());
    for (table, (plan, rows)) in tables.into_iter().enumerate() {
        let mut planned = Vec::with_capacity(rows.len());
        for (place, row) in rows.into_iter().enumerate() {
            let mut laying = Laying { world: &world, choices, plan: &plan, unknown: &mut unknown };
            let row = match found.remove(&(table, place)) {
                Some(found) => decide(&mut laying, row, found, &stored),
                None => left_out(row, &plan, choices),
            };
            totals.add(row.act);
            planned.push(row);
        }
        sheets.push(PlannedSheet { plan, rows: planned });
    }
    Ok(ImportPlan {
        sheets,
        totals,
        new_people: unknown.people.into_values().map(|(name, _)| name).collect(),
        new_departments: unknown.departments.into_values().collect(),
        new_places: unknown.places.into_values().collect(),
        seen_before: None,
    })
}

fn decide(
    laying: &mut Laying<'_>,
    row: IntakeRow,
    found: Found,
    stored: &HashMap<AssetId, Asset>,
) -> PlannedRow {
    let world = laying.world;
    let mut planned = PlannedRow {
        read: row,
        act: RowAct::Error,
        asset: found.asset,
        changes: Vec::new(),
        remarks: found.remarks,
        after: None,
        fingerprint: found.fingerprint,
        links: found.joined.links,
    };
    if !found.joined.missing.is_empty() {
        let text = Text::new("imports.row.missing_things").with("numbers", listed(&found.joined.missing));
        planned.remarks.push(Remark { cell: None, severity: Severity::Note, text });
    }
    if let Some(text) = found.error {
        planned.remarks.push(Remark { cell: None, severity: Severity::Error, text });
        return planned;
    }
    let Some(kind) = world.kind(found.kind).or_else(|| world.kinds.first()) else { return planned };
    let before = found.asset.and_then(|id| stored.get(&id));
    let laid = laying.lay(&planned.read, before, kind, found.about.as_ref());
    planned.remarks.extend(laid.remarks);
    planned.act = RowAct::New;
    if let Some(asset) = before {
        planned.changes = asset.data.differences(&laid.after);
        planned.act = if planned.changes.is_empty() { RowAct::Same } else { RowAct::Change };
    }
    if planned.act != RowAct::Same {
        planned.after = Some(Box::new(laid.after));
    }
    planned
}

/// A row that is not taken: by its own reading, by choice, or because it is about people.
fn left_out(row: IntakeRow, plan: &SheetPlan, choices: &Choices) -> PlannedRow {
    let mut remarks = Vec::new();
    let chosen = choices.skip.contains(&(plan.sheet, row.row));
    let note = |key| Remark { cell: None, severity: Severity::Note, text: Text::new(key) };
    let act = match row.verdict {
        _ if chosen => {
            remarks.push(note("imports.row.skipped"));
            RowAct::Skip
        }
        Verdict::Error => RowAct::Error,
        Verdict::Skip => RowAct::Skip,
        Verdict::Take => {
            remarks.push(note("imports.row.people_sheet"));
            RowAct::Skip
        }
    };
    PlannedRow {
        read: row,
        act,
        asset: None,
        changes: Vec::new(),
        remarks,
        after: None,
        fingerprint: String::new(),
        links: Vec::new(),
    }
}

/// The first of some numbers, and how many more there are.
fn listed(numbers: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<&str> = numbers.iter().take(SHOWN).map(String::as_str).collect();
    let rest = numbers.len().saturating_sub(SHOWN);
    if rest == 0 { shown.join(", ") } else { format!("{} +{rest}", shown.join(", ")) }
}

/// Finds the stored asset of each row, and rows of the file that mean the same asset.
struct Finder<'a> {
    world: &'a World,
    choices: &'a Choices,
    /// What the rows of the file name of each other.
    named: Named,
    /// Which row of the file was the first with a number, a record key, or for a stored asset.
    numbers: HashMap<String, u32>,
    records: BTreeSet<String>,
    targets: HashMap<AssetId, u32>,
    fingerprints: HashMap<String, u32>,
}

impl<'a> Finder<'a> {
    fn new(world: &'a World, choices: &'a Choices, tables: &[Table]) -> Self {
        Self {
            world,
            choices,
            named: Named::of(tables, |plan| default_kind(plan, choices, world)),
            numbers: HashMap::new(),
            records: BTreeSet::new(),
            targets: HashMap::new(),
            fingerprints: HashMap::new(),
        }
    }

    fn all(&mut self, tables: &[Table]) -> Vec<Found> {
        let mut all = Vec::new();
        for (table, (plan, rows)) in tables.iter().enumerate() {
            if plan.subject == Subject::Person && !self.choices.kinds.contains_key(&plan.sheet) {
                continue;
            }
            let default = default_kind(plan, self.choices, self.world);
            for (place, row) in rows.iter().enumerate() {
                let skipped = self.choices.skip.contains(&(plan.sheet, row.row));
                if row.verdict == Verdict::Take && !skipped {
                    all.push(self.one((table, place), row, plan, default));
                }
            }
        }
        all
    }

    fn one(&mut self, at: At, row: &IntakeRow, plan: &SheetPlan, default: KindId) -> Found {
        let kind = kind_of(row, default, &self.world.words);
        let is_record = BuiltIn::of(kind).is_some_and(BuiltIn::is_record);
        let text = |field| row.text(field).unwrap_or_default();
        let number = folded_key(&text(Field::AssetNo));
        let serial = folded_key(&text(Field::Serial));
        let mut key = row_record_key(row, kind);
        if !key.is_empty() && !self.records.insert(scoped(kind, &key)) {
            // A second row with the same key is a second thing; it is recognised by its content.
            key.clear();
        }
        let index = &self.world.index;
        let is_thing = |number: &str| self.named.is_thing(index, number);
        let about = if is_record { about(row, plan, is_thing) } else { None };
        let own_number = if about == Some(About::Field(Field::AssetNo)) { "" } else { number.as_str() };
        let mut found = Found {
            at,
            kind,
            asset: None,
            fingerprint: String::new(),
            joined: self.named.joined(index, row, kind, about.as_ref()),
            about,
            remarks: Vec::new(),
            error: None,
        };
        let by_mark = row.extra.get(MARK_HEADING).and_then(|mark| index.marked(mark));
        let by_number = index.number(own_number).filter(|_| !own_number.is_empty());
        let by_serial = index.serial(&serial).filter(|_| !serial.is_empty());
        let by_record = index.record(kind, &key).filter(|_| !key.is_empty());
        found.asset = by_mark.or(by_number).or(by_serial).or(by_record);
        let keyless = own_number.is_empty() && serial.is_empty() && key.is_empty();
        if found.asset.is_none() && keyless {
            let name = text(Field::HostName);
            found.asset = index.name(&name).filter(|_| !name.is_empty());
            if name.is_empty() {
                found.fingerprint = self.fingerprint(row, kind);
                found.asset = index.fingerprint(&found.fingerprint);
            }
        }
        warn(&mut found, (own_number, by_number), (&serial, by_serial));
        self.twice(&mut found, row.row, own_number);
        found
    }

    /// Two rows of a file cannot be one asset.
    fn twice(&mut self, found: &mut Found, row: u32, number: &str) {
        let first = found.asset.and_then(|id| self.targets.get(&id).copied());
        let first = first.or_else(|| self.numbers.get(number).copied().filter(|_| !number.is_empty()));
        if let Some(first) = first {
            found.error = Some(Text::new("imports.row.twice").with("row", first));
            return;
        }
        if let Some(id) = found.asset {
            self.targets.insert(id, row);
        }
        if !number.is_empty() {
            self.numbers.insert(number.to_owned(), row);
        }
    }

    /// What a row without any key is recognised by: its content, and the how-manieth of its like it is.
    fn fingerprint(&mut self, row: &IntakeRow, kind: KindId) -> String {
        let mut digest = Sha256::new();
        digest.update(format!("{kind}\0"));
        for (field, value) in &row.values {
            digest.update(format!("{}\0{}\0", field.name(), yomi::fold(&value.to_text())));
        }
        for (heading, text) in row.extra.iter().filter(|(heading, _)| heading.as_str() != MARK_HEADING) {
            digest.update(format!("*{heading}\0{}\0", yomi::fold(text)));
        }
        let mut digest = HEXLOWER.encode(&digest.finalize());
        digest.truncate(32);
        let nth = self.fingerprints.entry(digest.clone()).or_insert(0);
        *nth += 1;
        format!("{digest}-{nth}")
    }
}

/// Says where number and serial point to different things.
fn warn(
    found: &mut Found,
    (number, by_number): (&str, Option<AssetId>),
    (serial, by_serial): (&str, Option<AssetId>),
) {
    let mut say = |key, value: &str| {
        let text = Text::new(key).with("value", value);
        found.remarks.push(Remark { cell: None, severity: Severity::Warning, text });
    };
    match (by_number, by_serial) {
        (Some(one), Some(other)) if one != other => say("imports.row.serial_elsewhere", serial),
        (None, Some(_)) if !number.is_empty() => say("imports.row.renumbered", number),
        _ => {}
    }
}

fn is_about_records(subject: Subject) -> bool {
    matches!(subject, Subject::Licence | Subject::Account | Subject::Contract | Subject::PhoneLine)
}

/// The kind of a sheet's rows where they do not say it themselves.
fn default_kind(plan: &SheetPlan, choices: &Choices, world: &World) -> KindId {
    if let Some(kind) = choices.kinds.get(&plan.sheet) {
        return *kind;
    }
    let has = |field| plan.column_of(field).is_some();
    let named = |words: &[&str]| {
        let name = yomi::fold(&plan.name);
        words.iter().any(|word| name.contains(&yomi::fold(word)))
    };
    let about_records = plan.subject == Subject::Unknown || is_about_records(plan.subject);
    let built_in = match plan.subject {
        _ if about_records && named(&["ドメイン", "domain"]) => BuiltIn::Domain,
        _ if about_records && named(&["証明書", "certificate"]) => BuiltIn::Certificate,
        _ if about_records
            && named(&["取引先", "仕入先", "購入先", "業者", "ベンダー", "supplier", "vendor"]) =>
        {
            BuiltIn::Supplier
        }
        // A list of systems has nobody who logs in.
        Subject::Account if ![Field::LoginId, Field::User, Field::Privilege].into_iter().any(has) => {
            BuiltIn::System
        }
        Subject::Licence => BuiltIn::Licence,
        Subject::Contract => BuiltIn::Contract,
        Subject::Account => BuiltIn::Account,
        Subject::PhoneLine => BuiltIn::Line,
        Subject::Asset | Subject::Person | Subject::Unknown => {
            let named = world.words.meant(&plan.name);
            let named = named.filter(|kind| !BuiltIn::of(*kind).is_some_and(BuiltIn::is_record));
            if let Some(kind) = named {
                return kind;
            }
            if [Field::Os, Field::Cpu, Field::HostName, Field::Office].into_iter().any(has) {
                BuiltIn::Pc
            } else {
                BuiltIn::Other
            }
        }
    };
    built_in.id()
}

/// The kind of one row.
fn kind_of(row: &IntakeRow, default: KindId, words: &Dictionary) -> KindId {
    let Some(text) = row.text(Field::Kind) else { return default };
    let is_record = BuiltIn::of(default).is_some_and(BuiltIn::is_record);
    if is_record { words.exact(&text) } else { words.meant(&text) }.unwrap_or(default)
}

fn row_record_key(row: &IntakeRow, kind: KindId) -> String {
    let mut data = AssetData::new(kind);
    for field in [Field::LicenceName, Field::ContractNo, Field::SystemName, Field::LoginId, Field::Phone] {
        if let Some(text) = row.text(field) {
            data.set(field.name(), &text);
        }
    }
    if let Some(text) = own_name_of(row, kind) {
        data.set("host_name", &text);
    }
    record_key(&data)
}

/// What a supplier is called: on a list of suppliers the column of suppliers is about them themselves.
pub(super) fn own_name_of(row: &IntakeRow, kind: KindId) -> Option<String> {
    (BuiltIn::of(kind) == Some(BuiltIn::Supplier)).then(|| row.text(Field::Vendor)).flatten()
}
