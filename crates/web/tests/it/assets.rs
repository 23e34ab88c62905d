//! The ledger's pages: registering, changing, two people at once, handing out, many at once, and what each role sees.

use http::{Method, StatusCode};
use kernel::Role;

use crate::common::{self, ADMIN, Browser, MIGRATIONS};

/// The admin, logged in to a founded house.
async fn admin(house: &testkit::TestHouse) -> Browser {
    common::found(house).await;
    Browser::logged_in(house, ADMIN).await
}

async fn register(browser: &mut Browser, fields: &[(&str, &str)]) -> String {
    browser.get("/assets/new?kind=1").await;
    browser.submit("/assets", fields).await;
    assert_eq!(browser.page.status, StatusCode::OK, "{}", browser.page.words());
    browser.page.path.clone()
}

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn a_thing_is_registered_under_the_next_number(house: TestHouse) {
        let mut browser = admin(house).await;
        browser.get("/assets").await;
        assert!(browser.page.says("まだ資産がありません。"));
        let path = register(&mut browser, &[("maker", "日の出電機"), ("acquired", "R4.4.1"), ("price", "１２３,０００円")]).await;
        assert!(browser.page.says("PC-0001") && browser.page.says("2022年4月1日") && browser.page.says("123,000円"));
        browser.get(&format!("{path}/history")).await;
        assert!(browser.page.says("登録しました"));
        browser.get("/assets").await;
        assert!(browser.page.says("1件中 1〜1件"), "{}", browser.page.words());
        browser.get("/assets/new?kind=1").await;
        browser.submit("/assets", &[("asset_no", "NB-0001"), ("count", "3")]).await;
        assert!(browser.page.says("NB-0003") && browser.page.says("4件中"), "{}", browser.page.words());
    }

    async fn a_licence_is_called_by_its_software(house: TestHouse) {
        let mut browser = admin(house).await;
        browser.get("/assets/new?kind=9").await;
        assert!(browser.page.says("ソフトウェア名") && !browser.page.says("シリアル番号"));
        browser
            .submit("/assets", &[("asset_no", ""), ("licence_name", "港会計 24"), ("licence_count", "5")])
            .await;
        assert!(browser.page.body.contains("<h1>港会計 24</h1>"), "{}", browser.page.words());
        browser.get("/assets").await;
        assert!(browser.page.says("港会計 24") && browser.page.says("番号なし"), "{}", browser.page.words());
    }

    async fn what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(house: TestHouse) {
        let mut browser = admin(house).await;
        browser.get("/assets/new?kind=1").await;
        browser.submit("/assets", &[("maker", "東雲製作所"), ("acquired", "R6.13.1")]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let form = browser.page.form("/assets");
        assert!(form.fields.contains(&("maker".to_owned(), "東雲製作所".to_owned())));
        assert!(form.fields.contains(&("acquired".to_owned(), "R6.13.1".to_owned())));
        assert!(browser.page.body.contains("href=\"#field-acquired\""));
    }

    async fn the_second_editor_sees_both_values(house: TestHouse) {
        let mut first = admin(house).await;
        let path = register(&mut first, &[("note", "もとの備考")]).await;
        let edit = format!("{path}/edit");
        let mut second = Browser::logged_in(house, ADMIN).await;
        first.get(&edit).await;
        second.get(&edit).await;
        first.submit(&edit, &[("note", "一人目の備考"), ("maker", "東雲")]).await;
        assert!(first.page.says("一人目の備考"));
        // Another field does not meet the first edit: both are kept.
        second.submit(&edit, &[("vendor", "港商会")]).await;
        assert!(second.page.says("港商会") && second.page.says("一人目の備考"), "{}", second.page.words());

        first.get(&edit).await;
        second.get(&edit).await;
        first.submit(&edit, &[("note", "あ")]).await;
        second.submit(&edit, &[("note", "い")]).await;
        assert_eq!(second.page.status, StatusCode::CONFLICT);
        assert!(second.page.says("別の人が保存した内容") && second.page.body.contains("value=\"あ\"") && second.page.body.contains("value=\"い\""));
        second.submit(&edit, &[("note", "い")]).await;
        assert_eq!(second.page.status, StatusCode::OK, "{}", second.page.words());
        assert!(second.page.says("い"));
    }

    async fn a_thing_is_handed_out_and_comes_back(house: TestHouse) {
        let mut browser = admin(house).await;
        browser.get("/people/new").await;
        browser.submit("/people", &[("name", "青木 涼"), ("kana", "アオキ リョウ")]).await;
        let person = browser.page.path.clone();
        let path = register(&mut browser, &[]).await;
        let assignment = format!("{path}/assignment");
        browser.get(&assignment).await;
        assert!(browser.page.says("青木 涼"));
        let id = person.rsplit('/').next().unwrap().to_owned();
        browser.post(&assignment, &[("person", &id), ("on", "2026/11/01")]).await;
        assert!(browser.page.says("使用中") && browser.page.says("返却を受ける"), "{}", browser.page.words());
        browser.get(&person).await;
        assert!(browser.page.says("PC-0001"));
        browser.get(&format!("{path}/return")).await;
        browser.submit(&format!("{path}/return"), &[("status", "spare")]).await;
        assert!(browser.page.says("予備"));
        browser.get(&format!("{path}/history")).await;
        assert!(browser.page.says("2026/11/01") && browser.page.says("貸与しました"), "{}", browser.page.words());
    }

    async fn many_are_changed_deleted_and_brought_back(house: TestHouse) {
        let mut browser = admin(house).await;
        browser.get("/assets/new?kind=1").await;
        browser.submit("/assets", &[("asset_no", "NB-0001"), ("count", "5")]).await;
        browser.post("/assets/selection/edit", &[("all", "true")]).await;
        assert!(browser.page.says("選んだ5件"), "{}", browser.page.words());
        browser.submit("/assets/selection/change", &[("vendor", "港商会"), ("status", "repair")]).await;
        assert!(browser.page.says("5件を変更しました。"), "{}", browser.page.words());
        let undo = undo_of(&browser);
        browser.get("/assets?status=repair").await;
        assert!(browser.page.says("5件中"));
        browser.post(&undo, &[]).await;
        browser.get("/assets?status=repair").await;
        assert!(browser.page.says("条件に合うものがありません。"), "{}", browser.page.words());
        browser.post("/assets/selection/deletion", &[("all", "true")]).await;
        assert!(browser.page.says("まだ資産がありません。"));
        let undo = undo_of(&browser);
        browser.post(&undo, &[]).await;
        assert!(browser.page.says("5件中"));
    }

    async fn columns_and_views_are_remembered(house: TestHouse) {
        let mut browser = admin(house).await;
        register(&mut browser, &[("price", "98000")]).await;
        browser.get("/assets").await;
        assert!(!browser.page.says("98,000円"));
        browser.post("/assets/columns", &[("column", "asset_no"), ("column", "price"), ("address", "/assets?kind=1")]).await;
        assert!(browser.page.says("98,000円") && browser.page.path == "/assets?kind=1");
        browser.submit("/assets/views", &[("name", "うちのPC")]).await;
        assert!(browser.page.says("うちのPC"));
        browser.get("/assets/views").await;
        assert!(browser.page.says("うちのPC") && !browser.page.says("#columns"));
    }

    async fn a_file_goes_out_as_it_is_shown(house: TestHouse) {
        let mut browser = admin(house).await;
        register(&mut browser, &[("note", "=1+1")]).await;
        let page = browser.ask(Method::GET, "/assets/export.csv", None).await;
        assert!(page.body.contains("PC-0001") && page.body.contains("'=1+1"), "{}", page.body);
        assert!(page.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    }

    async fn an_attachment_is_never_run(house: TestHouse) {
        let mut browser = admin(house).await;
        let path = register(&mut browser, &[]).await;
        browser.drop_file(&format!("{path}/files"), "file", "図.svg", b"<svg onload=alert(1)></svg>").await;
        assert!(browser.page.says("図.svg"), "{}", browser.page.words());
        let href = browser.page.body.split("href=\"/files/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let address = format!("/files/{href}");
        let page = browser.ask(Method::GET, &address, None).await;
        assert_eq!(page.headers["content-type"], "application/octet-stream");
        assert_eq!(page.headers["x-content-type-options"], "nosniff");
        assert!(page.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        common::somebody(house, Role::Employee).await;
        let mut other = Browser::logged_in(house, "employee@hinode.example").await;
        assert_eq!(other.ask(Method::GET, &address, None).await.status, StatusCode::NOT_FOUND);
    }

    async fn each_role_sees_what_it_may(house: TestHouse) {
        let mut browser = admin(house).await;
        let path = register(&mut browser, &[]).await;
        common::somebody(house, Role::Manager).await;
        let mut manager = Browser::logged_in(house, "manager@hinode.example").await;
        manager.get(&path).await;
        assert!(manager.page.says("PC-0001") && !manager.page.says("削除する"));
        assert_eq!(manager.ask(Method::GET, &format!("{path}/edit"), None).await.status, StatusCode::FORBIDDEN);
        common::somebody(house, Role::Employee).await;
        let mut employee = Browser::logged_in(house, "employee@hinode.example").await;
        assert_eq!(employee.ask(Method::GET, "/assets", None).await.status, StatusCode::FORBIDDEN);
        employee.get("/").await;
        assert!(employee.page.says("いま貸与されている機器はありません。"), "{}", employee.page.words());
    }
}

/// Where the message's way back leads.
fn undo_of(browser: &Browser) -> String {
    let rest = browser.page.body.split("action=\"/assets/changes/").nth(1).unwrap();
    format!("/assets/changes/{}", rest.split('"').next().unwrap())
}
