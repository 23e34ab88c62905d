//! What answers a few words: pages and acts by name, assets and people by full-text search.

use kernel::{Result, Right, Subject};
use ledger::assets::{Filter, Page, Sort, SortBy, ops};
use platform::locale::t;
use platform::search;

use super::targets::{TARGETS, Target};
use crate::assets::words;
use crate::door::Visit;
use crate::ui::Icon;
use crate::ui::palette::{Group, Item};

/// One result with the words it owns.
struct Hit {
    icon: Icon,
    label: String,
    note: String,
    href: String,
}

/// Results under their headings.
pub struct Found(Vec<(String, Vec<Hit>)>);

impl Found {
    /// Finds up to `most` of each kind.
    pub async fn find(visit: &Visit, asked: &str, most: u32) -> Result<Self> {
        let asked = asked.trim();
        let (pages, acts) = (named(visit, asked, false, most), named(visit, asked, true, most));
        let reads = visit.cx.actor.has(Right::ReadLedger);
        let (assets, people) = if reads && !asked.is_empty() {
            (searched(visit, asked, "asset", most).await?, searched(visit, asked, "person", most).await?)
        } else if reads {
            (recent(visit).await?, Vec::new())
        } else {
            (Vec::new(), Vec::new())
        };
        let assets_key = if asked.is_empty() { "palette.group.recent" } else { "palette.group.assets" };
        let word = |key: &str| t(visit.lang, key).into_owned();
        Ok(Self(vec![
            (word(assets_key), assets),
            (word("palette.group.people"), people),
            (word("palette.group.pages"), pages),
            (word("palette.group.acts"), acts),
        ]))
    }

    /// As the palette draws them.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let item = |hit| -> Item<'_> {
            let hit: &Hit = hit;
            Item { icon: hit.icon, label: &hit.label, note: &hit.note, href: &hit.href }
        };
        self.0.iter().map(|(label, hits)| Group { label, items: hits.iter().map(item).collect() }).collect()
    }
}

fn named(visit: &Visit, asked: &str, acts: bool, most: u32) -> Vec<Hit> {
    let asked = folded(asked);
    let fits = |target: &&Target| {
        let label = t(visit.lang, target.key);
        let allowed = target.right.is_none_or(|right| visit.cx.actor.has(right));
        allowed && target.is_act == acts && (folded(&label).contains(&asked) || folded(target.words).contains(&asked))
    };
    let hit = |target: &Target| Hit {
        icon: target.icon,
        label: t(visit.lang, target.key).into_owned(),
        note: String::new(),
        href: target.href.to_owned(),
    };
    TARGETS.iter().filter(fits).take(most as usize).map(hit).collect()
}

/// Lower case and half width, near enough for names of pages.
fn folded(text: &str) -> String {
    let narrow = |letter: char| match letter {
        '！'..='～' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        other => other,
    };
    text.chars().map(narrow).flat_map(char::to_lowercase).collect()
}

async fn searched(visit: &Visit, asked: &str, kind: &str, most: u32) -> Result<Vec<Hit>> {
    let hits = search::find(visit.cx.db(), asked, &[kind], most).await?;
    let hit = |hit: search::Hit| {
        let (icon, href) = match hit.subject {
            Subject::Asset(id) => (Icon::Laptop, format!("/assets/{id}")),
            Subject::Person(id) => (Icon::Person, format!("/people/{id}")),
            _ => return None,
        };
        Some(Hit { icon, label: hit.title, note: hit.snippet, href })
    };
    Ok(hits.into_iter().filter_map(hit).collect())
}

/// What was changed last, for a box that is still empty.
async fn recent(visit: &Visit) -> Result<Vec<Hit>> {
    let newest = Sort { by: SortBy::Updated, down: true };
    let listing = ops::list(&visit.cx, &Filter::default(), newest, Page::first(5)).await?;
    let hit = |asset: &ledger::assets::Asset| Hit {
        icon: Icon::Laptop,
        label: words::title(visit.lang, asset, asset.id),
        note: words::maker_and_model(asset),
        href: format!("/assets/{}", asset.id),
    };
    Ok(listing.rows.iter().map(hit).collect())
}
