//! A program that counts: a gate that reads labels as things pass.

use kernel::Role;
use kernel::Scope as TokenScope;
use ledger::stocktaking::{NewStocktaking, Scope, ops};
use serde_json::json;

use crate::world::{World, migrations};

testkit::on_both_databases! {
    migrations = &migrations();

    async fn readings_are_taken_in_once_however_often_they_are_sent(house: TestHouse) {
        let world = World::of(house).await;
        let office = world.post("/api/v1/places", &json!({ "name": "事務所" })).await.json()["id"].clone();
        let pc = json!({ "kind": "pc", "asset_no": "PC-1", "location": "事務所" });
        let made = world.post("/api/v1/assets", &pc).await;
        assert_eq!(made.status, 201, "{}", made.json());
        let new = NewStocktaking { name: "棚卸".into(), on: house.today(), scope: Scope::default() };
        let id = ops::open(&house.admin(), &new).await.unwrap().id;
        let path = format!("/api/v1/stocktakings/{id}/readings");
        let reading = |number: u32, text: &str| json!({
            "id": format!("00000000-0000-4000-8000-{number:012}"), "place": office, "text": text,
            "read_at": "2026-11-22T00:00:00Z", "condition": "good",
        });
        let batch = json!({ "readings": [reading(1, "pc-1"), reading(2, "X-9")] });
        for is_new in [true, false, false] {
            let answer = world.post(&path, &batch).await;
            assert_eq!(answer.status, 200, "{}", answer.json());
            let readings = &answer.json()["readings"];
            assert_eq!((&readings[0]["outcome"], &readings[0]["is_new"]), (&json!("here"), &json!(is_new)));
            assert_eq!(readings[1]["outcome"], "unknown");
        }
        let seen = world.get(&format!("/api/v1/stocktakings/{id}")).await.json();
        assert_eq!(seen["stocktaking"]["counts"]["here"], 1);
        assert_eq!(seen["rooms"][0]["counts"]["unknown"], 1);
        let wrong = json!({ "readings": [{ "id": "7", "place": office, "text": "PC-1" }] });
        assert!(world.post(&path, &wrong).await.json()["readings"][0]["refused"].is_string());
        let wrong = json!({ "readings": [{ "id": "7", "place": office, "text": "PC-1", "condition": "shiny" }] });
        assert_eq!(world.post(&path, &wrong).await.status, 422);
        assert_eq!(world.post("/api/v1/stocktakings/4711/readings", &batch).await.status, 404);
        let all = world.get("/api/v1/stocktakings").await.json();
        assert_eq!((&all["stocktakings"][0]["state"], all["stocktakings"].as_array().unwrap().len()), (&json!("open"), 1));

        let reader = World::with(house, Role::Admin, &[TokenScope::LedgerRead]).await;
        assert_eq!(reader.post(&path, &batch).await.status, 403);
    }
}
