//! Which part of a list is shown, of how many, and the way to the next part.

use kernel::Lang;
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::icons::{Icon, icon};
use super::{Address, numbers};

/// Where in a list this page is.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Pager {
    /// The first row shown, from 1; 0 when nothing is shown.
    pub first: u64,
    /// The last row shown.
    pub last: u64,
    /// How many rows match.
    pub total: u64,
    /// The parameter and value that lead back.
    pub previous: Option<(&'static str, String)>,
    /// The parameter and value that lead on.
    pub next: Option<(&'static str, String)>,
}

impl Pager {
    /// Numbered pages from 1, sent as `page`.
    pub fn pages(page: u64, size: u64, total: u64) -> Self {
        let (page, size) = (page.max(1), size.max(1));
        let start = (page - 1).saturating_mul(size);
        let last = start.saturating_add(size).min(total);
        Self {
            first: if start < total { start + 1 } else { 0 },
            last: if start < total { last } else { 0 },
            total,
            previous: (page > 1).then(|| ("page", (page - 1).to_string())),
            next: (last < total).then(|| ("page", (page + 1).to_string())),
        }
    }

    /// The line under a table.
    pub fn render(&self, lang: Lang, here: &Address) -> Markup {
        let here = here.without("page").without("before").without("after");
        let count = numbers::count;
        let range = if self.total == 0 {
            t(lang, "ui.pager.none").into_owned()
        } else {
            let (first, last, total) = (count(self.first), count(self.last), count(self.total));
            tr(lang, "ui.pager.range", &[("first", &first), ("last", &last), ("total", &total)])
        };
        html! {
            nav.pager aria-label=(t(lang, "ui.pager.label")) {
                p role="status" { (range) }
                @if self.previous.is_some() || self.next.is_some() {
                    div.button-row {
                        (step(&here, self.previous.as_ref(), Icon::Previous, &t(lang, "ui.pager.previous"), "pager-previous"))
                        (step(&here, self.next.as_ref(), Icon::Next, &t(lang, "ui.pager.next"), "pager-next"))
                    }
                }
            }
        }
    }
}

fn step(here: &Address, to: Option<&(&'static str, String)>, which: Icon, word: &str, id: &str) -> Markup {
    html! {
        @if let Some((name, value)) = to {
            a.button.(id) id=(id) href=(here.with(name, value.clone())) hx-boost="true" hx-target="#list" hx-select="#list"
                hx-swap="outerMorph show:top showTarget:#list" { (icon(which)) span { (word) } }
        } @else {
            span.button.is-off.(id) { (icon(which)) span { (word) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pager;

    #[test]
    fn the_last_page_ends_where_the_list_ends() {
        let pager = Pager::pages(2, 50, 71);
        assert_eq!((pager.first, pager.last, pager.total), (51, 71, 71));
        assert_eq!(pager.previous, Some(("page", "1".to_owned())));
        assert_eq!(pager.next, None);
    }

    #[test]
    fn an_empty_list_and_a_page_behind_the_end_claim_no_rows() {
        assert_eq!((Pager::pages(1, 50, 0).first, Pager::pages(1, 50, 0).next), (0, None));
        let behind = Pager::pages(9, 50, 71);
        assert_eq!((behind.first, behind.last), (0, 0));
        assert!(behind.previous.is_some());
    }
}
