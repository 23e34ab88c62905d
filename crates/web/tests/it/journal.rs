//! The journal names what it speaks of.

use kernel::Role;
use ledger::departments::NewDepartment;
use ledger::people::NewPerson;

use crate::common::{self, ADMIN, Browser, MIGRATIONS};

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn things_are_named_with_the_way_there_and_what_is_gone_says_so(house: TestHouse) {
        common::found(house).await;
        let mut admin = Browser::logged_in(house, ADMIN).await;
        for number in ["NB-0001", "NB-0002"] {
            admin.get("/assets/new?kind=1").await;
            admin.submit("/assets", &[("asset_no", number)]).await;
        }
        let cx = house.admin();
        let person = NewPerson { name: "山田 太郎".to_owned(), ..NewPerson::default() };
        ledger::people::ops::add(&cx, &person).await.unwrap();
        let department = |name: &str| NewDepartment { name: name.to_owned(), parent: None, note: String::new() };
        ledger::departments::ops::add(&cx, &department("総務部")).await.unwrap();
        let closed = ledger::departments::ops::add(&cx, &department("なくなる部")).await.unwrap();
        ledger::departments::ops::remove(&cx, closed.id).await.unwrap();
        admin.post("/assets/2/deletion", &[]).await;
        admin.get("/journal").await;
        let (words, body) = (admin.page.words(), &admin.page.body);
        assert!(body.contains("<a href=\"/assets/1\">NB-0001</a>"), "{words}");
        assert!(body.contains("<a href=\"/people/1\">山田 太郎</a>") && words.contains("総務部"), "{words}");
        assert!(body.contains("<a href=\"/assets/2\">NB-0002</a>") && words.contains("台帳から消してあります"), "{words}");
        assert!(words.contains(&format!("部署 {}(もうありません)", closed.id)), "{words}");
        assert!(!words.contains("資産 1 ") && !words.contains("社員 1 "), "{words}");
        let deputy = common::somebody(house, Role::Deputy).await;
        let mut deputy = Browser::logged_in(house, &deputy).await;
        deputy.get("/journal").await;
        assert!(deputy.page.says("NB-0001") && deputy.page.says("山田 太郎"), "{}", deputy.page.words());
    }
}
