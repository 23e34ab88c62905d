//! An import goes on after the answer: it is followed, cancelled, and says what came of it.

use std::sync::Arc;

use http::Method;
use kernel::{Role, Scope, TokenId};
use ledger::drafts::{self, Purpose};
use platform::jobs::{Handlers, Pace, Worker};
use serde_json::json;
use tokio::sync::Notify;

use crate::world::{World, migrations};

const LEDGER: &str = "管理番号,種別,機種名,使用者,購入日,パスワード\nPC-001,ノート,MD-14,佐藤,R6.13.1,himitsu-4711\n\
    PC-002,モニター,\"24インチ,鈴木,R6.1.1,\n";

/// Sends the file, and gives the address to follow it.
async fn begun(world: &World) -> String {
    let answer = world.upload("/api/v1/imports", "a.csv", LEDGER).await;
    assert_eq!(answer.status, 202, "{}", answer.json());
    assert_eq!(answer.headers["retry-after"], "1");
    let address = answer.headers["location"].to_str().unwrap().to_owned();
    assert_eq!(address, format!("/api/v1/imports/drafts/{}", answer.json()["word"].as_str().unwrap()));
    address
}

testkit::on_both_databases! {
    migrations = &migrations();

    async fn an_import_says_how_far_it_is_and_what_came_of_it(house: TestHouse) {
        let world = World::of(house).await;
        let address = begun(&world).await;
        let waiting = world.get(&address).await.json();
        assert_eq!((&waiting["state"], &waiting["report"]), (&json!("waiting"), &json!(null)), "{waiting}");
        assert_eq!(world.get("/api/v1/assets").await.json()["total"], 0, "nothing happens in the request");
        world.work().await;
        let done = world.get(&address).await.json();
        assert_eq!((&done["state"], &done["rows_total"], &done["file"]), (&json!("done"), &json!(1), &json!("a.csv")));
        let remarks = done["report"]["remarks"].as_array().unwrap();
        let says = |word: &str| remarks.iter().any(|one| one["message"].as_str().unwrap().contains(word));
        assert!(says("13月") && says("3行目(セルC3)で始まる引用符"), "in the language of who sent it: {done}");
        assert!(!done.to_string().contains("himitsu"), "{done}");
        let fact = platform::journal::latest(house.db(), None, 1).await.unwrap();
        assert_eq!((fact[0].event.as_str(), fact[0].actor.as_str()), ("ledger.imported", "token:1"));
        let late = world.ask(Method::DELETE, &address, None).await;
        assert_eq!(late.status, 409, "what is done is undone, not cancelled: {}", late.json());
        let import = format!("/api/v1/imports/{}", done["report"]["import_id"]);
        assert_eq!(world.ask(Method::DELETE, &import, None).await.status, 200);
    }

    async fn what_waits_is_cancelled_at_once_and_then_thrown_away(house: TestHouse) {
        let world = World::of(house).await;
        let address = begun(&world).await;
        let cancelled = world.ask(Method::DELETE, &address, None).await;
        assert_eq!((cancelled.status, &cancelled.json()["state"]), (200, &json!("cancelled")));
        world.work().await;
        assert_eq!(world.get("/api/v1/assets").await.json()["total"], 0);
        assert_eq!(world.get(&address).await.json()["state"], "cancelled");
        assert_eq!(world.ask(Method::DELETE, &address, None).await.status, 204);
        assert_eq!(world.get(&address).await.status, 404);
    }

    async fn what_runs_stops_and_leaves_nothing(house: TestHouse) {
        let world = World::of(house).await;
        let address = begun(&world).await;
        let (running, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let gates = (Arc::clone(&running), Arc::clone(&go_on));
        let handlers = Handlers::default().on(drafts::JOB, move |run| {
            let (running, go_on) = gates.clone();
            let reader = sheet::Reader::new(testkit::reading_program(), [] as [&str; 0]);
            async move {
                running.notify_one();
                go_on.notified().await;
                drafts::take_in(run, &reader).await
            }
        });
        let worker = Worker::new((*house).clone(), handlers, Pace::default());
        let working = tokio::spawn(async move { worker.run_due().await });
        running.notified().await;
        assert_eq!(world.get(&address).await.json()["state"], "running");
        let stopping = world.ask(Method::DELETE, &address, None).await;
        assert_eq!((stopping.status, &stopping.json()["stopping"]), (200, &json!(true)), "{}", stopping.json());
        go_on.notify_one();
        working.await.unwrap().unwrap();
        assert_eq!(world.get(&address).await.json()["state"], "cancelled");
        assert_eq!(world.get("/api/v1/assets").await.json()["total"], 0);
        assert_eq!(world.get("/api/v1/imports").await.json()["imports"], json!([]));
    }

    async fn a_token_that_was_revoked_meanwhile_takes_nothing_in(house: TestHouse) {
        let world = World::of(house).await;
        let address = begun(&world).await;
        platform::tokens::revoke(&house.admin(), TokenId(1)).await.unwrap();
        world.work().await;
        let other = World::with(house, Role::Admin, &[Scope::LedgerImport]).await;
        let failed = other.get(&address).await.json();
        assert_eq!(failed["state"], "failed", "{failed}");
        assert!(failed["reason"].as_str().is_some_and(|reason| !reason.contains("jobs.")), "{failed}");
        assert_eq!(other.get("/api/v1/assets").await.json()["total"], 0);
    }

    async fn a_staff_list_that_waits_in_the_pages_is_not_shown(house: TestHouse) {
        let world = World::of(house).await;
        let kept = drafts::ops::keep(&house.admin(), Purpose::People, "a.csv", b"x").await.unwrap();
        assert_eq!(world.get(&format!("/api/v1/imports/drafts/{}", kept.word)).await.status, 404);
        let kept = drafts::ops::keep(&house.admin(), Purpose::Assets, "a.csv", b"x").await.unwrap();
        let shown = world.get(&format!("/api/v1/imports/drafts/{}", kept.word)).await.json();
        assert_eq!(shown["state"], "draft", "{shown}");
    }
}
