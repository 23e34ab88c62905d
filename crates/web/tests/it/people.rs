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

    async fn the_second_editor_of_a_person_sees_both_values(house: TestHouse) {
        common::found(house).await;
        let mut first = Browser::logged_in(house, ADMIN).await;
        let mut second = Browser::logged_in(house, ADMIN).await;
        first.get("/departments").await;
        first.submit("/departments", &[("name", "総務部")]).await;
        first.get("/people/new").await;
        first.submit("/people", &[("name", "青木 涼"), ("note", "もとの備考")]).await;
        let edit = format!("{}/edit", first.page.path);
        first.get(&edit).await;
        second.get(&edit).await;
        first.submit(&edit, &[("note", "一人目の備考"), ("department", "1")]).await;
        // Another field does not meet the first edit: both are kept.
        second.submit(&edit, &[("phone", "内線 12")]).await;
        assert!(second.page.says("内線 12") && second.page.says("一人目の備考"), "{}", second.page.words());
        assert!(second.page.says("同じころに別の人が変えた項目も"), "{}", second.page.words());

        first.get(&edit).await;
        second.get(&edit).await;
        first.submit(&edit, &[("note", "あ"), ("department", "")]).await;
        second.submit(&edit, &[("note", "い"), ("kana", "アオキ リョウ")]).await;
        assert_eq!(second.page.status, StatusCode::CONFLICT);
        assert!(second.page.says("もとは「一人目の備考」でした。"), "{}", second.page.words());
        assert!(second.page.body.contains("value=\"あ\"") && second.page.body.contains("value=\"い\""));
        second.submit(&edit, &[("note", "い")]).await;
        assert_eq!(second.page.status, StatusCode::OK, "{}", second.page.words());
        assert!(second.page.says("い") && second.page.says("アオキ リョウ") && second.page.says("内線 12"));
        assert!(!second.page.says("総務部"), "the first one took the department off");
    }

    async fn the_second_editor_of_a_place_sees_both_values(house: TestHouse) {
        common::found(house).await;
        let mut first = Browser::logged_in(house, ADMIN).await;
        let mut second = Browser::logged_in(house, ADMIN).await;
        for name in ["本社", "サーバー室"] {
            first.get("/places").await;
            first.submit("/places", &[("name", name)]).await;
        }
        let edit = "/places/2/edit";
        first.get(edit).await;
        second.get(edit).await;
        first.submit(edit, &[("parent", "1")]).await;
        second.submit(edit, &[("note", "鍵は総務")]).await;
        assert!(second.page.says("鍵は総務"), "{}", second.page.words());
        first.get(edit).await;
        assert!(first.page.body.contains("<option value=\"1\" selected"), "both edits are kept");
        second.get(edit).await;
        first.submit(edit, &[("name", "機械室"), ("parent", "")]).await;
        second.submit(edit, &[("name", "サーバー室A")]).await;
        assert_eq!(second.page.status, StatusCode::CONFLICT);
        assert!(second.page.says("もとは「サーバー室」でした。"), "{}", second.page.words());
        assert!(second.page.body.contains("value=\"機械室\"") && second.page.body.contains("value=\"サーバー室A\""));
        second.submit(edit, &[("name", "サーバー室A")]).await;
        assert!(second.page.says("サーバー室A") && !second.page.says("機械室"), "{}", second.page.words());
    }

    async fn the_same_person_twice_is_merged_and_taken_apart_again(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        for (name, number) in [("田中 太郎", ""), ("田中太郎", "E-7")] {
            browser.get("/people/new").await;
            browser.submit("/people", &[("name", name), ("employee_no", number)]).await;
        }
        browser.get("/assets/new?kind=1").await;
        browser.submit("/assets", &[]).await;
        let asset = browser.page.path.clone();
        browser.post(&format!("{asset}/assignment"), &[("person", "2")]).await;
        browser.get("/people").await;
        assert!(browser.page.says("同じ人かもしれない登録が1組あります。"), "{}", browser.page.words());
        browser.get("/people/1/merger").await;
        assert!(browser.page.says("名前が同じ") && browser.page.body.contains("/people/1/merger?with=2"));
        browser.get("/people/1/merger?with=2").await;
        assert!(browser.page.says("資産 1件") && browser.page.says("社員番号: E-7"), "{}", browser.page.words());
        browser.submit("/people/1/merger", &[]).await;
        assert!(browser.page.says("「田中太郎」を「田中 太郎」にまとめました。") && browser.page.says("E-7"), "{}", browser.page.words());
        let rest = browser.page.body.split("action=\"/people/1/mergers/").nth(1).unwrap();
        let undo = format!("/people/1/mergers/{}", rest.split('"').next().unwrap());
        browser.get("/people/2").await;
        assert_eq!(browser.page.path, "/people/1", "an old link leads on");
        browser.get(&asset).await;
        assert!(browser.page.says("田中 太郎"), "{}", browser.page.words());
        browser.post(&undo, &[]).await;
        assert!(browser.page.says("まとめる前に戻しました"), "{}", browser.page.words());
        browser.get("/people/2").await;
        assert!(browser.page.path == "/people/2" && browser.page.says("PC-0001"), "{}", browser.page.words());
    }

    async fn two_ways_of_writing_a_department_become_one(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        for name in ["営業部", "営業"] {
            browser.get("/departments").await;
            browser.submit("/departments", &[("name", name)]).await;
        }
        browser.get("/assets/new?kind=1").await;
        browser.submit("/assets", &[("dept", "営業")]).await;
        let asset = browser.page.path.clone();
        browser.get("/departments/1/merger").await;
        browser.submit("/departments/1/merger", &[("with", "2")]).await;
        assert!(browser.page.says("「営業」を「営業部」にまとめます") && browser.page.says("資産 1件"), "{}", browser.page.words());
        browser.submit("/departments/1/merger", &[]).await;
        assert!(browser.page.says("「営業」を「営業部」にまとめました。"), "{}", browser.page.words());
        browser.get(&asset).await;
        assert!(browser.page.says("営業部"), "{}", browser.page.words());
        browser.get("/departments/2/edit").await;
        assert_eq!(browser.page.path, "/departments/1/edit", "an old link leads on");
        browser.get("/assets?department=2").await;
        assert!(browser.page.says("1件中 1〜1件"), "a saved view means the one that stayed");
    }
}
