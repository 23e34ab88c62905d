//! How a page is laid out: the title line, panels, two columns, figures.

use maud::{Markup, html};

use super::icons::{Icon, icon};

/// The title line of a page.
#[derive(Default)]
pub struct Head<'a> {
    /// The heading.
    pub title: &'a str,
    /// One quiet sentence under it.
    pub lead: Option<&'a str>,
    /// The state of the thing, beside the heading.
    pub state: Option<Markup>,
    /// Where one came from: word and address.
    pub back: Option<(&'a str, &'a str)>,
    /// The main verb and its quiet neighbours.
    pub acts: Option<Markup>,
}

impl<'a> Head<'a> {
    /// A heading alone.
    pub fn new(title: &'a str) -> Self {
        Self { title, ..Self::default() }
    }

    /// With a quiet sentence.
    #[must_use]
    pub fn lead(mut self, lead: &'a str) -> Self {
        self.lead = Some(lead);
        self
    }

    /// With a state chip.
    #[must_use]
    pub fn state(mut self, state: Markup) -> Self {
        self.state = Some(state);
        self
    }

    /// With a way back.
    #[must_use]
    pub fn back(mut self, word: &'a str, href: &'a str) -> Self {
        self.back = Some((word, href));
        self
    }

    /// With buttons on the right.
    #[must_use]
    pub fn acts(mut self, acts: Markup) -> Self {
        self.acts = Some(acts);
        self
    }
}

/// The title line.
pub fn head(it: &Head<'_>) -> Markup {
    html! {
        header.page-head {
            @if let Some((word, href)) = it.back { a.back href=(href) { (icon(Icon::Previous)) (word) } }
            div.page-head-line {
                h1 { (it.title) }
                @if let Some(state) = &it.state { (state) }
                @if let Some(acts) = &it.acts { div.button-row { (acts) } }
            }
            @if let Some(lead) = it.lead { p.lead { (lead) } }
        }
    }
}

/// A box with a heading; `more` stands at the right of the heading (a link, a count).
pub fn panel(title: &str, more: Option<&Markup>, body: &Markup) -> Markup {
    html! {
        section.panel {
            header.panel-head { h2 { (title) } @if let Some(more) = more { div.panel-more { (more) } } }
            (body)
        }
    }
}

/// A box without a heading.
pub fn plain_panel(body: &Markup) -> Markup {
    html! { div.panel { (body) } }
}

/// Facts left, timeline right; below one another on narrow screens.
pub fn split(main: &Markup, side: &Markup) -> Markup {
    html! { div.split { div.split-main { (main) } div.split-side { (side) } } }
}

/// Boxes side by side, as many as fit.
pub fn grid(body: &Markup) -> Markup {
    html! { div.grid { (body) } }
}

/// A figure that opens onto its records.
pub struct Figure<'a> {
    /// What is counted.
    pub label: &'a str,
    /// The figure as text, or [`super::unknown`].
    pub value: Markup,
    /// The records behind it.
    pub href: Option<&'a str>,
    /// A quiet remark.
    pub note: Option<&'a str>,
}

/// Figures in a row.
pub fn figures(figures: &[Figure<'_>]) -> Markup {
    html! {
        ul.figures {
            @for figure in figures {
                li {
                    span.figure-label { (figure.label) }
                    @if let Some(href) = figure.href { a.figure-value href=(href) { (figure.value) } }
                    @else { span.figure-value { (figure.value) } }
                    @if let Some(note) = figure.note { span.figure-note { (note) } }
                }
            }
        }
    }
}

/// A calm notice inside a page; `tone` decides its edge and its sign.
pub fn notice(tone: super::state::Tone, title: &str, body: &Markup) -> Markup {
    html! {
        div class={ "notice " (tone.class()) } {
            (super::state::shape(tone))
            div { p.notice-title { (title) } div.prose { (body) } }
        }
    }
}

/// The narrow box in the middle of a bare page.
pub fn card(title: &str, lead: Option<&str>, body: &Markup) -> Markup {
    html! { section.card { h1 { (title) } @if let Some(lead) = lead { p.lead { (lead) } } (body) } }
}
