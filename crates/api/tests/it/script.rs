//! A script keeps the ledger.

use http::Method;
use serde_json::json;

use crate::world::{World, migrations};

const LEDGER: &str = "管理番号,種別,メーカー,機種名,使用者,保証期限\n\
    NB-0001,ノートPC,みどり電機,MD-14,山田 太郎,R9.3.31\n\
    NB-0002,ノートPC,みどり電機,MD-15,,2027/6\n";

testkit::on_both_databases! {
    migrations = &migrations();

    async fn a_script_keeps_the_ledger(house: TestHouse) {
        let world = World::of(house).await;
        let new = json!({ "kind": "pc", "asset_no": "NB-0001", "model": "MD-13", "note": "" });
        let made = world.post("/api/v1/assets", &new).await;
        assert_eq!(made.status, 201, "{}", made.json());
        let path = format!("/api/v1/assets/{}", made.json()["id"]);
        assert_eq!(made.headers["location"], *path);

        let seen = world.get(&path).await;
        assert_eq!((seen.status, seen.json()["model"].as_str()), (200, Some("MD-13")));
        assert_eq!(seen.headers["etag"], "\"1\"");
        let listed = world.get("/api/v1/assets?kind=pc&q=nb-0001&sort=updated&order=desc").await.json();
        assert_eq!((&listed["total"], &listed["assets"][0]["asset_no"]), (&json!(1), &json!("NB-0001")));

        // A trial first: nothing changes.
        let trial = world.upload("/api/v1/imports?dry_run=true", "%E5%8F%B0%E5%B8%B3.csv", LEDGER).await;
        assert_eq!(trial.status, 200, "{}", trial.json());
        let report = trial.json();
        assert_eq!((&report["totals"]["new"], &report["totals"]["change"]), (&json!(1), &json!(1)), "{report}");
        assert_eq!(report["sheets"][0]["rows"][1]["values"]["warranty_end"], "2027-06");
        assert_eq!(world.get("/api/v1/assets").await.json()["total"], 1);

        // Then in earnest, and all of it back.
        let begun = world.upload("/api/v1/imports", "%E5%8F%B0%E5%B8%B3.csv", LEDGER).await;
        assert_eq!((begun.status, &begun.json()["state"]), (202, &json!("waiting")), "{}", begun.json());
        world.work().await;
        let draft = begun.headers["location"].to_str().unwrap();
        let run = world.get(draft).await.json();
        assert_eq!((&run["state"], &run["rows_done"]), (&json!("done"), &json!(2)), "{run}");
        assert_eq!(world.get("/api/v1/assets").await.json()["total"], 2);
        assert_eq!(world.get(&path).await.json()["warranty_end"], "2027-03-31");
        let import = format!("/api/v1/imports/{}", run["report"]["import_id"]);
        assert_eq!(world.get(&import).await.json()["file"], "台帳.csv");
        let undone = world.ask(Method::DELETE, &import, None).await;
        assert_eq!((undone.status, &undone.json()["removed"]), (200, &json!(1)), "{}", undone.json());
        assert_eq!(world.get(&path).await.json()["warranty_end"], json!(null));
        assert_eq!(world.ask(Method::DELETE, &import, None).await.status, 409, "only once");
    }

    async fn whoever_was_slower_sees_both_values(house: TestHouse) {
        let world = World::of(house).await;
        let new = json!({ "kind": "pc", "asset_no": "NB-0001", "note": "倉庫の奥", "price": 98_000 });
        let path = format!("/api/v1/assets/{}", world.post("/api/v1/assets", &new).await.json()["id"]);
        let first = json!({ "version": 1, "note": "机の上", "price": null });
        let changed = world.ask(Method::PATCH, &path, Some(&first)).await;
        assert_eq!((changed.status, &changed.json()["price"]), (200, &json!(null)), "{}", changed.json());
        let second = json!({ "version": 1, "note": "修理に出した" });
        let refused = world.ask(Method::PATCH, &path, Some(&second)).await;
        assert_eq!(refused.status, 409);
        let clash = &refused.json()["clashes"][0];
        let both = json!({ "field": "note", "base": "倉庫の奥", "theirs": "机の上", "mine": "修理に出した" });
        assert_eq!(*clash, both);
    }

    async fn a_thing_is_handed_out_taken_back_deleted_and_restored(house: TestHouse) {
        let world = World::of(house).await;
        let new = json!({ "kind": "phone", "asset_no": "PH-0001" });
        let path = format!("/api/v1/assets/{}", world.post("/api/v1/assets", &new).await.json()["id"]);
        let person = ledger::people::NewPerson { name: "山田 太郎".to_owned(), ..Default::default() };
        let person = ledger::people::ops::add(&house.admin(), &person).await.unwrap();
        let assignment = format!("{path}/assignment");
        let given = json!({ "person": person.id, "on": "2026-11-01" });
        let given = world.ask(Method::PUT, &assignment, Some(&given)).await.json();
        assert_eq!((&given["user"], &given["status"]), (&json!("山田 太郎"), &json!("in_use")));
        let back = world.ask(Method::DELETE, &format!("{assignment}?to=spare"), None).await.json();
        assert_eq!((&back["person"], &back["status"]), (&json!(null), &json!("spare")));
        let history = world.get(&format!("{path}/history")).await.json();
        assert_eq!(history["assignments"][0]["from"], "2026-11-01", "{history}");
        assert_eq!(world.ask(Method::DELETE, &path, None).await.status, 204);
        assert_eq!(world.get("/api/v1/assets").await.json()["total"], 0);
        assert_eq!(world.get("/api/v1/assets?deleted=true").await.json()["total"], 1);
        let restored = world.ask(Method::POST, &format!("{path}/restoration"), None).await;
        assert_eq!((restored.status, &restored.json()["deleted_at"]), (200, &json!(null)));
    }
}
