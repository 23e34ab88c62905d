//! Style page: colours, type, buttons, states, messages, facts, history, icons.

use kernel::Lang;
use maud::{Markup, html};

use super::{heading, pick, section};
use crate::ui::button::{self, button, link_button, post_button};
use crate::ui::dialog::{Confirm, confirm};
use crate::ui::progress::{Progress, progress};
use crate::ui::tabs::{Tab, tabs};
use crate::ui::timeline::{Change, Entry, timeline};
use crate::ui::{
    Button, Empty, Fact, Flash, FlashKind, Icon, Tone, Undo, chip, facts, icon, layout, state, toast, unknown,
};

/// All sections of this file.
pub fn render(lang: Lang) -> Markup {
    html! {
        (section("colours", heading(lang, "colours"), &colours(lang)))
        (section("buttons", heading(lang, "buttons"), &buttons(lang)))
        (section("states", heading(lang, "states"), &states(lang)))
        (section("messages", heading(lang, "messages"), &messages(lang)))
        (section("pieces", heading(lang, "pieces"), &pieces(lang)))
        (section("icons", heading(lang, "icons"), &icons()))
    }
}

fn colours(lang: Lang) -> Markup {
    let swatches = [
        ("paper", "紙", "paper"),
        ("surface", "面", "surface"),
        ("ink", "墨", "ink"),
        ("quiet", "薄墨", "quiet ink"),
        ("indigo", "藍", "indigo"),
        ("vermilion", "朱", "vermilion"),
        ("moss", "苔", "moss"),
        ("amber", "琥珀", "amber"),
    ];
    html! {
        ul.swatches {
            @for (class, ja, en) in swatches { li { span class={ "swatch is-" (class) } {} (pick(lang, ja, en)) } }
        }
        div.panel {
            h1 { (pick(lang, "見出し 一の大きさ 2026年", "First heading 2026")) }
            h2 { (pick(lang, "見出し 二の大きさ", "Second heading")) }
            h3 { (pick(lang, "見出し 三の大きさ", "Third heading")) }
            div.prose {
                p { (pick(lang,
                    "本文は15ピクセル、行の高さは1.7です。長い文でも読み疲れないように、行の長さは44文字ほどまでにしています。数字は1,234,567のように幅をそろえます。",
                    "Body text is 15 pixels with a line height of 1.7. Lines stay short enough to read without tiring, and figures such as 1,234,567 share one width.")) }
                p { a href="#colours" { (pick(lang, "リンクは藍色で、下線を引きます。", "Links are indigo and underlined.")) } " " kbd { "Ctrl" } " " kbd { "K" } " " code { "NB-0001" } }
            }
        }
    }
}

fn buttons(lang: Lang) -> Markup {
    let delete = pick(lang, "削除する", "Delete");
    html! {
        div.panel {
            (button::row(&html! {
                (button(&Button::primary(pick(lang, "取り込む", "Import")).icon(Icon::Intake).inert()))
                (button(&Button::new(pick(lang, "書き出す", "Export")).icon(Icon::Export).inert()))
                (button(&Button::danger(delete).icon(Icon::Delete).opens("style-delete")))
                (button(&Button::bare(pick(lang, "列を選ぶ", "Columns")).icon(Icon::Columns).inert()))
                (button(&Button::bare(pick(lang, "その他の操作", "More actions")).icon_only(Icon::More).inert()))
                (link_button("#buttons", &Button::new(pick(lang, "編集する", "Edit")).icon(Icon::Edit)))
                (post_button("/style", &Button::new(pick(lang, "送る", "Send"))))
            }))
        }
        div.panel {
            (button::row(&html! {
                (button(&Button::primary(pick(lang, "取り込んでいます", "Importing")).busy(true).inert()))
                (button(&Button::new(pick(lang, "元に戻す", "Undo")).disabled(pick(lang, "戻せる操作がありません", "There is nothing to undo")).inert()))
                (button::copy_button(pick(lang, "コピーする", "Copy"), "NB-0001"))
            }))
        }
        (confirm(lang, &Confirm {
            id: "style-delete",
            title: pick(lang, "NB-0001 を削除しますか?", "Delete NB-0001?"),
            body: html! { p { (pick(lang, "台帳から消えます。30日のあいだは「記録」から元に戻せます。", "It leaves the ledger. For 30 days it can be brought back from the journal.")) } },
            action: "/style",
            verb: delete,
            danger: true,
        }))
    }
}

fn states(lang: Lang) -> Markup {
    let tones = [
        (Tone::Good, "使用中", "In use"),
        (Tone::Soon, "まもなく期限", "Due soon"),
        (Tone::Now, "期限切れ", "Overdue"),
        (Tone::Info, "貸出中", "On loan"),
        (Tone::Quiet, "在庫", "In stock"),
        (Tone::Unknown, "不明", "Unknown"),
    ];
    html! {
        div.panel {
            div.button-row { @for (tone, ja, en) in tones { (chip(tone, pick(lang, ja, en))) } }
        }
        div.panel {
            div.button-row {
                (state::tag(pick(lang, "共用", "Shared"))) (state::badge(3, Tone::Now)) (state::badge(12, Tone::Soon)) (state::badge(1_204, Tone::Quiet))
                (unknown(lang, None)) (unknown(lang, Some(pick(lang, "取り込んだ台帳に購入日がありませんでした", "The imported ledger had no purchase date"))))
            }
        }
    }
}

fn messages(lang: Lang) -> Markup {
    let undo = Undo { action: "/style".to_owned(), label: pick(lang, "元に戻す", "Undo").to_owned() };
    let flash = |kind, ja, en, undo| Flash { kind, text: pick(lang, ja, en).to_owned(), undo };
    let wait = pick(lang, "取り込んでいます", "Importing");
    html! {
        div.grid {
            (toast::toast(lang, &flash(FlashKind::Good, "71件を取り込みました。", "71 rows were imported.", Some(undo))))
            (toast::toast(lang, &flash(FlashKind::Info, "ほかの人が先に保存しました。両方の値を並べて表示しています。", "Somebody saved first. Both values are shown side by side.", None)))
            (toast::toast(lang, &flash(FlashKind::Problem, "メールを送れませんでした。設定の「メール」でサーバーを確かめてください。", "The mail could not be sent. Check the server under Settings, Mail.", None)))
        }
        (layout::notice(Tone::Now, pick(lang, "サーバー室のUPSが停止しています", "The UPS in the server room is off"), &html! { p { (pick(lang, "14時05分から。影響は本社の共有フォルダです。復旧の見込みは17時ごろ、次のお知らせは15時です。", "Since 14:05. The shared folder at head office is affected. Expected back around 17:00; next news at 15:00.")) } }))
        (layout::notice(Tone::Soon, pick(lang, "2列が読めません", "Two columns cannot be read"), &html! { p { (pick(lang, "「パスワード」の列は台帳に入れません。金庫に移してください。", "The password column is not put into the ledger. Move it to the vault.")) } }))
        (layout::notice(Tone::Info, pick(lang, "見出しは3行目です", "The header is row 3"), &html! { p { (pick(lang, "上の2行は表題として読み飛ばしました。", "The two rows above it were skipped as a title.")) } }))
        div.panel { (progress(lang, &Progress { id: "style-progress", label: wait, done: 1_240, total: Some(5_000), poll: None, cancel: Some("/style") })) }
        div.panel { (progress(lang, &Progress { id: "style-waiting", label: pick(lang, "ファイルを読んでいます", "Reading the file"), done: 0, total: None, poll: None, cancel: None })) }
        (Empty {
            icon: Icon::Ledger,
            title: pick(lang, "まだ資産がありません。", "There are no assets yet."),
            body: pick(lang, "いまお使いのExcelの台帳を、そのまま取り込めます。列の並びや日付の書き方は直さなくてかまいません。", "Bring the Excel ledger you already have, as it is. Its columns and dates need no tidying first."),
            acts: html! {
                (link_button("#messages", &Button::primary(pick(lang, "台帳を取り込む", "Import a ledger")).icon(Icon::Intake)))
                (link_button("#messages", &Button::new(pick(lang, "1台だけ登録する", "Add a single asset"))))
            },
        }.render())
    }
}

fn pieces(lang: Lang) -> Markup {
    let row = [
        ("基本", "Facts", Some(18), true),
        ("貸出の履歴", "Loans", Some(3), false),
        ("添付", "Files", None, false),
    ];
    let row: Vec<Tab<'_>> = row
        .iter()
        .map(|(ja, en, count, current)| Tab {
            label: pick(lang, ja, en),
            href: "#pieces",
            count: *count,
            current: *current,
        })
        .collect();
    html! {
        (tabs(pick(lang, "資産の見方", "Views of the asset"), &row))
        (layout::split(
            &layout::panel(pick(lang, "基本", "Facts"), Some(&html! { a href="#pieces" { (pick(lang, "編集する", "Edit")) } }), &sample_facts(lang)),
            &layout::panel(pick(lang, "経過", "History"), None, &sample_timeline(lang)),
        ))
    }
}

/// Facts of the sample laptop.
pub(super) fn sample_facts(lang: Lang) -> Markup {
    let reason = pick(lang, "取り込んだ台帳に書かれていませんでした", "Not in the imported ledger");
    facts(
        lang,
        &[
            Fact::new(pick(lang, "管理番号", "Asset number"), html! { "NB-0001" }).copy("NB-0001"),
            Fact::new(pick(lang, "種類", "Kind"), html! { (pick(lang, "ノートパソコン", "Laptop")) }),
            Fact::new(
                pick(lang, "メーカー・機種", "Maker and model"),
                html! { (pick(lang, "東雲電機 ShinonoBook 14", "Shinonome ShinonoBook 14")) },
            ),
            Fact::new(pick(lang, "シリアル番号", "Serial number"), html! { code { "SB14-00731-A" } })
                .copy("SB14-00731-A"),
            Fact::new(
                pick(lang, "使用者", "User"),
                html! { a href="#pieces" { (pick(lang, "田中 美咲", "Misaki Tanaka")) } " " (pick(lang, "営業部", "Sales")) },
            ),
            Fact::new(
                pick(lang, "取得日", "Acquired"),
                html! { (pick(lang, "2020年6月ごろ", "around Jun 2020")) },
            )
            .note(pick(lang, "台帳には「R2年6月頃」とあります", "The ledger says “R2年6月頃”")),
            Fact::new(pick(lang, "取得価格", "Price"), html! { (pick(lang, "142,780円", "¥142,780")) }),
            Fact::new(pick(lang, "保証の期限", "Warranty until"), unknown(lang, Some(reason))),
        ],
    )
}

/// History of the sample laptop.
pub(super) fn sample_timeline(lang: Lang) -> Markup {
    let change = |field: (&'static str, &'static str), old, new| Change {
        field: pick(lang, field.0, field.1),
        old,
        new,
    };
    timeline(
        lang,
        &[
            Entry {
                iso: "2026-11-22T09:12+09:00",
                when: "2026/11/22 09:12",
                who: pick(lang, "早川 里奈", "Rina Hayakawa"),
                what: html! { (pick(lang, "2つの項目を直しました", "Corrected two fields")) },
                changes: vec![
                    change(
                        ("使用者", "User"),
                        Some(pick(lang, "高橋 健", "Ken Takahashi")),
                        Some(pick(lang, "田中 美咲", "Misaki Tanaka")),
                    ),
                    change(("設置場所", "Place"), None, Some(pick(lang, "本社 3F", "Head office, 3F"))),
                ],
                tone: Tone::Info,
            },
            Entry {
                iso: "2026-04-01T10:00+09:00",
                when: "2026/04/01 10:00",
                who: pick(lang, "早川 里奈", "Rina Hayakawa"),
                what: html! { (pick(lang, "田中 美咲さんに貸し出しました", "Lent to Misaki Tanaka")) },
                changes: Vec::new(),
                tone: Tone::Good,
            },
            Entry {
                iso: "2026-03-30T16:40+09:00",
                when: "2026/03/30 16:40",
                who: pick(lang, "取り込み #3", "Import #3"),
                what: html! { (pick(lang, "「PC台帳.csv」の12行目から登録しました", "Registered from row 12 of “PC ledger.csv”")) },
                changes: Vec::new(),
                tone: Tone::Quiet,
            },
        ],
    )
}

fn icons() -> Markup {
    let every = [
        Icon::Today,
        Icon::Ledger,
        Icon::Deadlines,
        Icon::Intake,
        Icon::People,
        Icon::Journal,
        Icon::Settings,
        Icon::More,
        Icon::Search,
        Icon::Add,
        Icon::Edit,
        Icon::Delete,
        Icon::Copy,
        Icon::Check,
        Icon::Close,
        Icon::Down,
        Icon::Next,
        Icon::Previous,
        Icon::Export,
        Icon::Filter,
        Icon::Columns,
        Icon::File,
        Icon::Eye,
        Icon::Alert,
        Icon::Info,
        Icon::Undo,
        Icon::Person,
        Icon::Light,
        Icon::Language,
        Icon::Logout,
        Icon::Bookmark,
        Icon::Link,
        Icon::Clock,
        Icon::Print,
        Icon::Laptop,
        Icon::Lock,
    ];
    html! { ul.icon-list { @for which in every { li { (icon(which)) span { (format!("{which:?}")) } } } } }
}
