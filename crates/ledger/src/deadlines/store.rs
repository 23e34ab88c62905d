//! SQL about deadlines.

use std::collections::BTreeMap;

use chrono::Datelike as _;
use kernel::{AssetId, Day, KindId, PersonId, Result, Role};
use platform::db::{Batch, FromQueryResult, Sql, Tx, Value, marks};
use platform::values;

use super::agenda::{AgendaDay, Part, Span};
use super::chain::NOTICE_DAYS;
use super::model::{Answer, Deadline, DeadlineKind};
use crate::assets::fees::says_yes;
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
    notice_by_on: String,
    fields: String,
    answer: Option<String>,
}

/// A record without a name is called by one of its fields, and an entry may have days of its own and renew itself; of all
/// others the fields are not read.
const DUE_COLUMNS: &str = "a.id, a.kind_id, a.number, a.name, a.maker, a.model, a.user_text, a.person_id, a.notice_by_on, \
     CASE WHEN a.name = '' OR a.fields LIKE '%\"notice_days\"%' OR a.fields LIKE '%\"auto_renew\"%' THEN a.fields ELSE '{}' END AS fields";

/// The deadlines of a kind as rows, with what somebody decided about each; a condition on `a` may follow.
fn due_rows(kind: DeadlineKind) -> String {
    let (column, word) = (column_of(kind), kind.word());
    format!(
        "SELECT {DUE_COLUMNS}, {column} AS due, (SELECT w.answer FROM deadline_answer w
             WHERE w.asset_id = a.id AND w.kind = '{word}' AND w.on_day = {column}) AS answer
         FROM asset a WHERE a.deleted_at IS NULL AND {ALIVE} AND {column} <> ''"
    )
}

/// All deadlines of a kind on whole days.
pub(super) async fn on_days(
    db: &impl Sql,
    kind: DeadlineKind,
    today: Day,
    parts: &[Part<'_>],
) -> Result<Vec<Deadline>> {
    let (rows, column) = (due_rows(kind), column_of(kind));
    let mut all = Vec::new();
    for some in parts.chunks(AT_ONCE) {
        let sql = format!("{rows} AND {column} IN {}", marks(1, some.len()));
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
    let (rows, column) = (due_rows(kind), column_of(kind));
    let sql = format!("{rows} AND {column} = $1 ORDER BY a.id LIMIT {} OFFSET {}", part.most, part.skip);
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
            own_days: field(NOTICE_DAYS),
            cancel_by: day_of(&self.notice_by_on),
            renews_itself: says_yes(&field("auto_renew")),
            answer: self.answer.as_deref().and_then(Answer::parse),
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

/// Everything alive that has days of its own, of one kind of deadline.
pub(super) async fn with_own_days(db: &impl Sql, kind: DeadlineKind, today: Day) -> Result<Vec<Deadline>> {
    let sql = format!("{} AND a.fields LIKE '%\"notice_days\"%' ORDER BY a.id", due_rows(kind));
    let rows: Vec<DueRow> = db.all(&sql, vec![]).await?;
    Ok(rows.into_iter().filter_map(|row| row.deadline(kind, today)).collect())
}

/// One deadline as it stands.
pub(super) async fn one(
    db: &impl Sql,
    asset: AssetId,
    kind: DeadlineKind,
    today: Day,
) -> Result<Option<Deadline>> {
    let sql = format!("{} AND a.id = $1", due_rows(kind));
    Ok(db.one::<DueRow>(&sql, values![asset.0]).await?.and_then(|row| row.deadline(kind, today)))
}

/// Writes down what was decided; what was decided before gives way.
pub(super) async fn answer(
    tx: &Tx,
    (asset, kind, on): (AssetId, DeadlineKind, &str),
    answer: Answer,
    note: &str,
    (by, at): (&str, i64),
) -> Result<()> {
    unanswer(tx, (asset, kind, on)).await?;
    let columns = "asset_id, kind, on_day, answer, note, actor, at";
    let row = values![asset.0, kind.word(), on, answer.word(), note, by, at];
    tx.insert("deadline_answer", columns, row).await.map(|_| ())
}

/// Forgets what was decided; whether something was.
pub(super) async fn unanswer(tx: &Tx, (asset, kind, on): (AssetId, DeadlineKind, &str)) -> Result<bool> {
    let sql = "DELETE FROM deadline_answer WHERE asset_id = $1 AND kind = $2 AND on_day = $3";
    Ok(tx.run(sql, values![asset.0, kind.word(), on]).await? > 0)
}

/// A decision as it is kept.
#[derive(FromQueryResult)]
pub(super) struct AnswerRow {
    pub kind: String,
    pub on_day: String,
    pub answer: String,
    pub note: String,
    pub actor: String,
    pub at: i64,
}

/// What was decided about the deadlines of an asset, the newest first.
pub(super) async fn answers(db: &impl Sql, asset: AssetId) -> Result<Vec<AnswerRow>> {
    let sql = "SELECT kind, on_day, answer, note, actor, at FROM deadline_answer WHERE asset_id = $1 ORDER BY id DESC";
    db.all(sql, values![asset.0]).await
}

/// When the notice that seats of these records run short was last said, by record.
pub(super) async fn seats_said(db: &impl Sql, records: &[AssetId]) -> Result<BTreeMap<AssetId, Day>> {
    #[derive(FromQueryResult)]
    struct SaidRow {
        asset_id: i64,
        said_on: String,
    }
    let mut all = BTreeMap::new();
    for some in records.chunks(AT_ONCE) {
        let sql = format!(
            "SELECT asset_id, MAX(said_on) AS said_on FROM deadline_notice WHERE kind = 'seats' AND asset_id IN {}
             GROUP BY asset_id",
            marks(1, some.len())
        );
        let rows: Vec<SaidRow> = db.all(&sql, some.iter().map(|asset| asset.0.into()).collect()).await?;
        all.extend(
            rows.into_iter().filter_map(|row| Some((AssetId(row.asset_id), row.said_on.parse().ok()?))),
        );
    }
    Ok(all)
}

/// Notes of which records a mail told that their seats run short.
pub(super) async fn note_seats(tx: &Tx, mail: i64, role: Role, said_on: Day, told: &[AssetId]) -> Result<()> {
    let mut batch = Batch::new("deadline_notice", "mail_id, role, said_on, asset_id, kind, due_on");
    let day = said_on.to_string();
    for id in told {
        batch.push(tx, values![mail, role.word(), day.as_str(), id.0, "seats", day.as_str()]).await?;
    }
    batch.flush(tx).await
}
