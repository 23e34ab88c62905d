//! Tabs that are links: each has its own address, so the browser's back button works.

use maud::{Markup, html};

/// One tab.
pub struct Tab<'a> {
    /// The word.
    pub label: &'a str,
    /// Where it leads.
    pub href: &'a str,
    /// How many things are behind it, where that is known.
    pub count: Option<u64>,
    /// Whether it is the one shown.
    pub current: bool,
}

/// A row of tabs; `label` names the row for screen readers.
pub fn tabs(label: &str, tabs: &[Tab<'_>]) -> Markup {
    html! {
        nav.tabs aria-label=(label) {
            ul {
                @for tab in tabs {
                    li {
                        a href=(tab.href) aria-current=[tab.current.then_some("page")] {
                            (tab.label)
                            @if let Some(count) = tab.count { span.tab-count { (super::numbers::count(count)) } }
                        }
                    }
                }
            }
        }
    }
}
