//! The two lists as one: what a department and a place have in common.

use std::collections::BTreeMap;

use kernel::{DepartmentId, PlaceId, Result};
use ledger::departments::{self, NewDepartment};
use ledger::places::{self, NewPlace};
use platform::Cx;

/// Which of the two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// 部署
    Departments,
    /// 場所
    Places,
}

/// One line of either list.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its id.
    pub id: i64,
    /// Goes up with every change.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// What it belongs to.
    pub parent: Option<i64>,
    /// Remarks.
    pub note: String,
    /// How many assets are there.
    pub assets: i64,
}

/// What a line is to become.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Its name.
    pub name: String,
    /// What it belongs to.
    pub parent: Option<i64>,
    /// Remarks.
    pub note: String,
}

impl Which {
    /// Where the list is.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Departments => "/departments",
            Self::Places => "/places",
        }
    }

    /// The parameter of the ledger's list.
    pub const fn filter(self) -> &'static str {
        match self {
            Self::Departments => "department",
            Self::Places => "place",
        }
    }

    /// The lines, those inside others right behind them, with how deep they lie.
    pub async fn list(self, cx: &Cx) -> Result<Vec<(usize, Node)>> {
        let all: Vec<Node> = match self {
            Self::Departments => {
                let all = departments::ops::list(cx).await?;
                all.into_iter()
                    .map(|(it, assets)| {
                        node(it.id.0, it.version, it.name, it.parent.map(|id| id.0), it.note, assets)
                    })
                    .collect()
            }
            Self::Places => {
                let all = places::ops::list(cx).await?;
                all.into_iter()
                    .map(|(it, assets)| {
                        node(it.id.0, it.version, it.name, it.parent.map(|id| id.0), it.note, assets)
                    })
                    .collect()
            }
        };
        Ok(as_tree(all))
    }

    /// Adds a line.
    pub async fn add(self, cx: &Cx, wanted: &Wanted) -> Result<()> {
        match self {
            Self::Departments => departments::ops::add(cx, &wanted.department()).await.map(drop),
            Self::Places => places::ops::add(cx, &wanted.place()).await.map(drop),
        }
    }

    /// Changes a line.
    pub async fn change(self, cx: &Cx, id: i64, version: i64, wanted: &Wanted) -> Result<()> {
        match self {
            Self::Departments => {
                departments::ops::change(cx, DepartmentId(id), version, &wanted.department()).await.map(drop)
            }
            Self::Places => places::ops::change(cx, PlaceId(id), version, &wanted.place()).await.map(drop),
        }
    }

    /// Removes a line that nothing refers to.
    pub async fn remove(self, cx: &Cx, id: i64) -> Result<()> {
        match self {
            Self::Departments => departments::ops::remove(cx, DepartmentId(id)).await,
            Self::Places => places::ops::remove(cx, PlaceId(id)).await,
        }
    }
}

impl Wanted {
    fn department(&self) -> NewDepartment {
        NewDepartment {
            name: self.name.clone(),
            parent: self.parent.map(DepartmentId),
            note: self.note.clone(),
        }
    }

    fn place(&self) -> NewPlace {
        NewPlace { name: self.name.clone(), parent: self.parent.map(PlaceId), note: self.note.clone() }
    }
}

fn node(id: i64, version: i64, name: String, parent: Option<i64>, note: String, assets: i64) -> Node {
    Node { id, version, name, parent, note, assets }
}

fn as_tree(all: Vec<Node>) -> Vec<(usize, Node)> {
    let known: Vec<i64> = all.iter().map(|node| node.id).collect();
    let mut inside: BTreeMap<Option<i64>, Vec<Node>> = BTreeMap::new();
    for node in all {
        let parent = node.parent.filter(|parent| known.contains(parent));
        inside.entry(parent).or_default().push(node);
    }
    let mut out = Vec::new();
    let mut waiting: Vec<(usize, Node)> =
        inside.remove(&None).unwrap_or_default().into_iter().rev().map(|node| (0, node)).collect();
    while let Some((depth, node)) = waiting.pop() {
        let below = inside.remove(&Some(node.id)).unwrap_or_default();
        waiting.extend(below.into_iter().rev().map(|node| (depth + 1, node)));
        out.push((depth, node));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_inside_stands_behind() {
        let all = vec![
            node(1, 1, "本社".into(), None, String::new(), 0),
            node(2, 1, "工場".into(), None, String::new(), 0),
            node(3, 1, "本社3F".into(), Some(1), String::new(), 0),
            node(4, 1, "迷子".into(), Some(99), String::new(), 0),
        ];
        let tree: Vec<(usize, i64)> =
            as_tree(all).into_iter().map(|(depth, node)| (depth, node.id)).collect();
        assert_eq!(tree, [(0, 1), (1, 3), (0, 2), (0, 4)]);
    }
}
