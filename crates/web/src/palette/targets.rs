//! Pages and acts that can be reached by their name.

use kernel::Right;

use crate::ui::Icon;

/// A page or an act.
pub struct Target {
    /// Its words: `palette.<key>`.
    pub key: &'static str,
    /// More words it is found by, in either language.
    pub words: &'static str,
    /// Where it is.
    pub href: &'static str,
    /// Its picture.
    pub icon: Icon,
    /// Who may go there; everybody if none.
    pub right: Option<Right>,
    /// Whether it does something, or only shows.
    pub is_act: bool,
}

const fn page(key: &'static str, words: &'static str, href: &'static str, icon: Icon, right: Option<Right>) -> Target {
    Target { key, words, href, icon, right, is_act: false }
}

const fn act(key: &'static str, words: &'static str, href: &'static str, icon: Icon, right: Right) -> Target {
    Target { key, words, href, icon, right: Some(right), is_act: true }
}

/// All of them.
pub const TARGETS: [Target; 18] = [
    page("palette.today", "きょう home", "/", Icon::Today, None),
    page("palette.ledger", "資産 だいちょう assets ledger", "/assets", Icon::Ledger, Some(Right::ReadLedger)),
    page("palette.deadlines", "きげん 保証 リース 更新 deadlines", "/deadlines", Icon::Deadlines, Some(Right::ReadLedger)),
    page("palette.imports", "とりこみ インポート imports", "/imports", Icon::Intake, Some(Right::ReadLedger)),
    page("palette.people", "ひと 社員 people", "/people", Icon::People, Some(Right::ReadLedger)),
    page("palette.departments", "ぶしょ departments", "/departments", Icon::People, Some(Right::ReadLedger)),
    page("palette.places", "ばしょ 設置場所 places", "/places", Icon::People, Some(Right::ReadLedger)),
    page("palette.kinds", "しゅべつ 項目 kinds fields", "/kinds", Icon::Ledger, Some(Right::ReadLedger)),
    page("palette.journal", "きろく 監査 ログ journal audit", "/journal", Icon::Journal, Some(Right::ReadJournal)),
    page("palette.settings", "せってい settings", "/settings", Icon::Settings, Some(Right::ManageSettings)),
    page("palette.account", "自分 パスワード 二段階 account password", "/account", Icon::Person, None),
    act("palette.register", "登録 追加 とうろく add new register", "/assets/new", Icon::Add, Right::ChangeLedger),
    act("palette.import", "取り込む エクセル excel csv import", "/imports/new", Icon::Intake, Right::ImportLedger),
    act("palette.export", "書き出す ダウンロード エクスポート export excel", "/assets/export.xlsx", Icon::Export, Right::ReadLedger),
    act("palette.person_new", "人 社員 入社 person add", "/people/new", Icon::Person, Right::ChangeLedger),
    act("palette.people_import", "名簿 社員 取り込む people import", "/people/import", Icon::Intake, Right::ImportLedger),
    act("palette.overdue", "期限切れ 過ぎた overdue", "/assets?due=overdue", Icon::Alert, Right::ReadLedger),
    act("palette.deleted", "削除 ゴミ箱 deleted trash", "/assets?deleted=true", Icon::Delete, Right::ReadLedger),
];
