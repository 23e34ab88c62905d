//! What a department and a place are, and what tells the two apart.

use std::fmt::Debug;
use std::hash::Hash;

use kernel::{DepartmentId, Fault, FieldFault, PlaceId, Result, Subject, Text};
use serde::Serialize;

use crate::assets::Values;
use crate::assets::relink::Linked;

/// Which of the two trees: its table and its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tree {
    /// 部署
    Departments,
    /// 場所
    Places,
}

impl Tree {
    /// The table.
    pub(crate) const fn table(self) -> &'static str {
        match self {
            Self::Departments => "department",
            Self::Places => "place",
        }
    }

    /// What of an asset points here.
    pub(crate) const fn linked(self) -> Linked {
        match self {
            Self::Departments => Linked::Department,
            Self::Places => Linked::Place,
        }
    }

    /// What of a tree is named, with its number.
    pub(crate) const fn subject(self, number: i64) -> Subject {
        match self {
            Self::Departments => Subject::Department(DepartmentId(number)),
            Self::Places => Subject::Place(PlaceId(number)),
        }
    }

    /// The events of the journal: added, changed, removed, merged.
    pub(super) const fn events(self) -> [&'static str; 4] {
        match self {
            Self::Departments => {
                ["department.added", "department.changed", "department.removed", "department.merged"]
            }
            Self::Places => ["place.added", "place.changed", "place.removed", "place.merged"],
        }
    }
}

/// The id of a name in one of the trees; by its type the compiler keeps departments and places apart.
pub trait NodeId: Copy + Debug + Eq + Hash + From<i64> + Send + Sync + 'static {
    /// The tree it is in.
    const TREE: Tree;

    /// The number alone.
    fn number(self) -> i64;
}

impl NodeId for DepartmentId {
    const TREE: Tree = Tree::Departments;

    fn number(self) -> i64 {
        self.0
    }
}

impl NodeId for PlaceId {
    const TREE: Tree = Tree::Places;

    fn number(self) -> i64 {
        self.0
    }
}

/// A department or a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Node<Id> {
    /// The id; survives a change of name.
    pub id: Id,
    /// Goes up with every change.
    pub version: i64,
    /// Name.
    pub name: String,
    /// What it belongs to or lies in.
    pub parent: Option<Id>,
    /// Remarks.
    pub note: String,
}

/// A department or a place to be added, or what one is to become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNode<Id> {
    /// Name.
    pub name: String,
    /// What it belongs to or lies in.
    pub parent: Option<Id>,
    /// Remarks.
    pub note: String,
}

impl<Id> Default for NewNode<Id> {
    fn default() -> Self {
        Self { name: String::new(), parent: None, note: String::new() }
    }
}

impl<Id: NodeId> Node<Id> {
    /// As it can be changed.
    pub fn as_new(&self) -> NewNode<Id> {
        NewNode { name: self.name.clone(), parent: self.parent, note: self.note.clone() }
    }
}

impl<Id: NodeId> NewNode<Id> {
    /// Its values by the names they have in forms and requests.
    pub fn values(&self) -> Values {
        let parent = self.parent.map(|id| id.number().to_string()).unwrap_or_default();
        [("name", self.name.clone()), ("parent", parent), ("note", self.note.clone())]
            .into_iter()
            .map(|(field, value)| (field.to_owned(), value))
            .collect()
    }

    /// The same with these values over it.
    #[must_use]
    pub fn with(mut self, values: &Values) -> Self {
        if let Some(name) = values.get("name") {
            self.name.clone_from(name);
        }
        if let Some(parent) = values.get("parent") {
            self.parent = parent.trim().parse::<i64>().ok().map(Id::from);
        }
        if let Some(note) = values.get("note") {
            self.note.clone_from(note);
        }
        self
    }

    /// Tidied; everything that is wrong is named.
    pub(super) fn checked(&self) -> Result<Self> {
        let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut faults = Vec::new();
        let mut wrong = |key| faults.push(FieldFault { field: "name".to_owned(), text: Text::new(key) });
        if name.is_empty() {
            wrong("places.fault.name_missing");
        }
        if name.chars().count() > 200 || self.note.chars().count() > 10_000 {
            wrong("places.fault.too_long");
        }
        if !faults.is_empty() {
            return Err(Fault::Invalid(faults));
        }
        Ok(Self { name, parent: self.parent, note: self.note.trim().to_owned() })
    }
}

/// Whether `parent` is `id` itself or lies inside it.
pub(super) fn inside<Id: NodeId>(all: &[Node<Id>], id: Id, parent: Option<Id>) -> bool {
    let mut at = parent;
    for _ in 0..=all.len() {
        match at {
            Some(here) if here == id => return true,
            Some(here) => at = all.iter().find(|one| one.id == here).and_then(|one| one.parent),
            None => return false,
        }
    }
    true
}
