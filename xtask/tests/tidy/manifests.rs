//! Rules about `Cargo.toml`s: directions, lints, versions, and a reason for every dependency.

use std::collections::{BTreeMap, BTreeSet};

use crate::none;
use crate::tables::{self, Place};
use crate::tree::files;

/// A `Cargo.toml` of ours.
struct Manifest {
    path: String,
    name: String,
    table: toml::Table,
}

impl Manifest {
    /// The names in a section of dependencies, with what stands behind each.
    fn section(&self, name: &str) -> impl Iterator<Item = (&String, &toml::Value)> {
        self.table.get(name).and_then(toml::Value::as_table).into_iter().flatten()
    }
}

const SECTIONS: [&str; 3] = ["dependencies", "build-dependencies", "dev-dependencies"];

#[test]
fn imports_go_down_only() {
    let places = tables::crates(&architecture());
    let mut found = Vec::new();
    for manifest in manifests() {
        let Some(place) = places.get(&manifest.name) else {
            found.push(format!("{}: add a row for {} to ARCHITECTURE.md", manifest.path, manifest.name));
            continue;
        };
        for section in SECTIONS {
            for (used, _) in manifest.section(section).filter(|(used, _)| places.contains_key(*used)) {
                let in_tests = section == "dev-dependencies" && used == "testkit";
                if !in_tests && !place.may_use.contains(used) {
                    found.push(format!("{}: {} may not use {used}", manifest.path, manifest.name));
                }
            }
        }
    }
    none("A crate uses only what its row in ARCHITECTURE.md allows", &found);
}

#[test]
fn the_table_of_crates_itself_goes_down_only() {
    let places = tables::crates(&architecture());
    let known: BTreeSet<String> = manifests().into_iter().map(|manifest| manifest.name).collect();
    let mut found = Vec::new();
    for (name, place) in &places {
        if !known.contains(name) {
            found.push(format!("ARCHITECTURE.md: {name} does not exist"));
        }
        for used in &place.may_use {
            match places.get(used) {
                Some(below) if stands_below(below, place) => {}
                _ => found.push(format!("ARCHITECTURE.md: {name} is not above {used}")),
            }
        }
    }
    none("A row of ARCHITECTURE.md names crates of lower tiers only", &found);
}

#[test]
fn every_crate_takes_the_workspaces_lints_and_versions() {
    let mut found = Vec::new();
    for manifest in manifests() {
        let lints = manifest.table.get("lints").and_then(|lints| lints.get("workspace"));
        if lints.and_then(toml::Value::as_bool) != Some(true) {
            found.push(format!("{}: add [lints] workspace = true", manifest.path));
        }
        for section in SECTIONS {
            for (name, value) in manifest.section(section) {
                if value.get("workspace").and_then(toml::Value::as_bool) != Some(true) {
                    found.push(format!("{}: write {name}.workspace = true", manifest.path));
                }
            }
        }
    }
    none("Lints and versions come from the workspace", &found);
}

#[test]
fn every_dependency_has_its_reason_and_its_user() {
    let declared: BTreeSet<String> = external(&workspace())
        .filter(|(_, value)| value.get("path").is_none())
        .map(|(name, _)| name)
        .collect();
    let explained: BTreeSet<String> = tables::dependencies(&architecture()).into_iter().collect();
    let used: BTreeSet<String> = manifests()
        .iter()
        .flat_map(|manifest| SECTIONS.iter().flat_map(|section| manifest.section(section)))
        .map(|(name, _)| name.clone())
        .collect();
    let mut found = Vec::new();
    for name in declared.difference(&explained) {
        found.push(format!("ARCHITECTURE.md: say in the table of dependencies why {name} is here"));
    }
    for name in explained.difference(&declared) {
        found.push(format!("ARCHITECTURE.md: {name} is no longer in Cargo.toml"));
    }
    for name in declared.difference(&used) {
        found.push(format!("Cargo.toml: no crate uses {name}"));
    }
    none("Every dependency has a reason and a user", &found);
}

/// Whether `above` may stand on `below`.
fn stands_below(below: &Place, above: &Place) -> bool {
    match (below.tier.parse::<u32>(), above.tier.parse::<u32>()) {
        (Ok(below), Ok(above)) => below < above,
        // Leaves carry everybody; tests may look at everything; nobody stands on tests or tasks.
        (Err(_), _) => below.tier == "leaf",
        (Ok(_), Err(_)) => above.tier == "test",
    }
}

fn manifests() -> Vec<Manifest> {
    let found: Vec<Manifest> = files()
        .into_iter()
        .filter(|file| file.path.starts_with("crates/") || file.path.starts_with("xtask/"))
        .filter(|file| file.path.ends_with("/Cargo.toml"))
        .filter_map(|file| {
            let table: toml::Table = file.text.parse().ok()?;
            let name = table.get("package")?.get("name")?.as_str()?.to_owned();
            Some(Manifest { path: file.path, name, table })
        })
        .collect();
    assert!(found.len() > 5, "the crates were not found");
    found
}

fn workspace() -> toml::Table {
    read("Cargo.toml").parse().unwrap_or_default()
}

fn external(workspace: &toml::Table) -> impl Iterator<Item = (String, toml::Value)> + use<> {
    let table = workspace.get("workspace").and_then(|it| it.get("dependencies")).cloned();
    let dependencies: BTreeMap<String, toml::Value> =
        table.and_then(|table| table.try_into().ok()).unwrap_or_default();
    dependencies.into_iter()
}

fn architecture() -> String {
    read("ARCHITECTURE.md")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(crate::tree::root().join(path)).unwrap_or_default()
}
