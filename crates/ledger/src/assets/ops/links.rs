//! Links to other assets and to addresses.

use kernel::{AssetId, Fault, Result, Right, Subject, Text};
use platform::Cx;
use platform::journal::{self, Entry};

use crate::assets::model::Link;
use crate::assets::parse::tidy;
use crate::assets::store::{self, around};

/// Links an asset to another.
pub async fn link_asset(cx: &Cx, id: AssetId, other: AssetId, label: &str) -> Result<Link> {
    cx.may(Right::ChangeLedger)?;
    if id == other {
        return Err(Fault::field("other", Text::new("assets.fault.link_itself")));
    }
    add(cx, id, Some(other), "", label).await
}

/// Links an asset to an address.
pub async fn link_url(cx: &Cx, id: AssetId, url: &str, label: &str) -> Result<Link> {
    cx.may(Right::ChangeLedger)?;
    let url = url.trim();
    let lower = url.to_ascii_lowercase();
    let web = lower.starts_with("https://") || lower.starts_with("http://");
    if !web || url.len() > 2_000 || url.chars().any(|letter| letter.is_whitespace() || letter.is_control()) {
        return Err(Fault::field("url", Text::new("assets.fault.link_url")));
    }
    add(cx, id, None, url, label).await
}

async fn add(cx: &Cx, id: AssetId, other: Option<AssetId>, url: &str, label: &str) -> Result<Link> {
    let label: String = tidy(label, false).chars().take(200).collect();
    let tx = cx.begin().await?;
    for asset in [Some(id), other].into_iter().flatten() {
        store::find(&tx, asset).await?.ok_or(Fault::NotFound)?;
    }
    let link = around::add_link(&tx, id, other, (url, &label), cx.now()).await?;
    journal::write(&tx, cx, &Entry::new("asset.linked", Subject::Asset(id)).with("other", other)).await?;
    let links = around::links(&tx, id).await?;
    tx.commit().await?;
    links.into_iter().find(|known| known.id == link).ok_or(Fault::NotFound)
}

/// Takes a link away.
pub async fn unlink(cx: &Cx, id: AssetId, link: i64) -> Result<()> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    if !around::remove_link(&tx, id, link).await? {
        return Err(Fault::NotFound);
    }
    journal::write(&tx, cx, &Entry::new("asset.unlinked", Subject::Asset(id))).await?;
    tx.commit().await
}
