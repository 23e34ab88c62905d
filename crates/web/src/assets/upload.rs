//! Attachments and links of one asset.

use axum::Form;
use axum::extract::{Multipart, Path};
use http::StatusCode;
use kernel::{AssetId, Fault, FileId, Result, Text};
use ledger::assets::{attachments, ops};
use platform::files::{FileName, Staged, Staging};

use super::detail;
use super::detail_view::{self, Tab};
use super::files_view::LARGEST_MIB;
use super::forms::{self, Sent};
use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::ui::FieldError;
use crate::ui::frame::Room;

/// The largest body of an upload, several files together.
pub const LARGEST_BODY: usize = 64 * 1024 * 1024;

const LARGEST_FILE: u64 = LARGEST_MIB * 1024 * 1024;

/// Attaches what was dropped, chosen or pasted.
pub async fn attach(visit: Visit, Path(id): Path<i64>, parts: Multipart) -> Answer {
    let id = AssetId(id);
    match take_all(&visit, id, parts).await {
        Ok(count) => {
            let notice = Notice::good(Text::new("assets.files.done").with("count", count));
            Ok(redirect_with(&format!("/assets/{id}/files"), &notice))
        }
        Err(fault) => again(&visit, id, Tab::Files, fault).await,
    }
}

async fn take_all(visit: &Visit, id: AssetId, mut parts: Multipart) -> Result<u64> {
    let mut count = 0;
    while let Some(part) = parts.next_field().await.map_err(|_| too_large())? {
        let name = part.file_name().unwrap_or_default().to_owned();
        if part.name() != Some("file") || name.is_empty() {
            continue;
        }
        let staged = stage(visit, part).await?;
        attachments::attach(&visit.cx, id, staged, &FileName::clean(&name)).await?;
        count += 1;
    }
    if count == 0 { Err(Fault::field("file", Text::new("assets.files.none"))) } else { Ok(count) }
}

async fn stage(visit: &Visit, mut part: axum::extract::multipart::Field<'_>) -> Result<Staged> {
    let mut staging = Staging::begin(visit.house(), LARGEST_FILE).await?;
    while let Some(piece) = part.chunk().await.map_err(|_| too_large())? {
        staging.write(&piece).await?;
    }
    staging.finish().await
}

fn too_large() -> Fault {
    Fault::field("file", Text::new("assets.files.broken_off").with("limit", LARGEST_MIB))
}

/// Takes a file off; the message carries the way back.
pub async fn remove(visit: Visit, Path((id, file)): Path<(i64, i64)>) -> Answer {
    attachments::take_off(&visit.cx, AssetId(id), FileId(file)).await?;
    let notice = Notice::good(Text::new("assets.files.removed"));
    let undo = format!("/assets/{id}/files/{file}/restoration");
    Ok(redirect_with(&format!("/assets/{id}/files"), &notice.undo(undo, "assets.undo")))
}

/// Puts it back.
pub async fn put_back(visit: Visit, Path((id, file)): Path<(i64, i64)>) -> Answer {
    attachments::put_back(&visit.cx, AssetId(id), FileId(file)).await?;
    Ok(redirect_with(&format!("/assets/{id}/files"), &Notice::good(Text::new("assets.files.restored"))))
}

/// Links to an address, or to the asset with a number.
pub async fn link(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let id = AssetId(id);
    let (to, label) = (forms::value(&sent, "to"), forms::value(&sent, "label"));
    let linked = if to.contains("://") {
        ops::link_url(&visit.cx, id, to, label).await
    } else {
        match numbered(&visit, to).await {
            Ok(other) => ops::link_asset(&visit.cx, id, other, label).await,
            Err(fault) => Err(fault),
        }
    };
    match linked {
        Ok(_) => {
            Ok(redirect_with(&format!("/assets/{id}/links"), &Notice::good(Text::new("assets.links.done"))))
        }
        Err(Fault::Invalid(faults)) => {
            let renamed =
                faults.into_iter().map(|fault| kernel::FieldFault { field: "to".to_owned(), ..fault });
            again(&visit, id, Tab::Links, Fault::Invalid(renamed.collect())).await
        }
        Err(fault) => Err(fault.into()),
    }
}

/// The asset with exactly this number.
async fn numbered(visit: &Visit, number: &str) -> Result<AssetId> {
    let missing = || Fault::field("to", Text::new("assets.links.unknown").with("number", number));
    ops::numbered(&visit.cx, number).await?.ok_or_else(missing)
}

/// Takes a link away.
pub async fn unlink(visit: Visit, Path((id, link)): Path<(i64, i64)>) -> Answer {
    ops::unlink(&visit.cx, AssetId(id), link).await?;
    Ok(redirect_with(&format!("/assets/{id}/links"), &Notice::good(Text::new("assets.links.removed"))))
}

/// The tab again, with what was wrong.
async fn again(visit: &Visit, id: AssetId, tab: Tab, fault: Fault) -> Answer {
    let errors: Vec<FieldError> = forms::errors(visit.lang, fault)?;
    let page = detail_view::DetailPage { errors, ..detail::load(visit, id, tab).await? };
    let title = super::words::full_title(visit.lang, &page.detail.asset);
    Ok(visit.show_as(StatusCode::UNPROCESSABLE_ENTITY, &title, Some(Room::Ledger), &detail_view::page(&page)))
}
