//! Every operation, every scope: deny by default.

use api::access::OPERATIONS;
use axum::body::Body;
use http::Request;
use kernel::{Role, Scope};

use crate::world::{World, migrations};

testkit::on_both_databases! {
    migrations = &migrations();

    async fn a_scope_opens_what_it_says_and_nothing_else(house: TestHouse) {
        for scope in Scope::ALL {
            let world = World::with(house, Role::Admin, &[scope]).await;
            for operation in OPERATIONS {
                let path = operation.path.replace("{id}", "4711").replace("{word}", &"0".repeat(32));
                let status = world.ask(operation.method.clone(), &path, None).await.status;
                let what = format!("{} {} with {}", operation.method, operation.path, scope.word());
                assert_eq!(status != 403, scope.rights().contains(&operation.right), "{what}: {status}");
                assert!(status != 401 && status < 500, "{what}: {status}");
            }
        }
    }

    async fn nobody_gets_in_without_a_valid_token(house: TestHouse) {
        let world = World::of(house).await;
        for operation in OPERATIONS {
            let path = operation.path.replace("{id}", "1").replace("{word}", &"0".repeat(32));
            for value in ["", "Bearer", "Bearer omt_", "Basic YTpi", &format!("Bearer {}x", world.token)] {
                let request = Request::builder().method(operation.method.clone()).uri(&path);
                let request = request.header("authorization", value).header("cookie", "session=1");
                let answer = world.send(request.body(Body::empty()).unwrap()).await;
                assert_eq!(answer.status, 401, "{} {} with {value:?}", operation.method, operation.path);
                assert!(answer.headers.contains_key("www-authenticate"));
            }
        }
    }

    async fn a_manager_reads_and_changes_nothing(house: TestHouse) {
        let world = World::with(house, Role::Manager, &[Scope::LedgerRead]).await;
        assert_eq!(world.get("/api/v1/assets").await.status, 200);
        assert_eq!(world.post("/api/v1/assets", &serde_json::json!({ "kind": "pc" })).await.status, 403);
    }
}
