//! SQL about deadlines.

use std::collections::BTreeMap;

use chrono::Datelike as _;
use kernel::{AssetId, Day, KindId, PersonId, Result, Role};
use platform::db::{Batch, FromQueryResult, Sql, Tx, Value, marks};
use platform::values;

use super::agenda::{AgendaDay, Part, Span};
use super::model::{Deadline, DeadlineKind};
use crate::assets::rules::name_or_record;
use crate::assets::store::condition::{ALIVE, column_of};
use crate::sql::{day_of, due_by};

/// How many assets are asked about with one query.
const AT_ONCE: usize = 500;

/// How many deadlines of a kind fall on each day of a span.
pub(super) async fn days(db: &impl Sql, kind: DeadlineKind, (since, until): Span) -> Result<Vec<AgendaDay>> {
    #[derive(FromQueryResult)]
    struct DayRow {
        day: String,
        many: i64,
    }
    let column = column_of(kind);
    let mut values: Vec<Value> = Vec::new();
    let due = due_by(column, until, &mut values);
    // A year or a month of which only the end lies in the span sorts before all its days, so the index is entered at the
    // year's name and what is too early is left out here.
    values.push(Value::from(format!("{:04}", since.year())));
    let sql = format!(
        "SELECT {column} AS day, COUNT(*) AS many FROM asset a
         WHERE a.deleted_at IS NULL AND {ALIVE} AND {due} AND {column} >= ${} GROUP BY {column}",
        values.len()
    );
    let rows: Vec<DayRow> = db.all(&sql, values).await?;
    let day = |row: DayRow| {
        let on = day_of(&row.day)?;
        Some(AgendaDay { due_on: on.last(), kind, on, count: row.many })
    };
    Ok(rows.into_iter().filter_map(day).filter(|day| day.due_on >= since).collect())
}

/// What a deadline's line says of its asset.
#[derive(FromQueryResult)]
struct DueRow {
    id: i64,
    due: String,
    kind_id: i64,
    number: String,
    name: String,
    maker: String,
    model: String,
    user_text: String,
    person_id: Option<i64>,
    fields: String,
}

/// A record without a name is called by one of its fields; of all others the fields are not read.
const DUE_COLUMNS: &str = "a.id, a.kind_id, a.number, a.name, a.maker, a.model, a.user_text, a.person_id, \
     CASE WHEN a.name = '' THEN a.fields ELSE '{}' END AS fields";

/// All deadlines of a kind on whole days.
pub(super) async fn on_days(
    db: &impl Sql,
    kind: DeadlineKind,
    today: Day,
    parts: &[Part<'_>],
) -> Result<Vec<Deadline>> {
    let column = column_of(kind);
    let mut all = Vec::new();
    for some in parts.chunks(AT_ONCE) {
        let sql = format!(
            "SELECT {DUE_COLUMNS}, {column} AS due FROM asset a WHERE a.deleted_at IS NULL AND {ALIVE} AND {column} <> '' AND {column} IN {}",
            marks(1, some.len())
        );
        let values = some.iter().map(|part| Value::from(part.day.on.to_string())).collect();
        let rows: Vec<DueRow> = db.all(&sql, values).await?;
        all.extend(rows.into_iter().filter_map(|row| row.deadline(kind, today)));
    }
    Ok(all)
}

/// Some of the deadlines of a kind on one day, in the order of their assets' ids.
pub(super) async fn on_day(
    db: &impl Sql,
    kind: DeadlineKind,
    today: Day,
    part: &Part<'_>,
) -> Result<Vec<Deadline>> {
    let column = column_of(kind);
    let sql = format!(
        "SELECT {DUE_COLUMNS}, {column} AS due FROM asset a WHERE a.deleted_at IS NULL AND {ALIVE} AND {column} <> '' AND {column} = $1
         ORDER BY a.id LIMIT {} OFFSET {}",
        part.most, part.skip
    );
    let rows: Vec<DueRow> = db.all(&sql, values![part.day.on.to_string()]).await?;
    Ok(rows.into_iter().filter_map(|row| row.deadline(kind, today)).collect())
}

impl DueRow {
    fn deadline(self, kind: DeadlineKind, today: Day) -> Option<Deadline> {
        let on = day_of(&self.due)?;
        let due_on = on.last();
        let fields: BTreeMap<String, String> = serde_json::from_str(&self.fields).unwrap_or_default();
        let field = |name: &str| fields.get(name).cloned().unwrap_or_default();
        Some(Deadline {
            asset: AssetId(self.id),
            kind,
            on,
            due_on,
            days_left: (due_on - today).num_days(),
            asset_kind: KindId(self.kind_id),
            number: self.number,
            name: name_or_record(&self.name, field),
            model: format!("{} {}", self.maker, self.model).trim().to_owned(),
            user_text: self.user_text,
            person: self.person_id.map(PersonId),
        })
    }
}

/// Notes of which deadlines a mail tells.
pub(super) async fn note(tx: &Tx, mail: i64, role: Role, said_on: Day, told: &[Deadline]) -> Result<()> {
    let mut batch = Batch::new("deadline_notice", "mail_id, role, said_on, asset_id, kind, due_on");
    let said_on = said_on.to_string();
    for one in told {
        let due_on = one.due_on.to_string();
        let row = values![mail, role.word(), said_on.as_str(), one.asset.0, one.kind.word(), due_on];
        batch.push(tx, row).await?;
    }
    batch.flush(tx).await
}

/// Forgets what was said before a day.
pub(super) async fn forget(tx: &Tx, before: Day) -> Result<u64> {
    tx.run("DELETE FROM deadline_notice WHERE said_on < $1", values![before.to_string()]).await
}

/// One mail that told of one deadline.
pub(super) struct Told {
    pub mail: i64,
    pub role: Role,
    pub said_on: Day,
    pub asset: AssetId,
    pub kind: DeadlineKind,
    pub due_on: Day,
}

/// Everything that was told about these assets, the newest first.
pub(super) async fn told(db: &impl Sql, assets: &[AssetId]) -> Result<Vec<Told>> {
    #[derive(FromQueryResult)]
    struct ToldRow {
        mail_id: i64,
        role: String,
        said_on: String,
        asset_id: i64,
        kind: String,
        due_on: String,
    }
    let read = |row: ToldRow| {
        Some(Told {
            mail: row.mail_id,
            role: Role::parse(&row.role)?,
            said_on: row.said_on.parse().ok()?,
            asset: AssetId(row.asset_id),
            kind: DeadlineKind::parse(&row.kind)?,
            due_on: row.due_on.parse().ok()?,
        })
    };
    let mut all = Vec::new();
    for some in assets.chunks(AT_ONCE) {
        let sql = format!(
            "SELECT mail_id, role, said_on, asset_id, kind, due_on FROM deadline_notice WHERE asset_id IN {}
             ORDER BY said_on DESC, mail_id",
            marks(1, some.len())
        );
        let rows: Vec<ToldRow> = db.all(&sql, some.iter().map(|asset| asset.0.into()).collect()).await?;
        all.extend(rows.into_iter().filter_map(read));
    }
    Ok(all)
}

/// One mail, and of how many deadlines it told.
pub(super) struct Letter {
    pub mail: i64,
    pub role: Role,
    pub said_on: Day,
    pub deadlines: usize,
}

/// The mails since a day, the newest first.
pub(super) async fn letters(db: &impl Sql, since: Day) -> Result<Vec<Letter>> {
    #[derive(FromQueryResult)]
    struct LetterRow {
        mail_id: i64,
        role: String,
        said_on: String,
        deadlines: i64,
    }
    let sql = "SELECT mail_id, role, said_on, COUNT(*) AS deadlines FROM deadline_notice WHERE said_on >= $1
               GROUP BY mail_id, role, said_on ORDER BY said_on DESC, mail_id";
    let rows: Vec<LetterRow> = db.all(sql, values![since.to_string()]).await?;
    let read = |row: LetterRow| {
        Some(Letter {
            mail: row.mail_id,
            role: Role::parse(&row.role)?,
            said_on: row.said_on.parse().ok()?,
            deadlines: usize::try_from(row.deadlines).ok()?,
        })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}
