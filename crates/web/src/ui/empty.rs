//! Empty states: they say what to do first, and carry the button for it.

use maud::{Markup, html};

use super::icons::{Icon, icon};

/// What a place shows while there is nothing in it.
pub struct Empty<'a> {
    /// The picture.
    pub icon: Icon,
    /// One calm sentence: 「まだ資産がありません。」.
    pub title: &'a str,
    /// What to do first, and why.
    pub body: &'a str,
    /// The buttons, the first one first.
    pub acts: Markup,
}

impl Empty<'_> {
    /// The block.
    pub fn render(&self) -> Markup {
        html! {
            div.empty {
                div.empty-picture { (icon(self.icon)) }
                p.empty-title { (self.title) }
                p.empty-body { (self.body) }
                div.button-row.is-centred { (self.acts) }
            }
        }
    }
}
