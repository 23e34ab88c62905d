//! Every refusal has one shape, names what is wrong, and shows nothing of the inside.

use axum::body::Body;
use http::{Method, Request};
use serde_json::json;

use crate::world::{Answer, World, migrations};

fn is_problem(answer: &Answer, status: u16) {
    let body = answer.json();
    assert_eq!((answer.status, &body["status"]), (status, &json!(status)), "{body}");
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    for part in ["type", "title", "detail"] {
        assert!(body[part].as_str().is_some_and(|text| !text.is_empty()), "{body}");
    }
}

testkit::on_both_databases! {
    migrations = &migrations();

    async fn refusals_say_what_is_wrong(house: TestHouse) {
        let world = World::of(house).await;
        is_problem(&world.get("/api/v1/assets/0").await, 400);
        is_problem(&world.get("/api/v1/assets/x").await, 400);
        is_problem(&world.get("/api/v1/assets/99999").await, 404);
        is_problem(&world.get("/api/v1/ghosts").await, 404);
        for word in ["x", "%00", &"0".repeat(32)] {
            is_problem(&world.get(&format!("/api/v1/imports/drafts/{word}")).await, 404);
        }
        is_problem(&world.get("/api").await, 404);
        is_problem(&world.get("/api/v1/assets?sort=colour").await, 400);
        is_problem(&world.get("/api/v1/assets?colour=red").await, 400);
        is_problem(&world.get("/api/v1/assets?q=%00").await, 422);
        is_problem(&world.get("/api/v1/assets?per_page=100000").await, 422);
        is_problem(&world.get("/api/v1/assets?due=lease").await, 422);
        is_problem(&world.get("/api/v1/search?q=").await, 422);
        let refused = world.ask(Method::PUT, "/api/v1/assets", None).await;
        is_problem(&refused, 405);
        assert_eq!(refused.headers["allow"], "GET, POST");
        is_problem(&world.ask(Method::POST, "/api/v1/assets", None).await, 415);
        for body in [json!({}), json!([]), json!({ "kind": "pc", "colour": "red" }), json!({ "kind": 7 })] {
            is_problem(&world.post("/api/v1/assets", &body).await, 422);
        }
        let wrong = json!({ "kind": "pc", "asset_no": "x", "acquired": "yesterday", "person": 4711 });
        let refused = world.post("/api/v1/assets", &wrong).await;
        is_problem(&refused, 422);
        assert_eq!(refused.json()["errors"].as_array().map(Vec::len), Some(2), "all at once");
        is_problem(&world.post("/api/v1/assets", &json!({ "kind": "pc", "note": "a\u{0}b" })).await, 422);
        let names = json!({ "kind": "pc", "fields": { "asset_no": "NB-1" } });
        is_problem(&world.post("/api/v1/assets", &names).await, 422);
        let large = json!({ "kind": "pc", "note": "x".repeat(2_000_000) });
        is_problem(&world.post("/api/v1/assets", &large).await, 413);
        is_problem(&world.upload("/api/v1/imports", "a.xlsx", "").await, 422);
        is_problem(&world.upload("/api/v1/imports", "a b.xlsx", "").await, 400);
        let form = Request::post("/api/v1/imports").header("x-file-name", "a\tb");
        let form = form.header("content-type", "multipart/form-data; boundary=edge");
        let form = form.header("authorization", format!("Bearer {}", world.token)).body(Body::from("--edge--"));
        is_problem(&world.send(form.unwrap()).await, 400);
        let broken = Request::post("/api/v1/assets").header("content-type", "application/json");
        let broken = broken.header("authorization", format!("Bearer {}", world.token)).body(Body::from("{"));
        is_problem(&world.send(broken.unwrap()).await, 400);
    }

    async fn words_come_in_the_callers_language(house: TestHouse) {
        let world = World::of(house).await;
        let asked = |lang: &str| {
            Request::get("/api/v1/assets").header("accept-language", lang).body(Body::empty()).unwrap()
        };
        let title = |answer: &Answer| answer.json()["title"].as_str().unwrap().to_owned();
        assert_eq!(title(&world.send(asked("en-GB,en;q=0.9")).await), "No token");
        assert_eq!(title(&world.send(asked("fr, ja;q=0.5")).await), "トークンがありません");
    }

    async fn a_token_in_a_loop_is_slowed_down(house: TestHouse) {
        let world = World::of(house).await;
        // The clock of a test stands still, so the bucket never fills again.
        let mut last = world.get("/api/v1/assets/0").await;
        for _ in 0..2_000 {
            last = world.get("/api/v1/assets/0").await;
        }
        is_problem(&last, 429);
        assert_eq!(last.headers["retry-after"], "1");
    }

    async fn watchdogs_get_their_answers(house: TestHouse) {
        let world = World::of(house).await;
        assert_eq!(world.get("/healthz").await.status, 200);
        assert_eq!(world.get("/readyz").await.status, 200);
        let metrics = world.get("/metrics").await;
        assert_eq!(metrics.status, 200);
        assert!(String::from_utf8(metrics.body).unwrap().contains("omamori_assets 0"));
        let unknown = Request::get("/metrics").body(Body::empty()).unwrap();
        assert_eq!(world.send(unknown).await.status, 401);
    }
}
