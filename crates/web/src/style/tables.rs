//! Style page: the list of assets with everything a list can have.

use kernel::{Lang, PartialDay, Yen};
use maud::{Markup, html};

use super::{heading, pick, section};
use crate::ui::columns::Choosable;
use crate::ui::dates::{self, Dates};
use crate::ui::list::SaveView;
use crate::ui::{
    Address, Bulk, Button, Chip, Choice, Column, Filter, Icon, List, Pager, Row, Search, Sort, Table, Tone,
    View, chip, link_button, numbers, unknown,
};

/// All sections of this file.
pub fn render(lang: Lang) -> Markup {
    section("tables", heading(lang, "tables"), &asset_list(lang, 9))
}

/// The list of the sample company's assets.
pub(super) fn asset_list(lang: Lang, count: usize) -> Markup {
    let here = Address::new("/assets").with("kind", "pc").with("sort", "label");
    let kinds = vec![
        Choice::new("pc", pick(lang, "パソコン", "PC")),
        Choice::new("phone", pick(lang, "スマートフォン", "Phone")),
    ];
    let states = vec![
        Choice::new("in_use", pick(lang, "使用中", "In use")),
        Choice::new("stock", pick(lang, "在庫", "In stock")),
    ];
    List {
        views: views(lang),
        save_view: Some(SaveView { action: "/views" }),
        search: Some(Search::new("q", "", pick(lang, "番号、機種、使用者", "number, model, user"))),
        filters: vec![
            Filter::new("kind", pick(lang, "種類", "Kind"), kinds, "pc"),
            Filter::new("state", pick(lang, "状態", "State"), states, ""),
        ],
        chips: vec![Chip::new(
            pick(lang, "種類", "Kind"),
            pick(lang, "パソコン", "PC"),
            here.without("kind"),
        )],
        columns: columns(lang)
            .iter()
            .map(|(key, label)| Choosable { key, label, shown: true, fixed: *key == "label" })
            .collect(),
        tools: Some(link_button(
            "/assets/export",
            &Button::bare(pick(lang, "書き出す", "Export")).icon(Icon::Export),
        )),
        table: table(lang, count),
        pager: Pager::pages(1, 50, 1_271),
        ..List::new(&here)
    }
    .render(lang)
}

fn views(lang: Lang) -> Vec<View<'static>> {
    let view = |label, href: &str, count, current| View { label, href: href.to_owned(), count, current };
    vec![
        view(pick(lang, "すべて", "All"), "/assets", Some(1_842), false),
        view(pick(lang, "使用中のパソコン", "PCs in use"), "/assets?kind=pc", Some(1_271), true),
        view(pick(lang, "保証が切れる", "Warranty ending"), "/assets?view=2", Some(5), false),
        view(pick(lang, "使用者のない機器", "Without a user"), "/assets?view=3", None, false),
    ]
}

fn columns(lang: Lang) -> [(&'static str, &'static str); 7] {
    [
        ("label", pick(lang, "管理番号", "Number")),
        ("model", pick(lang, "メーカー・機種", "Maker and model")),
        ("state", pick(lang, "状態", "State")),
        ("user", pick(lang, "使用者", "User")),
        ("place", pick(lang, "場所", "Place")),
        ("acquired", pick(lang, "取得日", "Acquired")),
        ("price", pick(lang, "取得価格", "Price")),
    ]
}

fn table(lang: Lang, count: usize) -> Table {
    let mut columns: Vec<Column> = columns(lang)
        .into_iter()
        .map(|(key, label)| match key {
            "price" => Column::number(key, label).sortable(),
            "acquired" => Column::date(key, label).sortable(),
            "state" => Column::state(key, label).sortable(),
            "label" => Column::text(key, label).sortable().lead(),
            _ => Column::text(key, label).sortable(),
        })
        .collect();
    columns.push(Column::date("warranty", pick(lang, "保証の期限", "Warranty until")).sortable());
    Table {
        columns,
        rows: (0..count).map(|number| row(lang, number)).collect(),
        sort: Some(Sort::ascending("label")),
        bulk: vec![
            Bulk::new("/assets/assignments", pick(lang, "貸し出す", "Lend")),
            Bulk::new("/assets/edits", pick(lang, "まとめて直す", "Edit")),
            Bulk::new("/assets/retirements", pick(lang, "廃棄にする", "Retire")).danger(),
        ],
        matching: Some(1_271),
        ..Table::new(pick(lang, "資産の一覧", "Assets"))
    }
}

/// A made-up laptop that differs a little from row to row.
fn row(lang: Lang, number: usize) -> Row {
    let people = [
        ("田中 美咲", "Misaki Tanaka"),
        ("高橋 健", "Ken Takahashi"),
        ("佐藤 一郎", "Ichiro Sato"),
        ("(共用)", "(shared)"),
    ];
    let models = [
        ("東雲電機 ShinonoBook 14", "Shinonome ShinonoBook 14"),
        ("北斗通信 HN-7 Pro", "Hokuto HN-7 Pro"),
        ("東雲電機 Desk 3080", "Shinonome Desk 3080"),
    ];
    let places = [
        ("本社 3F 営業部", "Head office 3F"),
        ("大宮工場 事務所", "Omiya plant"),
        ("本社 2F 総務部", "Head office 2F"),
    ];
    let state = match number % 5 {
        3 => chip(Tone::Quiet, pick(lang, "在庫", "In stock")),
        4 => chip(Tone::Now, pick(lang, "修理中", "In repair")),
        _ => chip(Tone::Good, pick(lang, "使用中", "In use")),
    };
    let name = format!("NB-{:04}", number + 1);
    let today = PartialDay::new(2026, Some(11), Some(22)).map(PartialDay::first).unwrap_or_default();
    let deadline = [-3_i64, 12, 64, 400, 1_200][number % 5];
    let warranty = today + chrono::Days::new(deadline.unsigned_abs());
    let warranty = if deadline < 0 { today - chrono::Days::new(deadline.unsigned_abs()) } else { warranty };
    let acquired = match number % 4 {
        3 => PartialDay::new(2020, Some(6), None),
        2 => None,
        step => PartialDay::new(2024, Some(4), Some(if step == 0 { 1 } else { 15 })),
    };
    let say = |(ja, en): (&'static str, &'static str)| html! { (pick(lang, ja, en)) };
    let user = if number % 5 == 3 {
        unknown(lang, Some(pick(lang, "使用者はいません", "Nobody uses it")))
    } else {
        say(people[number % 4])
    };
    let row = Row::new(number.to_string(), &name, format!("/assets/{number}")).cells(vec![
        html! { (name) },
        say(models[number % 3]),
        state,
        user,
        say(places[number % 3]),
        dates::cell(Dates::common(lang), acquired),
        numbers::money(
            lang,
            (number % 6 != 5).then_some(Yen(98_000 + 7_340 * i64::try_from(number).unwrap_or(0))),
        ),
        dates::deadline_cell(Dates::common(lang), today, PartialDay::exact(warranty), 30),
    ]);
    if deadline < 0 { row.tone(Tone::Now) } else { row }
}
