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
    let ids: Vec<&str> =
        text.split("\"operationId\": \"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(ids.len(), OPERATIONS.len());
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}

#[test]
fn the_document_is_the_same_each_time() {
    assert_eq!(api::document(), api::document());
}
