//! What will happen to each row: `/imports/drafts/{word}/preview`.

use axum::Form;
use axum::extract::{Path, Query, State};
use kernel::Text;
use ledger::drafts;
use platform::locale::t;

use super::preview_view::{self, PreviewPage};
use super::shown::Shown;
use super::{columns_view, shelf};
use crate::assets::forms::Sent;
use crate::assets::words::Names;
use crate::door::{Answer, Notice, Visit, Web, redirect, redirect_with};
use crate::ui::frame::Room;

/// The rows, by what will happen to them.
pub async fn page(
    visit: Visit,
    State(web): State<Web>,
    Path(word): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Answer {
    let draft = drafts::ops::see(&visit.cx, &word).await?;
    if draft.job.is_some() || !draft.has_content {
        return Ok(redirect(&format!("/imports/drafts/{word}")));
    }
    let opened = shelf::open(&web, &visit.cx, draft, None).await?;
    let shown = Shown::read(&query, &opened.plan);
    let page = PreviewPage {
        lang: visit.lang,
        dates: visit.dates(),
        names: Names::load(&visit.cx).await?,
        sheet_names: opened
            .plan
            .sheets
            .iter()
            .map(|planned| columns_view::sheet_name(visit.lang, planned))
            .collect(),
        opened: &opened,
        shown: &shown,
    };
    let title = t(visit.lang, "imports.preview.title");
    Ok(visit.show(&title, Some(Room::Intake), &preview_view::page(&page)))
}

/// Leaves the chosen rows out.
pub async fn skip(visit: Visit, Path(word): Path<String>, Form(sent): Form<Sent>) -> Answer {
    choose_rows(&visit, &word, &sent, true).await
}

/// Takes the chosen rows in after all.
pub async fn take(visit: Visit, Path(word): Path<String>, Form(sent): Form<Sent>) -> Answer {
    choose_rows(&visit, &word, &sent, false).await
}

async fn choose_rows(visit: &Visit, word: &str, sent: &Sent, skip: bool) -> Answer {
    let draft = drafts::ops::see(&visit.cx, word).await?;
    let mut choices = draft.choices;
    let rows: Vec<(usize, u32)> =
        sent.iter().filter(|(name, _)| name == "id").filter_map(|(_, id)| row_of(id)).collect();
    for row in &rows {
        if skip {
            choices.skip.insert(*row)
        } else {
            choices.skip.remove(row)
        };
    }
    drafts::ops::choose(&visit.cx, word, &choices).await?;
    let key = if skip { "imports.preview.skipped" } else { "imports.preview.taken" };
    let path = format!("/imports/drafts/{word}/preview");
    Ok(redirect_with(&path, &Notice::good(Text::new(key).with("count", rows.len()))))
}

/// `2-17`: row 17 of the third sheet.
fn row_of(id: &str) -> Option<(usize, u32)> {
    let (sheet, row) = id.split_once('-')?;
    Some((sheet.parse().ok()?, row.parse().ok()?))
}
