//! Charts of change over time: a line from zero with its last point named, and a sparkline.

use kernel::Lang;
use maud::{Markup, html};
use platform::locale::tr;

use super::chart::{percent, table_behind};
use super::numbers;

/// One point; `None` is a gap that is said, not drawn as zero.
pub struct Point<'a> {
    /// When: 「11月」.
    pub label: &'a str,
    /// How many.
    pub value: Option<u64>,
}

/// A line.
pub struct Line<'a> {
    /// Its title: what, from when to when.
    pub title: &'a str,
    /// The unit behind every figure.
    pub unit: &'a str,
    /// The points in order of time.
    pub points: Vec<Point<'a>>,
}

/// A line from zero; the last point carries its name and figure.
pub fn line(lang: Lang, it: &Line<'_>) -> Markup {
    let top = nice_top(it.points.iter().filter_map(|point| point.value).max().unwrap_or(0));
    let rows: Vec<(String, String)> = it
        .points
        .iter()
        .map(|point| {
            let figure = point
                .value
                .map_or_else(|| "―".to_owned(), |value| format!("{}{}", numbers::count(value), it.unit));
            (point.label.to_owned(), figure)
        })
        .collect();
    html! {
        figure.chart {
            figcaption { (it.title) }
            svg.line-chart width="100%" height="170" aria-hidden="true" focusable="false" {
                @for step in [0, 1, 2] {
                    line.grid-line x1="0" x2="100%" y1=(percent(2 - step, 2)) y2=(percent(2 - step, 2)) {}
                    @if step > 0 { text.tick x="0" y=(percent(2 - step, 2)) dy="14" { (numbers::count(top * step / 2)) } }
                }
                svg width="100%" height="100%" viewBox="0 0 10000 10000" preserveAspectRatio="none" {
                    @for run in runs(&it.points, top) { polyline.line-stroke points=(run) {} }
                }
                (last_point(it, top))
            }
            div.line-ends aria-hidden="true" {
                @if let Some(first) = it.points.first() { span { (first.label) } }
                @if let (Some(last), true) = (it.points.last(), it.points.len() > 1) { span { (last.label) } }
            }
            (table_behind(lang, it.title, &rows))
        }
    }
}

/// The dot at the end of the line and its words.
fn last_point(it: &Line<'_>, top: u64) -> Markup {
    let last =
        it.points.iter().enumerate().rev().find_map(|(place, point)| Some((place, point, point.value?)));
    let Some((place, point, value)) = last else { return html! {} };
    let x = percent(place as u64, (it.points.len().saturating_sub(1)).max(1) as u64);
    let y = percent(top.saturating_sub(value), top);
    // The words keep out of the line's way: below the dot when it came down to it or has no room above.
    let before = it.points[..place].iter().rev().find_map(|point| point.value).unwrap_or(value);
    let (high, low) = (value.saturating_mul(5) > top.saturating_mul(4), value.saturating_mul(6) < top);
    let dy = if high || (before > value && !low) { "22" } else { "-10" };
    // A line of one point begins and ends at the left edge.
    let (dx, anchor) = if place == 0 { ("8", "start") } else { ("-6", "end") };
    html! {
        circle.line-dot cx=(x) cy=(y) r="4" {}
        text.line-name x=(x) y=(y) dx=(dx) dy=(dy) text-anchor=(anchor) { (point.label) " " (numbers::count(value)) (it.unit) }
    }
}

/// A small line inside a sentence or a cell; `label` says in words what it shows.
pub fn sparkline(lang: Lang, label: &str, values: &[u64]) -> Markup {
    let top = values.iter().copied().max().unwrap_or(0).max(1);
    let points: Vec<Point<'_>> =
        values.iter().map(|value| Point { label: "", value: Some(*value) }).collect();
    let last = numbers::count(values.last().copied().unwrap_or(0));
    let said = tr(lang, "ui.chart.sparkline", &[("label", label), ("last", &last)]);
    html! {
        svg.sparkline role="img" aria-label=(said) width="96" height="24" viewBox="0 -600 10000 11200" preserveAspectRatio="none" {
            @for run in runs(&points, top) { polyline.line-stroke points=(run) {} }
        }
    }
}

/// The unbroken stretches of a line as SVG points in a box of 10,000 × 10,000.
fn runs(points: &[Point<'_>], top: u64) -> Vec<String> {
    let last = points.len().saturating_sub(1).max(1);
    let mut runs = Vec::new();
    let mut run = String::new();
    for (place, point) in points.iter().enumerate() {
        match point.value {
            Some(value) => {
                let height = u128::from(value.min(top)) * 10_000 / u128::from(top.max(1));
                run += &[(place * 10_000 / last).to_string(), (10_000 - height).to_string()].join(",");
                run.push(' ');
            }
            None if !run.is_empty() => runs.push(std::mem::take(&mut run)),
            None => {}
        }
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

/// The smallest of 2, 4, 10, 20, 40, 100 … that holds the largest value, so that half of it is whole.
fn nice_top(largest: u64) -> u64 {
    let mut scale = 1_u64;
    loop {
        for step in [2, 4, 10] {
            let top = scale.saturating_mul(step);
            if top >= largest || top == u64::MAX {
                return top;
            }
        }
        scale = scale.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::{Point, nice_top, runs};

    #[test]
    fn the_upper_edge_is_a_round_number_that_halves() {
        for (largest, top) in [(0, 2), (3, 4), (5, 10), (11, 20), (71, 100), (401, 1000)] {
            assert_eq!(nice_top(largest), top);
        }
        assert_eq!(nice_top(u64::MAX), u64::MAX);
    }

    #[test]
    fn a_gap_breaks_the_line_instead_of_falling_to_zero() {
        let point = |value| Point { label: "", value };
        let found = runs(&[point(Some(1)), point(None), point(Some(2)), point(Some(0))], 2);
        assert_eq!(found, ["0,5000 ", "6666,0 10000,10000 "]);
    }
}
