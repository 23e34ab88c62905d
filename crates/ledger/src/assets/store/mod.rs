//! SQL about assets: rows in and out. Lists are in `list`, history and assignments in `history`.

use std::collections::BTreeMap;

use kernel::{AssetId, DepartmentId, KindId, PersonId, PlaceId, Result, Subject, Yen};
use platform::db::{Batch, Sql, Tx, Value, marks};
use platform::time::{from_stored, to_stored};
use platform::values;
use sea_orm::FromQueryResult;

use super::model::{Asset, AssetData, Status};
use super::relink::Linked;
use super::rules::{display_name, folded_key, record_key, sort_key};
use crate::sql::{day_of, day_text};

pub(crate) mod around;
pub(crate) mod beside;
pub(crate) mod condition;
pub(crate) mod held;
pub(crate) mod history;
pub(crate) mod list;
pub(crate) mod views;

pub(crate) const COLUMNS: &str = "a.id, a.version, a.kind_id, a.number, a.name, a.maker, a.model, a.model_no, a.serial, \
     a.status, a.person_id, a.user_text, a.department_id, a.department_text, a.place_id, a.place_text, a.acquired_on, \
     a.warranty_ends_on, a.lease_ends_on, a.disposed_on, a.renews_on, a.notice_by_on, a.price, a.acquire_type, \
     a.vendor, a.note, a.fields, a.created_at, a.updated_at, a.deleted_at";

/// The columns that a change writes, in the order of [`changeable`].
const CHANGEABLE: [&str; 30] = [
    "version",
    "updated_at",
    "deleted_at",
    "kind_id",
    "number",
    "number_folded",
    "number_sort",
    "name",
    "maker",
    "model",
    "model_no",
    "serial",
    "serial_folded",
    "status",
    "person_id",
    "user_text",
    "department_id",
    "department_text",
    "place_id",
    "place_text",
    "acquired_on",
    "warranty_ends_on",
    "lease_ends_on",
    "disposed_on",
    "renews_on",
    "notice_by_on",
    "price",
    "acquire_type",
    "vendor",
    "note",
];

/// What follows them.
const CHANGEABLE_TOO: [&str; 3] = ["fields", "record_key", "name_sort"];

#[derive(FromQueryResult)]
pub(crate) struct Row {
    id: i64,
    version: i64,
    kind_id: i64,
    number: String,
    name: String,
    maker: String,
    model: String,
    model_no: String,
    serial: String,
    status: String,
    person_id: Option<i64>,
    user_text: String,
    department_id: Option<i64>,
    department_text: String,
    place_id: Option<i64>,
    place_text: String,
    acquired_on: String,
    warranty_ends_on: String,
    lease_ends_on: String,
    disposed_on: String,
    renews_on: String,
    notice_by_on: String,
    price: Option<i64>,
    acquire_type: String,
    vendor: String,
    note: String,
    fields: String,
    created_at: i64,
    updated_at: i64,
    deleted_at: Option<i64>,
}

impl Row {
    pub(crate) fn asset(self) -> Asset {
        let fields: BTreeMap<String, String> = serde_json::from_str(&self.fields).unwrap_or_default();
        Asset {
            id: AssetId(self.id),
            version: self.version,
            data: AssetData {
                kind: KindId(self.kind_id),
                number: self.number,
                name: self.name,
                maker: self.maker,
                model: self.model,
                model_no: self.model_no,
                serial: self.serial,
                status: Status::parse(&self.status).unwrap_or_default(),
                person: self.person_id.map(PersonId),
                user_text: self.user_text,
                department: self.department_id.map(DepartmentId),
                department_text: self.department_text,
                place: self.place_id.map(PlaceId),
                place_text: self.place_text,
                acquired_on: day_of(&self.acquired_on),
                warranty_ends_on: day_of(&self.warranty_ends_on),
                lease_ends_on: day_of(&self.lease_ends_on),
                disposed_on: day_of(&self.disposed_on),
                renews_on: day_of(&self.renews_on),
                notice_by_on: day_of(&self.notice_by_on),
                price: self.price.map(Yen),
                acquire_type: self.acquire_type,
                vendor: self.vendor,
                note: self.note,
                fields,
            },
            created_at: from_stored(self.created_at),
            updated_at: from_stored(self.updated_at),
            deleted_at: self.deleted_at.map(from_stored),
        }
    }
}

/// One asset, deleted or not.
pub(crate) async fn find(db: &impl Sql, id: AssetId) -> Result<Option<Asset>> {
    let sql = format!("SELECT {COLUMNS} FROM asset a WHERE a.id = $1");
    Ok(db.one::<Row>(&sql, values![id.0]).await?.map(Row::asset))
}

/// Many assets by id, deleted or not, in no order. Locks them where the database has several writers.
pub(crate) async fn take(tx: &Tx, ids: &[AssetId]) -> Result<Vec<Asset>> {
    let lock = tx.for_update();
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(1_000) {
        let sql = format!(
            "SELECT {COLUMNS} FROM asset a WHERE a.id IN {} ORDER BY a.id{lock}",
            marks(1, some.len())
        );
        let rows: Vec<Row> = tx.all(&sql, some.iter().map(|id| Value::from(id.0)).collect()).await?;
        found.extend(rows.into_iter().map(Row::asset));
    }
    Ok(found)
}

/// Many assets by id, deleted or not, in no order.
pub(crate) async fn some(db: &impl Sql, ids: &[AssetId]) -> Result<Vec<Asset>> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(1_000) {
        let sql = format!("SELECT {COLUMNS} FROM asset a WHERE a.id IN {}", marks(1, some.len()));
        let rows: Vec<Row> = db.all(&sql, some.iter().map(|id| Value::from(id.0)).collect()).await?;
        found.extend(rows.into_iter().map(Row::asset));
    }
    Ok(found)
}

/// Which of these folded numbers are taken by living assets, and by which.
pub(crate) async fn numbers_taken(db: &impl Sql, folded: &[String]) -> Result<Vec<(String, AssetId)>> {
    #[derive(FromQueryResult)]
    struct Taken {
        number_folded: String,
        id: i64,
    }
    let mut taken = Vec::new();
    for some in folded.chunks(1_000) {
        let sql = format!(
            // A join and not a list: PostgreSQL compares each row with each item of a list if it chose its way while
            // the table was still small.
            "SELECT a.number_folded, a.id FROM (VALUES {}) AS v JOIN asset a ON a.number_folded = v.column1
             WHERE a.deleted_at IS NULL AND a.number_folded <> ''",
            (1..=some.len()).map(|place| marks(place, 1)).collect::<Vec<_>>().join(",")
        );
        let rows: Vec<Taken> =
            db.all(&sql, some.iter().map(|key| Value::from(key.as_str())).collect()).await?;
        taken.extend(rows.into_iter().map(|row| (row.number_folded, AssetId(row.id))));
    }
    Ok(taken)
}

/// The numbers with a stem, the highest first, deleted ones too (a number is not given twice).
pub(crate) async fn numbers_like(db: &impl Sql, stem: &str) -> Result<Vec<String>> {
    #[derive(FromQueryResult)]
    struct Number {
        number: String,
    }
    let key = sort_key(stem);
    let sql = "SELECT number FROM asset WHERE number_sort >= $1 AND number_sort < $2 ORDER BY number_sort DESC LIMIT 500";
    // ':' follows '9', so the range holds what goes on with a digit.
    let rows: Vec<Number> = db.all(sql, values![format!("{key}0"), format!("{key}:")]).await?;
    Ok(rows.into_iter().map(|row| row.number).collect())
}

/// What a row of a file can be recognised by, of everything alive.
#[derive(FromQueryResult)]
pub(crate) struct Keys {
    /// The asset.
    pub id: i64,
    /// Its kind.
    pub kind_id: i64,
    /// Folded number.
    pub number_folded: String,
    /// Folded serial number.
    pub serial_folded: String,
    /// What a record is recognised by.
    pub record_key: String,
    /// Its name.
    pub name: String,
    /// Of the row it came from.
    pub fingerprint: String,
    /// When it came into the ledger.
    pub created_at: i64,
}

/// The keys of everything alive, the oldest first.
pub(crate) async fn keys(db: &impl Sql) -> Result<Vec<Keys>> {
    let sql = "SELECT id, kind_id, number_folded, serial_folded, record_key, name, fingerprint, created_at
               FROM asset WHERE deleted_at IS NULL ORDER BY id";
    db.all(sql, vec![]).await
}

/// Prepares for writing very many rows: keeps others from writing assets until the transaction ends (SQLite has one
/// writer anyway), and lets SQLite hold the touched pages of its many indexes instead of writing them again and again.
pub(crate) async fn alone(tx: &Tx) -> Result<()> {
    if tx.is_postgres() {
        tx.run_plain("LOCK TABLE asset IN SHARE ROW EXCLUSIVE MODE").await?;
        platform::search::many(tx).await
    } else {
        tx.run_plain("PRAGMA cache_size = -131072").await
    }
}

/// Ends, inside the transaction, what [`alone`] began.
pub(crate) async fn settle(tx: &Tx) -> Result<()> {
    platform::search::no_longer_many(tx).await
}

/// From so many rows on PostgreSQL's idea of a table is out of date, and it would sort the whole table for a page of a list
/// until it has looked by itself.
const MANY: u64 = 1_000;

/// Gives the memory of [`alone`] back, or lets PostgreSQL look at what so many written rows have changed. What was written
/// stands whether or not this succeeds.
pub(crate) async fn no_longer_alone(db: &platform::db::Db, written: u64) {
    // A transaction of its own, since only SQLite's writing connection holds the pages.
    let last = async |statement| {
        let tx = db.begin().await?;
        tx.run_plain(statement).await?;
        tx.commit().await
    };
    let answer: Result<()> = match (db.is_postgres(), written) {
        (true, ..MANY) => Ok(()),
        (true, _) => last("ANALYZE asset, asset_mention, asset_fee, search_doc").await,
        (false, _) => last("PRAGMA cache_size = -8000; PRAGMA shrink_memory").await,
    };
    if let Err(fault) = answer {
        tracing::warn!(%fault, "the database could not be tidied up after an import");
    }
}

/// What new rows are sent through.
pub(crate) fn inserts() -> Batch {
    Batch::new("asset", INSERT_COLUMNS)
}

const INSERT_COLUMNS: &str = "version, updated_at, deleted_at, kind_id, number, number_folded, number_sort, name, maker, \
     model, model_no, serial, serial_folded, status, person_id, user_text, department_id, department_text, place_id, \
     place_text, acquired_on, warranty_ends_on, lease_ends_on, disposed_on, renews_on, notice_by_on, price, \
     acquire_type, vendor, note, fields, record_key, name_sort, id, created_at, fingerprint";

/// A row for [`inserts`].
pub(crate) fn insert_row(asset: &Asset, fingerprint: &str) -> Vec<Value> {
    let mut row = changeable(asset);
    row.extend(values![asset.id.0, to_stored(asset.created_at), fingerprint]);
    row
}

fn changeable(asset: &Asset) -> Vec<Value> {
    let data = &asset.data;
    let fields = serde_json::to_string(&data.fields).unwrap_or_else(|_| "{}".to_owned());
    values![
        asset.version,
        to_stored(asset.updated_at),
        asset.deleted_at.map(to_stored),
        data.kind.0,
        data.number.as_str(),
        folded_key(&data.number),
        sort_key(&data.number),
        data.name.as_str(),
        data.maker.as_str(),
        data.model.as_str(),
        data.model_no.as_str(),
        data.serial.as_str(),
        folded_key(&data.serial),
        data.status.word(),
        data.person.map(|id| id.0),
        data.user_text.as_str(),
        data.department.map(|id| id.0),
        data.department_text.as_str(),
        data.place.map(|id| id.0),
        data.place_text.as_str(),
        day_text(data.acquired_on),
        day_text(data.warranty_ends_on),
        day_text(data.lease_ends_on),
        day_text(data.disposed_on),
        day_text(data.renews_on),
        day_text(data.notice_by_on),
        data.price.map(|yen| yen.0),
        data.acquire_type.as_str(),
        data.vendor.as_str(),
        data.note.as_str(),
        fields,
        record_key(data),
        sort_key(&display_name(data)),
    ]
}

/// Writes changed assets back, some hundred per statement. Their versions must have been raised already.
pub(crate) async fn write_back(tx: &Tx, assets: &[Asset]) -> Result<()> {
    let names: Vec<&str> = CHANGEABLE.iter().chain(&CHANGEABLE_TOO).copied().collect();
    let width = names.len() + 1;
    let sets: Vec<String> =
        names.iter().enumerate().map(|(place, name)| format!("{name} = v.column{}", place + 2)).collect();
    for some in assets.chunks(200) {
        let mut sent = Vec::with_capacity(some.len() * width);
        let mut rows = Vec::with_capacity(some.len());
        for (place, asset) in some.iter().enumerate() {
            rows.push(marks(place * width + 1, width));
            sent.push(Value::from(asset.id.0));
            sent.extend(changeable(asset));
        }
        let sql = format!(
            "UPDATE asset SET {} FROM (VALUES {}) AS v WHERE asset.id = v.column1",
            sets.join(", "),
            rows.join(",")
        );
        tx.run(&sql, sent).await?;
    }
    Ok(())
}

/// Frees the numbers of assets that are about to be written with another one.
pub(crate) async fn give_up_numbers(tx: &Tx, ids: &[AssetId]) -> Result<()> {
    for some in ids.chunks(1_000) {
        let sql = format!("UPDATE asset SET number_folded = '' WHERE id IN {}", marks(1, some.len()));
        tx.run(&sql, some.iter().map(|id| Value::from(id.0)).collect()).await?;
    }
    Ok(())
}

/// Everything that points at a person, a department or a place, deleted or not.
pub(crate) async fn linked(db: &impl Sql, what: Linked, id: i64) -> Result<Vec<AssetId>> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let (column, _) = what.columns();
    let sql = format!("SELECT id FROM asset WHERE {column} = $1 ORDER BY id");
    let rows: Vec<Id> = db.all(&sql, values![id]).await?;
    Ok(rows.into_iter().map(|row| AssetId(row.id)).collect())
}

/// Removes assets that only their own change set knows, with everything that belongs to them.
pub(crate) async fn vanish(tx: &Tx, ids: &[AssetId]) -> Result<()> {
    for some in ids.chunks(1_000) {
        for (table, column) in [
            ("deadline_answer", "asset_id"),
            ("seat", "record_id"),
            ("seat", "thing_id"),
            ("asset_assignment", "asset_id"),
            ("asset_history", "asset_id"),
            ("asset_mention", "asset_id"),
            ("asset_fee", "asset_id"),
            ("asset", "id"),
        ] {
            let sql = format!("DELETE FROM {table} WHERE {column} IN {}", marks(1, some.len()));
            tx.run(&sql, some.iter().map(|id| Value::from(id.0)).collect()).await?;
        }
        let subjects: Vec<Subject> = some.iter().map(|id| Subject::Asset(*id)).collect();
        platform::search::remove_all(tx, &subjects).await?;
    }
    Ok(())
}
