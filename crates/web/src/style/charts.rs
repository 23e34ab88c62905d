//! Style page: charts and figures.

use kernel::Lang;
use maud::{Markup, html};

use super::{heading, pick, section};
use crate::ui::chart::{Amount, Amounts, bars, shares};
use crate::ui::chart_line::{Line, Point, line, sparkline};
use crate::ui::layout::{Figure, figures, plain_panel};
use crate::ui::{Tone, unknown};

/// All sections of this file.
pub fn render(lang: Lang) -> Markup {
    let unit = pick(lang, "台", "");
    let kinds = Amounts {
        title: pick(lang, "種類ごとの台数(2026年11月22日)", "Assets by kind (22 Nov 2026)"),
        unit,
        items: vec![
            Amount::new(pick(lang, "ノートパソコン", "Laptops"), 43).href("#charts"),
            Amount::new(pick(lang, "スマートフォン", "Phones"), 18).href("#charts"),
            Amount::new(pick(lang, "プリンター", "Printers"), 6),
            Amount::new(pick(lang, "サーバー", "Servers"), 4).tone(Tone::Now),
        ],
    };
    let week = Amounts {
        title: pick(lang, "今週の時間(11月16日〜22日)", "This week's hours (16–22 Nov)"),
        unit: pick(lang, "時間", " h"),
        items: vec![
            Amount::new(pick(lang, "火消し", "Firefighting"), 14),
            Amount::new(pick(lang, "依頼", "Requests"), 11),
            Amount::new(pick(lang, "計画", "Planned"), 9),
            Amount::new(pick(lang, "学び", "Learning"), 2),
        ],
    };
    html! {
        (section("charts", heading(lang, "charts"), &html! {
            (figures(&sample_figures(lang)))
            div.grid {
                (plain_panel(&bars(lang, &kinds)))
                (plain_panel(&shares(lang, &week)))
                (plain_panel(&line(lang, &sample_line(lang))))
                div.panel { p { (pick(lang, "応答の速さ", "Response time")) " " (sparkline(lang, pick(lang, "応答の速さ", "Response time"), &[12, 14, 11, 18, 30, 16, 13, 12])) " 12 ms" } }
            }
        }))
    }
}

fn sample_line(lang: Lang) -> Line<'static> {
    let months = [
        ("6月", "Jun", Some(24)),
        ("7月", "Jul", Some(31)),
        ("8月", "Aug", None),
        ("9月", "Sep", Some(22)),
        ("10月", "Oct", Some(17)),
        ("11月", "Nov", Some(12)),
    ];
    Line {
        title: pick(lang, "月ごとの依頼(2026年6月〜11月)", "Requests per month (Jun–Nov 2026)"),
        unit: pick(lang, "件", ""),
        points: months
            .into_iter()
            .map(|(ja, en, value)| Point { label: pick(lang, ja, en), value })
            .collect(),
    }
}

/// Figures of the sample company.
pub(super) fn sample_figures(lang: Lang) -> [Figure<'static>; 4] {
    [
        Figure {
            label: pick(lang, "資産", "Assets"),
            value: html! { "71" span.unit { (pick(lang, "台", "")) } },
            href: Some("#charts"),
            note: None,
        },
        Figure {
            label: pick(lang, "30日以内の期限", "Due within 30 days"),
            value: html! { "5" span.unit { (pick(lang, "件", "")) } },
            href: Some("#charts"),
            note: Some(pick(lang, "うち2件は過ぎています", "2 of them overdue")),
        },
        Figure {
            label: pick(lang, "取得価格の合計", "Total price"),
            value: html! { (pick(lang, "1,204万円", "¥12M")) },
            href: Some("#charts"),
            note: Some(pick(lang, "価格のわかる58台", "58 assets with a known price")),
        },
        Figure {
            label: pick(lang, "備えの点数", "Readiness"),
            value: unknown(lang, Some(pick(lang, "まだ数えていません", "Not counted yet"))),
            href: None,
            note: None,
        },
    ]
}
