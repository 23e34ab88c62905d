//! The database: reachable, whole, up to date, and with an unbroken journal.

use kernel::{Result, Text};
use sea_orm::FromQueryResult;

use super::Check;
use crate::db::{self, Migration, Sql};
use crate::house::House;
use crate::{journal as book, values};

pub(super) async fn reachable(house: &House) -> Check {
    let answer: Result<()> = async {
        house.db().number("SELECT CAST(1 AS BIGINT)", vec![]).await?;
        // A table that is thrown away again: whether writing is possible at all.
        let tx = house.db().begin().await?;
        tx.run_plain("CREATE TABLE doctor_was_here (one BIGINT)").await?;
        drop(tx);
        Ok(())
    }
    .await;
    match answer {
        Ok(()) => {
            let kind = if house.db().is_postgres() { "PostgreSQL" } else { "SQLite" };
            Check::good("database", Text::new("doctor.database.good").with("kind", kind))
        }
        Err(fault) => Check::of_fault("database", &fault),
    }
}

pub(super) async fn whole(house: &House) -> Check {
    #[derive(FromQueryResult)]
    struct Answer {
        answer: String,
    }
    if house.db().is_postgres() {
        return Check::good("integrity", Text::new("doctor.integrity.postgres"));
    }
    let sql = "SELECT quick_check AS answer FROM pragma_quick_check LIMIT 1";
    match house.db().one::<Answer>(sql, vec![]).await {
        Ok(Some(row)) if row.answer == "ok" => Check::good("integrity", Text::new("doctor.integrity.good")),
        Ok(_) => {
            Check::bad("integrity", Text::new("doctor.integrity.bad"), Text::new("doctor.integrity.advice"))
        }
        Err(fault) => Check::of_fault("integrity", &fault),
    }
}

pub(super) async fn current(house: &House, migrations: &[Migration]) -> Check {
    let sql = if house.db().is_postgres() {
        "SELECT CAST(COUNT(*) AS BIGINT) FROM information_schema.tables
         WHERE table_schema = current_schema() AND table_name = $1"
    } else {
        "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = $1"
    };
    let is_new = match house.db().number(sql, values!["schema_migration"]).await {
        Ok(count) => count == 0,
        Err(fault) => return Check::of_fault("schema", &fault),
    };
    let advice = Text::new("doctor.schema.advice");
    if is_new {
        return Check::bad("schema", Text::new("doctor.schema.none"), Text::new("doctor.schema.none.advice"));
    }
    match db::pending(house.db(), migrations).await {
        Ok(names) if names.is_empty() => Check::good("schema", Text::new("doctor.schema.good")),
        Ok(names) => {
            Check::bad("schema", Text::new("doctor.schema.pending").with("count", names.len()), advice)
        }
        Err(fault) => Check::of_fault("schema", &fault),
    }
}

pub(super) async fn journal(house: &House) -> Check {
    match book::verify(house.db(), &[]).await {
        Ok(Ok(head)) => Check::good(
            "journal",
            Text::new("doctor.journal.good").with("count", head.seq).with("anchor", head.anchor),
        ),
        Ok(Err(broken)) => {
            tracing::error!(?broken, "the journal does not hold");
            Check::bad("journal", Text::new("doctor.journal.bad"), Text::new("doctor.journal.advice"))
        }
        Err(fault) => Check::of_fault("journal", &fault),
    }
}
