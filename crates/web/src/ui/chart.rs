//! Charts of shares and amounts: labelled directly, zero-based, each with its table behind it.
//!
//! Positions are percentages in SVG attributes, so a chart fits any width and needs no inline style.

use kernel::Lang;
use maud::{Markup, html};
use platform::locale::t;

use super::numbers;
use super::state::Tone;

/// One amount.
pub struct Amount<'a> {
    /// What is counted.
    pub label: &'a str,
    /// How many.
    pub value: u64,
    /// The records behind it.
    pub href: Option<&'a str>,
    /// How it feels; decides the colour of a bar.
    pub tone: Option<Tone>,
}

impl<'a> Amount<'a> {
    /// An amount without records and feeling.
    pub fn new(label: &'a str, value: u64) -> Self {
        Self { label, value, href: None, tone: None }
    }

    /// The records behind it.
    #[must_use]
    pub fn href(mut self, href: &'a str) -> Self {
        self.href = Some(href);
        self
    }

    /// How it feels.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = Some(tone);
        self
    }
}

/// A chart of amounts.
pub struct Amounts<'a> {
    /// Its title: what, of when.
    pub title: &'a str,
    /// The unit behind every figure: 「台」.
    pub unit: &'a str,
    /// The amounts, in the order shown.
    pub items: Vec<Amount<'a>>,
}

/// Horizontal bars from zero, each with its word and figure.
pub fn bars(lang: Lang, it: &Amounts<'_>) -> Markup {
    let longest = it.items.iter().map(|item| item.value).max().unwrap_or(0).max(1);
    html! {
        figure.chart {
            figcaption { (it.title) }
            ul.bars {
                @for item in &it.items {
                    li {
                        span.bar-label { (linked(item.href, item.label)) }
                        svg.bar-track width="100%" height="14" aria-hidden="true" focusable="false" {
                            rect.(item.tone.map_or("series-1", Tone::class)) x="0" y="0" width=(percent(item.value, longest)) height="14" rx="2" {}
                        }
                        span.bar-value { (numbers::count(item.value)) span.unit { (it.unit) } }
                    }
                }
            }
            (table(lang, it))
        }
    }
}

/// One bar cut into shares, largest first by the caller; the words stand below with figure and share.
pub fn shares(lang: Lang, it: &Amounts<'_>) -> Markup {
    let whole: u64 = it.items.iter().map(|item| item.value).sum();
    let mut start = 0;
    html! {
        figure.chart {
            figcaption { (it.title) }
            svg.share-bar width="100%" height="20" aria-hidden="true" focusable="false" {
                @for (place, item) in it.items.iter().enumerate() {
                    rect.(class_of(place, item)) x=(percent(start, whole)) y="0" width=(percent(item.value, whole)) height="20" {}
                    ({ start += item.value; "" })
                }
            }
            ul.share-words {
                @for (place, item) in it.items.iter().enumerate() {
                    li {
                        svg.share-key width="10" height="10" aria-hidden="true" focusable="false" {
                            rect.(class_of(place, item)) width="10" height="10" rx="2" {}
                        }
                        span { (linked(item.href, item.label)) }
                        strong { (numbers::count(item.value)) span.unit { (it.unit) } }
                        @if let Some(share) = numbers::percent(item.value, whole) { span.quiet { (share) } }
                    }
                }
            }
            (table(lang, it))
        }
    }
}

fn class_of(place: usize, item: &Amount<'_>) -> &'static str {
    let series = ["series-1", "series-2", "series-3", "series-4", "series-5", "series-6"];
    item.tone.map_or(series[place % series.len()], Tone::class)
}

fn linked(href: Option<&str>, label: &str) -> Markup {
    html! { @if let Some(href) = href { a href=(href) { (label) } } @else { (label) } }
}

/// The same figures as a table, for screen readers and for copying.
fn table(lang: Lang, it: &Amounts<'_>) -> Markup {
    let rows: Vec<(String, String)> = it
        .items
        .iter()
        .map(|item| (item.label.to_owned(), format!("{}{}", numbers::count(item.value), it.unit)))
        .collect();
    table_behind(lang, it.title, &rows)
}

/// A folded table of names and figures.
pub(super) fn table_behind(lang: Lang, title: &str, rows: &[(String, String)]) -> Markup {
    html! {
        details.chart-table {
            summary { (t(lang, "ui.chart.table")) span.hidden-text { " " (title) } }
            table {
                caption.hidden-text { (title) }
                tbody { @for (name, figure) in rows { tr { th scope="row" { (name) } td { (figure) } } } }
            }
        }
    }
}

/// `part` of `whole` as an SVG percentage with two decimals, written without floating point.
pub(super) fn percent(part: u64, whole: u64) -> String {
    let hundredths = u128::from(part) * 10_000 / u128::from(whole.max(1));
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::{Amount, Amounts, bars, percent};
    use kernel::Lang;

    #[test]
    fn percentages_are_plain_attributes() {
        assert_eq!(percent(1, 3), "33.33%");
        assert_eq!(percent(0, 0), "0.00%");
        assert_eq!(percent(u64::MAX, u64::MAX), "100.00%");
    }

    #[test]
    fn a_chart_carries_no_inline_style_and_escapes_its_words() {
        let chart = Amounts { title: "<種類>", unit: "台", items: vec![Amount::new("PC & 周辺", 12)] };
        let html = bars(Lang::Ja, &chart).into_string();
        assert!(!html.contains("style="), "{html}");
        assert!(html.contains("&lt;種類&gt;") && html.contains("PC &amp; 周辺"), "{html}");
    }
}
