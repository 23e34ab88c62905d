//! The first minute: the wizard, its code for strangers, and that it is gone afterwards.

use std::pin::Pin;
use std::sync::Arc;

use http::StatusCode;
use kernel::JobId;
use platform::House;
use platform::accounts::{self, Founding};
use platform::jobs::{self, Handlers, NewJob, Pace, Run, Worker};
use secrecy::SecretString;
use web::door::Options;

use crate::common::{self, Browser, MIGRATIONS, PASSWORD};

const FILL: &str = "demo.fill";

/// What the program does for the second door, without the year that follows.
fn begin(
    house: House,
    founding: Founding,
    password: SecretString,
) -> Pin<Box<dyn Future<Output = kernel::Result<JobId>> + Send>> {
    Box::pin(async move {
        let founding = Founding { company: "見本".to_owned(), ..founding };
        accounts::found(&house, &founding, &password).await?;
        let cx = house.system();
        let tx = cx.begin().await?;
        let id = jobs::enqueue(&tx, &cx, NewJob::new(FILL).attempts(1)).await?;
        tx.commit().await?;
        Ok(id)
    })
}

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

    async fn the_company_chooses_its_time_zone(house: TestHouse) {
        let mut browser = Browser::at(house);
        browser.get("/setup/company").await;
        let proposed = ("time_zone".to_owned(), "Asia/Tokyo".to_owned());
        assert!(browser.page.form("/setup/company").fields.contains(&proposed), "Japan's is proposed");
        assert!(browser.page.body.contains("data-propose=\"zone\"") && browser.page.says("日本 (Asia/Tokyo)"));
        browser.submit("/setup/company", &[FIELDS.as_slice(), &[("time_zone", "Asia/Edo")]].concat()).await;
        assert!(browser.page.body.contains("field-time_zone-error"), "{}", browser.page.words());
        browser.submit("/setup/company", &[FIELDS.as_slice(), &[("time_zone", "America/New_York")]].concat()).await;
        assert!(browser.token().is_some(), "{}", browser.page.words());
        let settings = platform::settings::current(house).await.unwrap();
        assert_eq!(settings.company.zone.name(), "America/New_York");
        browser.get("/").await;
        assert!(browser.page.says("2026年11月21日(土)"), "its days begin by it at once: {}", browser.page.words());
    }

    async fn the_sample_is_filled_while_one_watches(house: TestHouse) {
        let web = common::web_with(house, Options { begin_sample: Some(Arc::new(begin)), ..Options::default() });
        let mut browser = Browser::before(&web);
        browser.get("/setup/sample").await;
        browser.submit("/setup/sample", &[("name", ""), FIELDS[2], FIELDS[3]]).await;
        assert!(browser.page.body.contains("field-name-error"), "{}", browser.page.words());
        browser.submit("/setup/sample", &FIELDS[1..]).await;
        assert_eq!(browser.page.path, "/setup/sample/progress");
        assert!(browser.page.says("用意しています") && browser.token().is_none(), "{}", browser.page.words());
        assert!(browser.page.body.contains("hx-get=\"/setup/sample/status\"") && browser.page.body.contains("<noscript><p><a href=\"/setup/sample/progress\""));
        // Neither can the way in be used too early, nor by anybody else.
        browser.post("/setup/sample/entry", &[]).await;
        assert_eq!((browser.page.path.as_str(), browser.token()), ("/setup/sample/progress", None));
        let mut stranger = Browser::before(&web);
        for path in ["/setup/sample/progress", "/setup/sample/status"] {
            assert_eq!(stranger.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let filling = Handlers::default().on(FILL, |run: Run| async move {
            run.step(1, 4)?;
            Ok(serde_json::Value::Null)
        });
        Worker::new((*house).clone(), filling, Pace::default()).run_due().await.unwrap();
        assert_eq!(stranger.post("/setup/sample/entry", &[]).await.status, StatusCode::NOT_FOUND);
        browser.get("/setup/sample/progress").await;
        assert!(browser.page.says("見本の会社の用意ができました"), "{}", browser.page.words());
        browser.submit("/setup/sample/entry", &[]).await;
        assert_eq!(browser.page.path, "/");
        assert!(browser.token().is_some() && browser.page.says("用意ができました。"), "{}", browser.page.words());
        browser.post("/setup/sample/entry", &[]).await;
        assert_eq!(browser.page.status, StatusCode::NOT_FOUND, "the ticket is good for once");
    }

    async fn a_script_is_told_where_to_go(house: TestHouse) {
        let web = common::web_with(house, Options { begin_sample: Some(Arc::new(begin)), ..Options::default() });
        let mut browser = Browser::before(&web);
        browser.get("/setup/sample").await;
        browser.submit("/setup/sample", &FIELDS[1..]).await;
        let stopped = Handlers::default().on(FILL, |_| async { Err(kernel::Fault::conflict("jobs.fault.lost")) });
        Worker::new((*house).clone(), stopped, Pace::default()).run_due().await.unwrap();
        browser.headers = vec![("hx-request", "true".to_owned())];
        browser.get("/setup/sample/status").await;
        assert!(browser.page.says("途中で止まりました") && browser.page.says("引き継ぎました"), "{}", browser.page.words());
        let answer = browser.ask(http::Method::POST, "/setup/sample/entry", Some(String::new())).await;
        assert_eq!((answer.status, answer.headers.get("hx-redirect").unwrap().to_str().unwrap()), (StatusCode::OK, "/"));
        assert!(browser.token().is_some());
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
