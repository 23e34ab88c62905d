//! Behind a proxy that speaks TLS.

use crate::world::{Server, World};

/// What an answer says about coming back, asked over what the proxy says it was.
fn told(server: &Server, path: &str, way: Option<&str>) -> Option<String> {
    let agent = ureq::Agent::config_builder().http_status_as_error(false).build();
    let mut request = ureq::Agent::new_with_config(agent).get(format!("{}{path}", server.base));
    if let Some(way) = way {
        request = request.header("x-forwarded-proto", way);
    }
    let answer = request.call().unwrap();
    let header = answer.headers().get("strict-transport-security");
    header.map(|header| header.to_str().unwrap().to_owned())
}

#[test]
fn behind_tls_browsers_are_told_to_stay_there() {
    let mut world = World::on_sqlite();
    world.init();
    let bare = world.serve();
    assert_eq!(told(&bare, "/login", Some("https")), None, "a visitor's own claim counts for nothing");
    drop(bare);
    world.set("OMAMORI_BEHIND_PROXY", "true");
    let server = world.serve();
    for path in ["/login", "/no-such-page", "/healthz", "/api/v1/assets", "/api/v1/no-such-thing"] {
        assert_eq!(told(&server, path, Some("https")).as_deref(), Some("max-age=31536000"), "{path}");
        assert_eq!(told(&server, path, None), None, "{path}");
    }
}
