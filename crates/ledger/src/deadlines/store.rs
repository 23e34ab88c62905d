//! SQL about deadlines.

use kernel::{Day, Result};
use platform::db::{Sql, Value};

use super::model::{Deadline, DeadlineKind};
use crate::assets::rules::display_name;
use crate::assets::store::list::column_of;
use crate::assets::store::{COLUMNS, Row};
use crate::sql::due_by;

/// At most this many of each kind.
const MOST: u32 = 5_000;

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
