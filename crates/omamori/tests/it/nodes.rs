//! Two servers on one PostgreSQL.

use serde_json::json;

use crate::world::World;

#[test]
fn two_nodes_share_what_is_written_and_never_lose_an_update() {
    let world = World::on_postgres();
    world.init();
    let token = world.token(&["ledger:read", "ledger:write"]);
    let (one, two) = (world.serve(), world.serve());
    let body = json!({ "kind": "pc", "asset_no": "NB-0001", "note": "" });
    let (status, made) = one.post("/api/v1/assets", &token, &body).unwrap();
    assert_eq!(status, 201, "{made}");
    let path = format!("/api/v1/assets/{}", made["id"]);
    let (status, seen) = two.get(&path, Some(&token));
    assert_eq!(status, 200, "{seen}");

    // Twenty new numbers from each side at once: all are there, each once, and the journal has no gap.
    let write = |server: &crate::world::Server, side: &str| {
        for number in 0..20 {
            let body = json!({ "kind": "pc", "asset_no": format!("{side}-{number:04}") });
            let (status, answer) = server.post("/api/v1/assets", &token, &body).unwrap();
            assert_eq!(status, 201, "{answer}");
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| write(&one, "EAST"));
        scope.spawn(|| write(&two, "WEST"));
    });
    assert_eq!(world.json(&["ledger", "list", "--json", "--limit", "1"])["total"], 41);
    assert_eq!(world.json(&["journal", "verify", "--json"])["intact"], true);
}
