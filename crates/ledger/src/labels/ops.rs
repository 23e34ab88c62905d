//! The verbs.

use std::collections::{BTreeMap, HashMap};

use kernel::{AssetId, Fault, PlaceId, Result, Right, Subject, Text};
use leaflet::flow::Document;
use leaflet::labels::{Label, Plan, Stock, pages};
use platform::Cx;
use platform::journal::{self, Entry};
use platform::locale::t;

use super::rules::{self, Shown};
use crate::assets::{self, Asset, Filter, Page, Sort};
use crate::kinds::BuiltIn;

/// Which assets get a label.
#[derive(Debug, Clone)]
pub enum Wanted {
    /// These, in this order, whatever they are.
    These(Vec<AssetId>),
    /// The things under a filter, in the list's order; records (licences, contracts) and what is gone have nothing to
    /// stick a label on.
    Under(Box<Filter>, Sort),
}

/// The ids of the assets, in order.
pub async fn ids(cx: &Cx, wanted: &Wanted) -> Result<Vec<AssetId>> {
    Ok(find(cx, wanted).await?.into_iter().map(|asset| asset.id).collect())
}

/// The labels of the assets, in order.
pub async fn label_all(cx: &Cx, wanted: &Wanted, base: &str, shown: Shown) -> Result<Vec<Label>> {
    let assets = find(cx, wanted).await?;
    let places: BTreeMap<PlaceId, String> = crate::trees::ops::names::<PlaceId>(cx)
        .await?
        .into_iter()
        .map(|place| (place.id, place.name))
        .collect();
    let owner = platform::settings::current(&cx.house).await?.company.name.clone();
    let place = |asset: &Asset| match asset.place.and_then(|id| places.get(&id)) {
        Some(name) => name.clone(),
        None => asset.place_text.clone(),
    };
    Ok(assets.iter().map(|asset| rules::label(asset, base, &place(asset), &owner, shown)).collect())
}

/// Makes the file, and records that somebody took so many labels.
pub async fn print(cx: &Cx, stock: &Stock, labels: &[Label], plan: &Plan) -> Result<Vec<u8>> {
    cx.may(Right::ReadLedger)?;
    let title = t(cx.lang, "labels.file_title");
    let code = match cx.lang {
        kernel::Lang::Ja => "ja",
        kernel::Lang::En => "en",
    };
    let pages = pages(stock, labels, plan).map_err(fault)?;
    let document = Document::of_pages(&title, code, pages);
    let file = leaflet::pdf::write(&document, written(cx)).map_err(fault)?;
    let count = labels.len() * usize::from(plan.copies.max(1));
    let tx = cx.begin().await?;
    journal::write(&tx, cx, &Entry::new("labels.printed", Subject::System).with("count", count)).await?;
    tx.commit().await?;
    Ok(file)
}

/// The moment for a file's metadata, by the company's clocks.
pub fn written(cx: &Cx) -> leaflet::pdf::Written {
    use chrono::{Datelike, Offset, Timelike};
    let moment = cx.now().with_timezone(&cx.house.zone());
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let offset = moment.offset().fix().local_minus_utc() / 60;
    leaflet::pdf::Written {
        day: (u16::try_from(moment.year()).unwrap_or_default(), part(moment.month()), part(moment.day())),
        time: (part(moment.hour()), part(moment.minute()), part(moment.second())),
        offset: i16::try_from(offset).unwrap_or_default(),
    }
}

fn fault(error: leaflet::Error) -> Fault {
    match error {
        leaflet::Error::TooLarge { limit, .. } => {
            Fault::Conflict(Text::new("labels.too_many").with("limit", limit))
        }
        leaflet::Error::Code => Fault::conflict("labels.address_too_long"),
        error => Fault::broken(error),
    }
}

async fn find(cx: &Cx, wanted: &Wanted) -> Result<Vec<Asset>> {
    cx.may(Right::ReadLedger)?;
    match wanted {
        Wanted::These(ids) => {
            let found = assets::ops::some(cx, ids).await?;
            let mut found: HashMap<AssetId, Asset> =
                found.into_iter().map(|asset| (asset.id, asset)).collect();
            Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
        }
        Wanted::Under(filter, sort) => under(cx, filter, *sort).await,
    }
}

async fn under(cx: &Cx, filter: &Filter, sort: Sort) -> Result<Vec<Asset>> {
    let is_thing =
        |asset: &Asset| !asset.status.is_gone() && !BuiltIn::of(asset.kind).is_some_and(BuiltIn::is_record);
    let (mut found, mut page) = (Vec::new(), Page::first(1_000));
    loop {
        let listing = assets::ops::list(cx, filter, sort, page).await?;
        let full = listing.rows.len() == page.size as usize;
        page.after = listing.rows.last().map(|asset| asset.id);
        found.extend(listing.rows.into_iter().filter(is_thing));
        if !full || found.len() > leaflet::labels::MOST_LABELS {
            return Ok(found);
        }
    }
}
