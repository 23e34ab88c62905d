//! People, departments and places, and what can only be read.

use http::Method;
use serde_json::json;

use crate::world::{World, migrations};

testkit::on_both_databases! {
    migrations = &migrations();

    async fn people_departments_and_places_are_kept(house: TestHouse) {
        let world = World::of(house).await;
        let sales = world.post("/api/v1/departments", &json!({ "name": "営業部" })).await;
        assert_eq!(sales.status, 201, "{}", sales.json());
        let new = json!({ "name": "山田 花子", "kana": "ヤマダ ハナコ", "department": sales.json()["id"] });
        let made = world.post("/api/v1/people", &new).await;
        assert_eq!((made.status, &made.json()["department_name"]), (201, &json!("営業部")), "{}", made.json());
        let path = made.headers["location"].to_str().unwrap();
        let renamed = json!({ "version": 1, "name": "高橋 花子", "department": null });
        let renamed = world.ask(Method::PATCH, path, Some(&renamed)).await.json();
        assert_eq!((&renamed["name"], &renamed["department"]), (&json!("高橋 花子"), &json!(null)));
        let late = json!({ "version": 1, "name": "鈴木 花子", "phone": "内線 12" });
        let late = world.ask(Method::PATCH, path, Some(&late)).await;
        let both = json!([{ "field": "name", "base": "山田 花子", "theirs": "高橋 花子", "mine": "鈴木 花子" }]);
        assert_eq!((late.status, &late.json()["clashes"]), (409, &both), "the phone meets nothing");
        assert_eq!(world.get("/api/v1/people?q=%E5%B1%B1%E7%94%B0").await.json()["total"], 1, "a past name");
        let nowhere = json!({ "name": "佐藤 健", "department": 4711 });
        assert_eq!(world.post("/api/v1/people", &nowhere).await.json()["errors"][0]["field"], "department");

        let office = world.post("/api/v1/places", &json!({ "name": "本社" })).await.json();
        let room = json!({ "name": "サーバー室", "parent": office["id"] });
        let room = world.post("/api/v1/places", &room).await.json();
        let path = format!("/api/v1/places/{}", office["id"]);
        let inside = json!({ "version": 1, "parent": room["id"] });
        assert_eq!(world.ask(Method::PATCH, &path, Some(&inside)).await.status, 422, "not inside itself");
        assert_eq!(world.get("/api/v1/places").await.json()["places"].as_array().map(Vec::len), Some(2));
        let renamed = json!({ "version": 1, "name": "東京本社" });
        assert_eq!(world.ask(Method::PATCH, &path, Some(&renamed)).await.status, 200);
        let late = world.ask(Method::PATCH, &path, Some(&json!({ "version": 1, "name": "本社ビル" }))).await;
        let both = json!([{ "field": "name", "base": "本社", "theirs": "東京本社", "mine": "本社ビル" }]);
        assert_eq!((late.status, &late.json()["clashes"]), (409, &both));
    }

    async fn two_that_are_one_are_merged_and_taken_apart(house: TestHouse) {
        let world = World::of(house).await;
        for (path, names) in [("/api/v1/people", ["田中 太郎", "田中太郎"]), ("/api/v1/departments", ["営業部", "営業"]), ("/api/v1/places", ["本社", "本社ビル"])] {
            let keep = world.post(path, &json!({ "name": names[0] })).await.json()["id"].clone();
            let gone = world.post(path, &json!({ "name": names[1] })).await.json()["id"].clone();
            let merger = format!("{path}/{keep}/merger");
            let merged = world.post(&merger, &json!({ "gone": gone })).await;
            assert_eq!((merged.status, &merged.json()["kept"]), (200, &keep), "{}", merged.json());
            assert_eq!(world.get(&format!("{path}/{gone}")).await.json()["id"], keep, "the old id leads on");
            assert_eq!(world.post(&merger, &json!({ "gone": gone })).await.status, 409, "only once");
            assert_eq!(world.post(&merger, &json!({ "gone": keep })).await.status, 409, "not with itself");
            assert_eq!(world.post(&merger, &json!({ "gone": 4711 })).await.status, 404);
            let back = format!("/api/v1/mergers/{}", merged.json()["id"]);
            assert_eq!(world.ask(Method::DELETE, &back, None).await.status, 200);
            assert_eq!(world.ask(Method::DELETE, &back, None).await.status, 409);
            assert_eq!(world.get(&format!("{path}/{gone}")).await.json()["id"], gone);
        }
        assert_eq!(world.ask(Method::DELETE, "/api/v1/mergers/4711", None).await.status, 404);
    }

    async fn what_can_only_be_read_is_there(house: TestHouse) {
        let world = World::of(house).await;
        let new = json!({ "kind": "printer", "asset_no": "PR-0001", "model": "複合機", "lease_end": "2026-12" });
        assert_eq!(world.post("/api/v1/assets", &new).await.status, 201);
        let runs_out = world.get("/api/v1/deadlines").await.json();
        assert_eq!(runs_out["deadlines"][0]["due_on"], "2026-12-31", "{runs_out}");
        let found = world.get("/api/v1/search?q=%E8%A4%87%E5%90%88").await.json();
        assert_eq!(found["hits"][0]["kind"], "asset", "{found}");
        let kinds = world.get("/api/v1/kinds").await.json();
        assert_eq!(kinds["kinds"][0]["word"], "pc");
        assert_eq!(world.get("/api/v1/kinds/1").await.json()["label"], kinds["kinds"][0]["label"]);
        let csv = world.get("/api/v1/export?format=csv").await;
        assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
        assert!(String::from_utf8(csv.body).unwrap().contains("PR-0001"));
        assert!(world.get("/api/v1/export").await.body.starts_with(b"PK"));
        let journal = world.get("/api/v1/journal?limit=1").await.json();
        assert_eq!(journal["entries"][0]["event"], "ledger.exported", "{journal}");
        let health = world.get("/api/v1/system/health").await;
        assert_eq!(health.status, 200, "{}", health.json());
        assert!(health.json()["checks"].as_array().is_some_and(|checks| checks.len() > 5));
        house.clock.advance(chrono::TimeDelta::hours(1));
        let again = world.get("/api/v1/system/health").await.json();
        assert_eq!(again["at"], health.json()["at"], "what was found is kept, not looked for at each question");
    }
}
