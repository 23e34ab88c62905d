//! The first minute: the wizard, its code for strangers, and that it is gone afterwards.

use http::StatusCode;
use web::door::Options;

use crate::common::{self, Browser, MIGRATIONS, PASSWORD};

const FIELDS: [(&str, &str); 4] =
    [("company", "日の出精機"), ("name", "佐藤 花子"), ("email", common::ADMIN), ("password", PASSWORD)];

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn the_first_visitor_founds_the_company_and_is_in(house: TestHouse) {
        let mut browser = Browser::at(house);
        browser.get("/assets").await;
        assert_eq!(browser.page.path, "/setup", "before the first account every page leads to the wizard");
        browser.get("/setup/company").await;
        browser.submit("/setup/company", &FIELDS).await;
        assert_eq!(browser.page.path, "/imports/new");
        assert!(browser.token().is_some());
        browser.get("/setup").await;
        assert_eq!(browser.page.status, StatusCode::NOT_FOUND);
        browser.post("/setup/company", &FIELDS).await;
        assert_eq!(browser.page.status, StatusCode::NOT_FOUND, "nobody founds it a second time");
    }

    async fn what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(house: TestHouse) {
        let mut browser = Browser::at(house);
        browser.get("/setup/company").await;
        let fields = [("company", "日の出精機"), ("name", ""), ("email", "sato"), ("password", "short")];
        browser.submit("/setup/company", &fields).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for id in ["field-name-error", "field-email-error", "field-password-error"] {
            assert!(browser.page.body.contains(id), "{id}");
        }
        let form = browser.page.form("/setup/company");
        assert!(form.fields.contains(&("company".to_owned(), "日の出精機".to_owned())));
        assert!(form.fields.contains(&("email".to_owned(), "sato".to_owned())));
        assert!(form.fields.contains(&("password".to_owned(), String::new())), "a password is never sent back");
    }

    async fn a_stranger_needs_the_code_from_the_server(house: TestHouse) {
        let options = Options { setup_code: Some("7KQM-2XGD-PT0V-9HAE".to_owned()), ..Options::default() };
        let mut browser = Browser::before(&common::web_with(house, options));
        browser.get("/setup/company").await;
        let with = |code| [FIELDS.as_slice(), &[("code", code)]].concat();
        for code in ["", "7KQM", "7KQM-2XGD-PT0V-9HAF"] {
            browser.submit("/setup/company", &with(code)).await;
            assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
            assert!(browser.page.body.contains("field-code-error"), "{code}");
        }
        browser.submit("/setup/company", &with("7kqm 2xgd pt0v 9hae")).await;
        assert!(browser.token().is_some(), "{}", browser.page.words());
    }
}
