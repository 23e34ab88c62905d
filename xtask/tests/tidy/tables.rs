//! The tables of ARCHITECTURE.md that the rules read.

use std::collections::BTreeMap;

/// Where a crate stands.
pub struct Place {
    /// A number from 0 upwards, or a word: leaf, test, task.
    pub tier: String,
    /// Crates of ours that it may use.
    pub may_use: Vec<String>,
}

/// The table of crates.
pub fn crates(architecture: &str) -> BTreeMap<String, Place> {
    rows(architecture, "tiers")
        .filter_map(|cells| {
            let [name, tier, may_use, _] = <[String; 4]>::try_from(cells).ok()?;
            let may_use = may_use.split(',').map(bare).filter(|name| !name.is_empty()).collect();
            Some((bare(&name), Place { tier, may_use }))
        })
        .collect()
}

/// The table of dependencies: names, in order.
pub fn dependencies(architecture: &str) -> Vec<String> {
    rows(architecture, "dependencies")
        .filter(|cells| cells.get(1).is_some_and(|why| !why.is_empty()))
        .filter_map(|cells| cells.first().map(|name| bare(name)))
        .collect()
}

/// The rows between the markers, without the head.
fn rows<'a>(text: &'a str, marker: &str) -> impl Iterator<Item = Vec<String>> + 'a {
    let open = format!("<!-- {marker}");
    let close = format!("<!-- /{marker} -->");
    let inside =
        text.split_once(&open).and_then(|(_, rest)| rest.split_once(&close)).map_or("", |(it, _)| it);
    inside.lines().filter(|line| line.starts_with('|')).skip(2).map(|line| {
        line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()
    })
}

fn bare(cell: &str) -> String {
    cell.trim().trim_matches('`').to_owned()
}
