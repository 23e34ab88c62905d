//! People, departments and places: names change, ids stay.

use http::StatusCode;

use crate::common::{self, ADMIN, Browser, MIGRATIONS};

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn a_person_changes_their_name_and_is_found_by_both(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        browser.get("/people/new").await;
        browser.submit("/people", &[("name", "")]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.submit("/people", &[("name", "田中 恵"), ("employee_no", "E-7")]).await;
        let path = browser.page.path.clone();
        let edit = format!("{path}/edit");
        browser.get(&edit).await;
        browser.submit(&edit, &[("name", "高橋 恵")]).await;
        assert!(browser.page.says("前の名前") && browser.page.says("田中 恵"), "{}", browser.page.words());
        browser.get("/people?q=田中").await;
        assert!(browser.page.says("高橋 恵"), "{}", browser.page.words());
        browser.get(&path).await;
        browser.submit(&format!("{path}/leaving"), &[]).await;
        assert!(browser.page.says("退職"));
    }

    async fn a_staff_list_goes_in(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        let list = "社員番号,氏名,フリガナ,メール,部署\nE-1,青木 涼,アオキ リョウ,aoki@hinode.example,総務部\nE-2,石田 渉,イシダ ワタル,ishida@hinode.example,製造部\n";
        browser.get("/people/import").await;
        browser.drop_file("/people/import", "file", "名簿.csv", list.as_bytes()).await;
        assert!(browser.page.says("青木 涼") && browser.page.says("新規"), "{}", browser.page.words());
        let run = browser.page.path.clone();
        browser.submit(&run, &[]).await;
        assert!(browser.page.says("石田 渉") && browser.page.says("製造部"), "{}", browser.page.words());
    }

    async fn a_place_gets_a_new_name_everywhere(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        browser.get("/places").await;
        browser.submit("/places", &[("name", "本社3F")]).await;
        browser.get("/assets/new?kind=1").await;
        browser.submit("/assets", &[("location", "本社3F")]).await;
        let asset = browser.page.path.clone();
        browser.get("/places").await;
        let edit = browser.page.body.split("href=\"/places/").nth(1).unwrap().split('"').next().unwrap();
        let edit = format!("/places/{edit}");
        browser.get(&edit).await;
        browser.submit(&edit, &[("name", "本社別館")]).await;
        browser.get(&asset).await;
        assert!(browser.page.says("本社別館"), "{}", browser.page.words());
    }
}
