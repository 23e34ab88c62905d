//! The words of each list, and its lines in the order of a tree.

use std::collections::BTreeMap;

use kernel::Lang;
use ledger::trees::{Node, NodeId, Tree};
use platform::locale::t;

use crate::people::Tab;

/// Where the list is.
pub const fn path(tree: Tree) -> &'static str {
    match tree {
        Tree::Departments => "/departments",
        Tree::Places => "/places",
    }
}

/// The parameter of the ledger's list.
pub const fn filter(tree: Tree) -> &'static str {
    match tree {
        Tree::Departments => "department",
        Tree::Places => "place",
    }
}

/// The key of a list's title.
pub const fn title_key(tree: Tree) -> &'static str {
    match tree {
        Tree::Departments => "departments.title",
        Tree::Places => "places.title",
    }
}

/// Its tab.
pub const fn tab(tree: Tree) -> Tab {
    match tree {
        Tree::Departments => Tab::Departments,
        Tree::Places => Tab::Places,
    }
}

/// What a field is called.
pub fn field_label(lang: Lang, tree: Tree, field: &str) -> String {
    let label = match (field, tree) {
        ("parent", Tree::Departments) => t(lang, "departments.field.parent"),
        ("parent", Tree::Places) => t(lang, "places.field.parent"),
        ("name", _) => t(lang, "places.field.name"),
        _ => t(lang, "places.field.note"),
    };
    label.into_owned()
}

/// A line with how deep it lies and how many assets are there.
#[derive(Debug, Clone)]
pub struct Line<Id> {
    /// How many it lies inside of.
    pub depth: usize,
    /// The department or place.
    pub node: Node<Id>,
    /// How many assets are there.
    pub assets: i64,
}

/// The lines, those inside others right behind them.
pub fn as_tree<Id: NodeId>(all: Vec<(Node<Id>, i64)>) -> Vec<Line<Id>> {
    let known: Vec<Id> = all.iter().map(|(node, _)| node.id).collect();
    let number = |id: Id| id.number();
    let mut inside: BTreeMap<Option<i64>, Vec<(Node<Id>, i64)>> = BTreeMap::new();
    for (node, assets) in all {
        let parent = node.parent.filter(|parent| known.contains(parent)).map(number);
        inside.entry(parent).or_default().push((node, assets));
    }
    let mut out = Vec::new();
    let top = inside.remove(&None).unwrap_or_default();
    let mut waiting: Vec<(usize, (Node<Id>, i64))> = top.into_iter().rev().map(|it| (0, it)).collect();
    while let Some((depth, (node, assets))) = waiting.pop() {
        let below = inside.remove(&Some(number(node.id))).unwrap_or_default();
        waiting.extend(below.into_iter().rev().map(|it| (depth + 1, it)));
        out.push(Line { depth, node, assets });
    }
    out
}

#[cfg(test)]
mod tests {
    use kernel::PlaceId;

    use super::*;

    #[test]
    fn what_lies_inside_stands_behind() {
        let node = |id, name: &str, parent: Option<i64>| {
            let parent = parent.map(PlaceId);
            (Node { id: PlaceId(id), version: 1, name: name.to_owned(), parent, note: String::new() }, 0)
        };
        let all = vec![
            node(1, "本社", None),
            node(2, "工場", None),
            node(3, "本社3F", Some(1)),
            node(4, "迷子", Some(99)),
        ];
        let tree: Vec<(usize, i64)> =
            as_tree(all).into_iter().map(|line| (line.depth, line.node.id.0)).collect();
        assert_eq!(tree, [(0, 1), (1, 3), (0, 2), (0, 4)]);
    }
}
