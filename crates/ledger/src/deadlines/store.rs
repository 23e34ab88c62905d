//! SQL about deadlines.

use kernel::{AssetId, Day, Result, Role};
use platform::db::{Batch, FromQueryResult, Sql, Tx, Value};
use platform::values;

use super::model::{Deadline, DeadlineKind};
use crate::assets::rules::display_name;
use crate::assets::store::list::column_of;
use crate::assets::store::{COLUMNS, Row};
use crate::sql::{due_by, marks};

/// At most this many of each kind.
const MOST: u32 = 5_000;
/// How many assets are asked about with one query.
const AT_ONCE: usize = 500;

/// What runs out until `until`, but not what was over before `since`.
pub(super) async fn until(
    db: &impl Sql,
    kind: DeadlineKind,
    today: Day,
    (since, until): (Day, Day),
) -> Result<Vec<Deadline>> {
    let column = column_of(kind);
    let mut values: Vec<Value> = Vec::new();
    let due = due_by(column, until, &mut values);
    let over = match since.pred_opt() {
        Some(before) => format!(" AND NOT ({})", due_by(column, before, &mut values)),
        None => String::new(),
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM asset a
         WHERE a.deleted_at IS NULL AND a.status NOT IN ('disposed', 'lost') AND {due}{over}
         ORDER BY {column}, a.id LIMIT {MOST}"
    );
    let rows: Vec<Row> = db.all(&sql, values).await?;
    Ok(rows.into_iter().filter_map(|row| deadline(row, kind, today)).collect())
}

fn deadline(row: Row, kind: DeadlineKind, today: Day) -> Option<Deadline> {
    let asset = row.asset();
    let on = match kind {
        DeadlineKind::Warranty => asset.warranty_ends_on,
        DeadlineKind::Lease => asset.lease_ends_on,
        DeadlineKind::Disposal => asset.disposed_on,
        DeadlineKind::Renewal => asset.renews_on,
        DeadlineKind::Notice => asset.notice_by_on,
    }?;
    let due_on = on.last();
    let model = format!("{} {}", asset.maker, asset.model).trim().to_owned();
    Some(Deadline {
        asset: asset.id,
        kind,
        on,
        due_on,
        days_left: (due_on - today).num_days(),
        asset_kind: asset.kind,
        number: asset.number.clone(),
        name: display_name(&asset.data),
        model,
        user_text: asset.user_text.clone(),
        person: asset.person,
    })
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
            "SELECT mail_id, role, said_on, asset_id, kind, due_on FROM deadline_notice WHERE asset_id IN ({})
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
