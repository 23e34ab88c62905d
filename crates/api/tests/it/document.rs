//! The document says what there is, no more and no less.

use std::collections::BTreeSet;

use api::access::OPERATIONS;
use serde_json::Value;

fn described() -> Value {
    serde_json::from_str(&api::document()).unwrap()
}

#[test]
fn every_operation_of_the_document_is_in_the_table_and_the_other_way_round() {
    let document = described();
    let paths = document["paths"].as_object().unwrap();
    let described: BTreeSet<String> = paths
        .iter()
        .flat_map(|(path, item)| {
            item.as_object().unwrap().keys().map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    let listed: BTreeSet<String> =
        OPERATIONS.iter().map(|one| format!("{} {}", one.method, one.path)).collect();
    assert_eq!(described, listed);
}

#[test]
fn every_reference_leads_somewhere_and_ids_are_unique() {
    let document = described();
    let text = api::document();
    for reference in text.split("\"#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(document["components"]["schemas"][name].is_object(), "{name}");
    }
    let paths = document["paths"].as_object().unwrap();
    let operations: Vec<&Value> =
        paths.values().flat_map(|item| item.as_object().unwrap().values()).collect();
    let ids: BTreeSet<&str> = operations.iter().map(|one| one["operationId"].as_str().unwrap()).collect();
    assert_eq!((operations.len(), ids.len()), (OPERATIONS.len(), OPERATIONS.len()));
    let responses = operations.iter().flat_map(|one| one["responses"].as_object().unwrap().values());
    let links =
        responses.filter_map(|response| response["links"].as_object()).flat_map(|links| links.values());
    for link in links {
        assert!(ids.contains(link["operationId"].as_str().unwrap()), "{link}");
    }
}

#[test]
fn the_document_is_the_same_each_time() {
    assert_eq!(api::document(), api::document());
}
