//! Style page: forms with every control, plain and with errors.

use kernel::Lang;
use maud::{Markup, html};

use super::{heading, pick, section};
use crate::ui::form_render::{self, paste_box};
use crate::ui::{Choice, Field, FieldError, Form, SignatureField};

/// All sections of this file.
pub fn render(lang: Lang) -> Markup {
    html! { (section("forms", heading(lang, "forms"), &html! { (asset_form(lang)) (upload_form(lang)) (signature_form(lang)) })) }
}

/// A form in which two things need correcting.
pub(super) fn asset_form(lang: Lang) -> Markup {
    let errors = [
        FieldError::new(
            "label",
            pick(
                lang,
                "NB-0001 はもう使われています。次に空いている番号は NB-0044 です。",
                "NB-0001 is taken. The next free number is NB-0044.",
            ),
        ),
        FieldError::new(
            "acquired",
            pick(
                lang,
                "「R6.13.1」は日付として読めません。13月はありません。",
                "“R6.13.1” cannot be read as a date. There is no month 13.",
            ),
        ),
    ];
    let kinds = vec![
        Choice::new("pc", pick(lang, "パソコン", "PC")),
        Choice::new("phone", pick(lang, "スマートフォン", "Phone")),
        Choice::new("printer", pick(lang, "プリンター", "Printer")),
    ];
    Form::post("/style", pick(lang, "登録する", "Add it")).cancel("#forms").errors(&errors).render(
        lang,
        &html! {
            (form_render::section(pick(lang, "基本", "Basics"), Some(pick(lang, "わかるところだけでかまいません。あとから足せます。", "Only what you know; the rest can follow.")), &html! {
                (Field::text("label", pick(lang, "管理番号", "Asset number")).value("NB-0001").required().error_in(&errors).render(lang))
                (Field::select("kind", pick(lang, "種類", "Kind"), kinds).value("pc").required().render(lang))
                (Field::text("maker", pick(lang, "メーカー", "Maker")).suggestions(vec!["東雲電機".to_owned(), "北斗通信".to_owned()]).render(lang))
                (Field::text("serial", pick(lang, "シリアル番号", "Serial number")).value("SB14-00731-A").hint(pick(lang, "本体の裏のシールにあります。", "It is on the label underneath.")).render(lang))
            }))
            (form_render::section(pick(lang, "お金と期限", "Money and dates"), None, &html! {
                (Field::date("acquired", pick(lang, "取得日", "Acquired")).value("R6.13.1").hint(pick(lang, "2024/4/1、R6.4.1、2024年4月 のどれでも", "2024-04-01, R6.4.1 or 2024-04")).error_in(&errors).render(lang))
                (Field::amount("price", pick(lang, "取得価格(税込)", "Price incl. tax"), pick(lang, "円", "JPY")).value("142,780").render(lang))
                (Field::text("asset_id", pick(lang, "取り込み元の番号", "Number in the old ledger")).value("A-17").readonly().render(lang))
                (Field::area("note", pick(lang, "備考", "Notes")).value(pick(lang, "2025年8月にバッテリーを交換。", "Battery replaced in August 2025.")).render(lang))
                (Field::check("shared", pick(lang, "何人かで使う(共用)", "Used by several people")).value("true").render(lang))
            }))
        },
    )
}

fn upload_form(lang: Lang) -> Markup {
    let ways =
        vec![
            Choice::new("keep", pick(lang, "空のセルは、いまの値を残す", "Empty cells keep what is stored"))
                .note(pick(lang, "ふつうはこちら", "The usual choice")),
            Choice::new("clear", pick(lang, "空のセルで、値を消す", "Empty cells clear the value"))
                .note(pick(lang, "台帳のほうを正しいとみなすとき", "When the file is the truth")),
        ];
    Form::post("/style", pick(lang, "中身を確かめる", "Look inside")).with_files().id("style-upload").render(
        lang,
        &html! {
            (form_render::section(pick(lang, "台帳のファイル", "The ledger file"), None, &html! {
                (Field::files("file", pick(lang, "ファイル", "File"), ".xlsx,.xls,.ods,.csv,.tsv,.txt").hint(pick(lang, "Excel、LibreOffice、CSV。10 MBまで。", "Excel, LibreOffice or CSV, up to 10 MB.")).render(lang))
                (Field::cards("empty", pick(lang, "空のセルの扱い", "Empty cells"), ways).value("keep").render(lang))
                (Field::password("file_password", pick(lang, "あなたのパスワード", "Your password")).render(lang))
            }))
            (paste_box(lang, "pasted", pick(lang, "表を貼り付ける", "Paste a table instead")))
        },
    )
}

/// Signing, at first and after the name was forgotten.
fn signature_form(lang: Lang) -> Markup {
    const DRAWN: &str = r#"{"width":1200,"height":400,"strokes":[[[180,90],[210,300],[300,110],[380,310],[420,80]],[[520,220],[580,120],[660,140],[650,280],[540,290],[520,220],[700,300]],[[760,90],[760,310]],[[760,200],[900,110]],[[770,190],[910,310]]]}"#;
    let missing = [FieldError::new(
        "received",
        pick(
            lang,
            "署名がまだありません。枠の中に指かペンで書くか、氏名を入力してください。",
            "There is no signature yet. Draw it in the box with a finger or a pen, or type the name.",
        ),
    )];
    Form::post("/style", pick(lang, "貸与書を作る", "Make the document")).id("style-signature").render(
        lang,
        &form_render::section(
            pick(lang, "署名", "Signature"),
            None,
            &html! {
                (SignatureField::new("handed", pick(lang, "引き渡した人の署名", "Signature of who handed it over")).value(DRAWN, "").render(lang))
                (SignatureField::new("received", pick(lang, "受け取った人の署名", "Signature of who received it")).hint(pick(lang, "記載の内容に同意して署名します。", "Signing agrees to what is written.")).error_in(&missing).render(lang))
            },
        ),
    )
}
