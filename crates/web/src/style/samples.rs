//! Whole sample pages, for screenshots and for the tests that look at every page.

use kernel::Lang;
use maud::{Markup, html};

use super::{charts, forms, parts, pick, sample_frame, tables};
use crate::ui::form_render;
use crate::ui::timeline::change_values;
use crate::ui::{
    Address, Button, Column, Empty, Field, Form, Frame, Head, Icon, Room, Row, Table, Theme, Tone, button,
    chip, frame, layout, link_button, palette,
};

/// Every sample page with its name.
pub fn all(lang: Lang, theme: Theme) -> Vec<(&'static str, Markup)> {
    vec![
        ("today", today(lang, theme)),
        ("assets", assets(lang, theme)),
        ("asset", asset(lang, theme)),
        ("asset-form", asset_form(lang, theme)),
        ("login", login(lang, theme)),
        ("empty", empty(lang, theme)),
        ("preview", preview(lang, theme)),
    ]
}

fn today(lang: Lang, theme: Theme) -> Markup {
    let title = pick(lang, "今日", "Today");
    let body = html! {
        (layout::head(&Head::new(pick(lang, "おはようございます、早川さん", "Good morning, Rina")).lead(pick(lang, "2026年11月22日(日)", "Sun 22 Nov 2026"))))
        (layout::notice(Tone::Now, pick(lang, "保証の期限が2件過ぎています", "Two warranties have run out"), &html! { p { a href="/deadlines" { (pick(lang, "期限のページで見る", "See them under Deadlines")) } } }))
        (layout::figures(&charts::sample_figures(lang)))
        (layout::split(
            &layout::panel(pick(lang, "近い期限", "Coming deadlines"), Some(&html! { a href="/deadlines" { (pick(lang, "すべて見る", "See all")) } }), &parts::sample_facts(lang)),
            &layout::panel(pick(lang, "最近の記録", "Recent journal"), None, &parts::sample_timeline(lang)),
        ))
    };
    frame::page(&Frame { demo: true, ..sample_frame(lang, theme, title, Some(Room::Today)) }, &body)
}

fn assets(lang: Lang, theme: Theme) -> Markup {
    let title = pick(lang, "台帳", "Ledger");
    let acts = html! {
        (link_button("/assets/new", &Button::primary(pick(lang, "資産を登録する", "Add an asset")).icon(Icon::Add)))
        (link_button("/imports", &Button::new(pick(lang, "取り込む", "Import")).icon(Icon::Intake)))
    };
    let body = html! { (layout::head(&Head::new(title).acts(acts))) (tables::asset_list(lang, 50)) };
    frame::page(&sample_frame(lang, theme, title, Some(Room::Ledger)), &body)
}

fn asset(lang: Lang, theme: Theme) -> Markup {
    let acts = html! {
        (link_button("/assets/1/assignment", &Button::primary(pick(lang, "返却を受け取る", "Take it back"))))
        (link_button("/assets/1/edit", &Button::new(pick(lang, "編集する", "Edit")).icon(Icon::Edit)))
        (button(&Button::new(pick(lang, "その他の操作", "More actions")).icon_only(Icon::More).inert()))
    };
    let head = Head::new("NB-0001")
        .back(pick(lang, "台帳", "Ledger"), "/assets")
        .state(chip(Tone::Good, pick(lang, "使用中", "In use")))
        .lead(pick(
            lang,
            "東雲電機 ShinonoBook 14 ・ 田中 美咲(営業部)",
            "Shinonome ShinonoBook 14 · Misaki Tanaka (Sales)",
        ))
        .acts(acts);
    let body = html! {
        (layout::head(&head))
        (layout::split(
            &layout::panel(pick(lang, "基本", "Facts"), None, &parts::sample_facts(lang)),
            &layout::panel(pick(lang, "経過", "History"), None, &parts::sample_timeline(lang)),
        ))
    };
    frame::page(&sample_frame(lang, theme, "NB-0001", Some(Room::Ledger)), &body)
}

fn asset_form(lang: Lang, theme: Theme) -> Markup {
    let title = pick(lang, "資産を登録する", "Add an asset");
    let body = html! { (layout::head(&Head::new(title).back(pick(lang, "台帳", "Ledger"), "/assets"))) (forms::asset_form(lang)) };
    frame::page(&sample_frame(lang, theme, title, Some(Room::Ledger)), &body)
}

fn login(lang: Lang, theme: Theme) -> Markup {
    let title = pick(lang, "ログイン", "Log in");
    let form = Form::post("/login", title).narrow().render(
        lang,
        &form_render::fields(&html! {
            (Field::email("email", pick(lang, "メールアドレス", "Mail address")).autocomplete("username").autofocus().render(lang))
            (Field::password("password", pick(lang, "パスワード", "Password")).render(lang))
        }),
    );
    let body = layout::card(
        title,
        Some(pick(lang, "みどり製作所のお守りへようこそ。", "Welcome to the Omamori of Midori Works.")),
        &form,
    );
    frame::bare_page(&Frame { theme, path: "/login".to_owned(), ..Frame::new(lang, title) }, &body)
}

fn empty(lang: Lang, theme: Theme) -> Markup {
    let title = pick(lang, "台帳", "Ledger");
    let body = html! {
        (layout::head(&Head::new(title)))
        (Empty {
            icon: Icon::Ledger,
            title: pick(lang, "まだ資産がありません。", "There are no assets yet."),
            body: pick(lang, "いまお使いのExcelの台帳を、そのまま取り込めます。列の並びや日付の書き方は直さなくてかまいません。", "Bring the Excel ledger you already have, as it is. Its columns and dates need no tidying first."),
            acts: html! {
                (link_button("/imports", &Button::primary(pick(lang, "台帳を取り込む", "Import a ledger")).icon(Icon::Intake)))
                (link_button("/assets/new", &Button::new(pick(lang, "1台だけ登録する", "Add a single asset"))))
            },
        }.render())
    };
    frame::page(&sample_frame(lang, theme, title, Some(Room::Ledger)), &body)
}

fn preview(lang: Lang, theme: Theme) -> Markup {
    let title = pick(lang, "「PC台帳.csv」の中身", "Inside “PC ledger.csv”");
    let columns = vec![
        Column::number("row", pick(lang, "行", "Row")),
        Column::state("action", pick(lang, "すること", "Action")),
        Column::text("label", pick(lang, "管理番号", "Number")).lead(),
        Column::prose("changes", pick(lang, "内容", "What happens")),
    ];
    let rows = vec![
        preview_row(lang, 4, (Tone::Info, "新しく登録", "New"), "NB-0001", html! { (pick(lang, "東雲電機 ShinonoBook 14、田中 美咲、2022/04/01", "Shinonome ShinonoBook 14, Misaki Tanaka, 2022-04-01")) }),
        preview_row(lang, 5, (Tone::Soon, "変更", "Change"), "NB-0002", html! { (pick(lang, "使用者", "User")) " " (change_values(lang, Some(pick(lang, "高橋 健", "Ken Takahashi")), Some(pick(lang, "佐藤 一郎", "Ichiro Sato")))) }),
        preview_row(lang, 6, (Tone::Quiet, "同じ", "Same"), "NB-0003", html! { span.quiet { (pick(lang, "変わりません", "Nothing changes")) } }),
        preview_row(lang, 12, (Tone::Now, "直してください", "Needs correcting"), "NB-0009", html! {
            p { (pick(lang, "セルK12の購入日「R6.13.1」が日付として読めません。13月はありません。", "Cell K12: the purchase date “R6.13.1” cannot be read. There is no month 13.")) }
        }).tone(Tone::Now),
    ];
    let table = Table { columns, rows, ..Table::new(title) };
    let acts = html! {
        (button(&Button::primary(pick(lang, "70件を取り込む", "Import 70 rows")).icon(Icon::Intake).inert()))
        (link_button("/imports", &Button::new(pick(lang, "やめる", "Never mind"))))
    };
    let body = html! {
        (layout::head(&Head::new(title).back(pick(lang, "取り込み", "Import"), "/imports").lead(pick(lang, "まだ何も保存していません。行ごとに、何が起こるかを確かめてください。", "Nothing is stored yet. See what would happen to each row.")).acts(acts)))
        (layout::notice(Tone::Soon, pick(lang, "「パスワード」の列は取り込みません", "The column “パスワード” is left out"), &html! { p { (pick(lang, "台帳には秘密の値を入れません。H列の値はどこにも保存されません。", "Secrets do not belong in the ledger. Nothing of column H is stored anywhere.")) } }))
        (table.render(lang, &Address::new("/imports/3")))
    };
    frame::page(&sample_frame(lang, theme, title, Some(Room::Intake)), &body)
}

fn preview_row(lang: Lang, number: u32, (tone, ja, en): (Tone, &str, &str), name: &str, what: Markup) -> Row {
    Row::plain(number.to_string(), name).cells(vec![
        html! { (number) },
        chip(tone, pick(lang, ja, en)),
        html! { (name) },
        what,
    ])
}

/// What the palette shows for a few letters.
pub fn palette_results(lang: Lang) -> Markup {
    let item = |icon, label, note, href| palette::Item { icon, label, note, href };
    palette::results(
        lang,
        &[
            palette::Group {
                label: pick(lang, "資産", "Assets"),
                items: vec![
                    item(Icon::Laptop, "NB-0001", pick(lang, "田中 美咲", "Misaki Tanaka"), "/assets/1"),
                    item(Icon::Laptop, "NB-0014", pick(lang, "佐藤 一郎", "Ichiro Sato"), "/assets/14"),
                ],
            },
            palette::Group {
                label: pick(lang, "人", "People"),
                items: vec![item(
                    Icon::Person,
                    pick(lang, "田中 美咲", "Misaki Tanaka"),
                    pick(lang, "営業部", "Sales"),
                    "/people/1",
                )],
            },
            palette::Group {
                label: pick(lang, "操作", "Actions"),
                items: vec![item(Icon::Add, pick(lang, "資産を登録する", "Add an asset"), "", "/assets/new")],
            },
        ],
    )
}
