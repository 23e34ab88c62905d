//! What came of imports: the list, one import, its problems as a file, and the way back.

use axum::extract::{Path, Query};
use kernel::{Fault, ImportId, Lang};
use ledger::drafts::{self, Outcome};
use ledger::imports::{self, RowAct};
use platform::locale::t;
use serde::Deserialize;

use super::result_view::{self, ListPage, ResultPage};
use crate::assets::{account_names, undone_notice};
use crate::door::{Answer, Notice, Visit, download, redirect_with};
use crate::ui::frame::Room;

/// How many imports the list shows.
const MOST: u32 = 200;

/// The imports so far.
pub async fn list(visit: Visit) -> Answer {
    let imports = imports::ops::list(&visit.cx, MOST).await?;
    let accounts = account_names(&visit).await?;
    let page = ListPage {
        lang: visit.lang,
        when: imports.iter().map(|import| visit.when(import.at)).collect(),
        who: imports
            .iter()
            .map(|import| crate::assets::history_view::who_of(visit.lang, &accounts, &import.by))
            .collect(),
        may_import: visit.cx.actor.has(kernel::Right::ImportLedger),
        imports,
    };
    let title = t(visit.lang, "imports.list.title");
    Ok(visit.show(&title, Some(Room::Intake), &result_view::list(&page)))
}

/// Which problems are shown.
#[derive(Debug, Deserialize)]
pub struct Asked {
    show: Option<String>,
}

/// One import: what happened, what to look at, and what to do next.
pub async fn page(visit: Visit, Path(id): Path<i64>, Query(asked): Query<Asked>) -> Answer {
    let cx = &visit.cx;
    let import = imports::ops::see(cx, ImportId(id)).await?;
    let accounts = account_names(&visit).await?;
    let page = ResultPage {
        lang: visit.lang,
        when: visit.when(import.at),
        who: crate::assets::history_view::who_of(visit.lang, &accounts, &import.by),
        undone: import.undone_at.map(|at| visit.when(at)),
        outcome: drafts::ops::of_import(cx, import.id).await?,
        all: asked.show.as_deref() == Some("all"),
        may_undo: cx.actor.has(kernel::Right::ImportLedger),
        import,
    };
    let title = t(visit.lang, "imports.result.title");
    Ok(visit.show(&title, Some(Room::Intake), &result_view::page(&page)))
}

/// Takes the whole import back.
pub async fn undo(visit: Visit, Path(id): Path<i64>) -> Answer {
    let path = format!("/imports/{id}");
    match imports::ops::undo(&visit.cx, ImportId(id)).await {
        Ok(undone) => Ok(redirect_with(&path, &undone_notice(&undone))),
        Err(Fault::Conflict(text)) => Ok(redirect_with(&path, &Notice::problem(text))),
        Err(fault) => Err(fault.into()),
    }
}

/// Everything there is to say about the rows, as CSV that Excel opens.
pub async fn problems(visit: Visit, Path(id): Path<i64>) -> Answer {
    let outcome = drafts::ops::of_import(&visit.cx, ImportId(id)).await?.ok_or(Fault::NotFound)?;
    let name = format!("{}_{id}.csv", t(visit.lang, "imports.result.file_name"));
    Ok(download(&name, "text/csv; charset=utf-8", csv(visit.lang, &outcome)))
}

fn csv(lang: Lang, outcome: &Outcome) -> Vec<u8> {
    let heads = [
        "imports.csv.sheet",
        "imports.csv.row",
        "imports.csv.cell",
        "imports.csv.act",
        "imports.csv.message",
    ];
    let mut text = String::from("\u{FEFF}");
    let mut line = |cells: [String; 5]| {
        let quoted = cells.map(|cell| format!("\"{}\"", sheet::guard_formula(&cell).replace('"', "\"\"")));
        text.push_str(&quoted.join(","));
        text.push_str("\r\n");
    };
    line(heads.map(|key| t(lang, key).into_owned()));
    for problem in &outcome.lines {
        let act = problem.action.map_or_else(String::new, |act| t(lang, act_key(act)).into_owned());
        let row = problem.row.map_or_else(String::new, |row| row.to_string());
        line([
            problem.sheet.clone(),
            row,
            problem.cell.clone().unwrap_or_default(),
            act,
            problem.message.clone(),
        ]);
    }
    text.into_bytes()
}

/// The key of an act's word.
pub fn act_key(act: RowAct) -> &'static str {
    match act {
        RowAct::New => "imports.act.new",
        RowAct::Change => "imports.act.change",
        RowAct::Same => "imports.act.same",
        RowAct::Error => "imports.act.error",
        RowAct::Skip => "imports.act.skip",
    }
}
