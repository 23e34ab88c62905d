//! What somebody chose on the page of labels, read from its address; the last choice is kept for the account.

use kernel::AssetId;
use kernel::Day;
use leaflet::labels::media::{self, Stock};
use leaflet::labels::{FARTHEST, MOST_COPIES, Plan};
use ledger::assets::views::SavedView;
use ledger::labels::{Shown, Wanted};

use crate::assets::query::Asked;

/// The name of the saved view that holds the last choice; names with # are shown in no list.
pub const REMEMBERED: &str = "#labels";

/// The parameters that are kept; which assets, where to begin and how many is new each time.
const KEPT: [&str; 5] = ["stock", "show", "marks", "right", "down"];

/// Pairs of an address or a form.
pub type Pairs = Vec<(String, String)>;

/// A choice.
pub struct Choice {
    /// Which stock.
    pub stock: &'static Stock,
    /// What is printed.
    pub shown: Shown,
    /// How it is laid out.
    pub plan: Plan,
    /// Which assets.
    pub wanted: Wanted,
    /// The parameters that say which assets.
    pub which: Pairs,
}

impl Choice {
    /// Reads the parameters; what is missing comes from the last time, what cannot be read from the usual choice.
    pub fn read(sent: &Pairs, views: &[SavedView], today: Day) -> Self {
        let last = last(views);
        // A box that is not ticked sends nothing, so the form says that it was there.
        let form = if get(sent, "stock").is_some() { sent } else { &last };
        let stock = get(form, "stock").and_then(media::find).or_else(|| media::find(media::USUAL));
        let stock = stock.unwrap_or(&media::ALL[0]);
        let (which, wanted) = which(sent, today);
        Self { stock, shown: shown(form), plan: plan(sent, form, stock), wanted, which }
    }

    /// The choice as it is kept.
    pub fn kept(sent: &Pairs) -> String {
        let kept = sent.iter().filter(|(name, value)| KEPT.contains(&name.as_str()) && !value.is_empty());
        serde_urlencoded::to_string(kept.collect::<Vec<_>>()).unwrap_or_default()
    }
}

fn get<'a>(pairs: &'a Pairs, name: &str) -> Option<&'a str> {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
}

fn last(views: &[SavedView]) -> Pairs {
    let view = views.iter().find(|view| view.own && view.name == REMEMBERED);
    view.and_then(|view| serde_urlencoded::from_str(&view.query).ok()).unwrap_or_default()
}

fn shown(form: &Pairs) -> Shown {
    if get(form, "stock").is_none() {
        return Shown::default();
    }
    let has = |word: &str| form.iter().any(|(name, value)| name == "show" && value == word);
    Shown { name: has("name"), model: has("model"), place: has("place"), owner: has("owner") }
}

fn plan(sent: &Pairs, form: &Pairs, stock: &Stock) -> Plan {
    let number = |name: &str| get(sent, name).and_then(|value| value.parse::<u16>().ok()).unwrap_or(1);
    let moved = |name: &str| {
        let typed = get(form, name).and_then(|value| value.parse::<f32>().ok()).unwrap_or_default();
        if typed.is_finite() { typed.clamp(-FARTHEST, FARTHEST) } else { 0.0 }
    };
    let faces = u16::try_from(stock.faces()).unwrap_or(u16::MAX);
    Plan {
        first: number("first").clamp(1, faces),
        copies: number("copies").clamp(1, MOST_COPIES),
        marks: get(form, "marks").is_some(),
        offset: (moved("right"), moved("down")),
    }
}

/// The chosen assets, or the filter of the list.
fn which(sent: &Pairs, today: Day) -> (Pairs, Wanted) {
    const OURS: [&str; 9] = ["stock", "show", "marks", "right", "down", "first", "copies", "page", "column"];
    let which: Pairs = sent
        .iter()
        .filter(|(name, value)| !OURS.contains(&name.as_str()) && !value.is_empty())
        .cloned()
        .collect();
    let ids: Vec<AssetId> = which
        .iter()
        .filter(|(name, _)| name == "id")
        .filter_map(|(_, id)| id.parse().ok().map(AssetId))
        .collect();
    if !ids.is_empty() {
        return (which, Wanted::These(ids));
    }
    let asked = Asked::read("/assets", which.clone(), today);
    (which, Wanted::Under(Box::new(asked.filter), asked.sort))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(query: &str) -> Pairs {
        serde_urlencoded::from_str(query).unwrap()
    }

    fn read(query: &str, remembered: &str) -> Choice {
        let view = SavedView {
            id: kernel::SavedViewId(1),
            name: REMEMBERED.into(),
            shared: false,
            own: true,
            query: remembered.into(),
        };
        Choice::read(&pairs(query), &[view], "2026-11-26".parse().unwrap())
    }

    #[test]
    fn the_last_stock_is_taken_again_but_not_the_last_place_to_begin() {
        let sent = pairs("stock=a4-44&show=place&right=1.5&down=-0.5&first=7&copies=3&id=4&marks=true");
        let kept = Choice::kept(&sent);
        let choice = read("id=9", &kept);
        assert_eq!(choice.stock.key, "a4-44");
        assert!(choice.shown.place && !choice.shown.name && choice.plan.marks);
        assert_eq!((choice.plan.first, choice.plan.copies, choice.plan.offset), (1, 1, (1.5, -0.5)));
        assert!(matches!(choice.wanted, Wanted::These(ids) if ids == [AssetId(9)]));
    }

    #[test]
    fn nonsense_becomes_the_usual_choice() {
        let choice = read("stock=x&first=999&copies=-1&right=NaN&down=1e9", "");
        assert_eq!((choice.stock.key, choice.plan.first, choice.plan.copies), (media::USUAL, 24, 1));
        assert_eq!(choice.plan.offset, (0.0, FARTHEST));
        assert_eq!(read("", "").shown, Shown::default());
    }

    #[test]
    fn without_chosen_rows_the_filter_of_the_list_counts() {
        let choice = read("place=3&status=in_use&stock=a4-12&show=name", "");
        let Wanted::Under(filter, _) = choice.wanted else { panic!("a filter") };
        assert_eq!(filter.place, Some(kernel::PlaceId(3)));
        assert_eq!(choice.which.len(), 2);
    }
}
