//! Where a row about a record names the things it is about: its number is that of a thing, or a column says 対象機器.

use std::collections::BTreeSet;

use intake::{Field, IntakeRow, SheetPlan, Subject};
use kernel::KindId;

use super::plan::Table;
use super::world::{Index, MARK_HEADING};
use crate::assets::mentions::numbers_in;
use crate::assets::rules::folded_key;
use crate::kinds::BuiltIn;

/// Where the things stand in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum About {
    /// In the column that was read as this field.
    Field(Field),
    /// In an own column with this heading.
    Own(String),
}

/// Fields that columns of this sort are read as: 対象機器 is taken for a model.
const FIELDS: [Field; 3] = [Field::AssetNo, Field::Model, Field::HostName];

/// Words of headings that say it, folded.
fn says_so(heading: &str) -> bool {
    let folded = yomi::fold(heading);
    let words = [
        "対象",
        "割当先",
        "割り当て先",
        "インストール先",
        "導入先",
        "利用端末",
        "使用端末",
        "利用pc",
        "使用pc",
    ];
    words.iter().any(|word| folded.contains(&yomi::fold(word)))
}

/// Where the row names things, `is_thing` knowing the folded numbers of all things in the file and in the ledger.
pub(super) fn about(row: &IntakeRow, plan: &SheetPlan, is_thing: impl Fn(&str) -> bool) -> Option<About> {
    let names_one = |text: &str| numbers_in(text).iter().any(|number| is_thing(&folded_key(number)));
    for field in FIELDS {
        let Some(text) = row.text(field) else { continue };
        let heading = plan.column_of(field).map_or("", |column| column.source.as_str());
        // A number under 対象管理番号 is never the record's own, even if nobody knows it yet.
        let is_certain = field == Field::AssetNo && says_so(heading) && !numbers_in(&text).is_empty();
        if is_certain || names_one(&text) {
            return Some(About::Field(field));
        }
    }
    let own = row.extra.iter().filter(|(heading, _)| heading.as_str() != MARK_HEADING && says_so(heading));
    own.filter(|(_, text)| names_one(text)).map(|(heading, _)| About::Own(heading.clone())).next()
}

impl About {
    /// The text in which a row names its things.
    fn text(&self, row: &IntakeRow) -> String {
        match self {
            Self::Field(field) => row.text(*field).unwrap_or_default(),
            Self::Own(heading) => row.extra.get(heading).cloned().unwrap_or_default(),
        }
    }
}

/// What the rows of a file name of each other: the numbers of its things, of its contracts, and its systems, folded.
#[derive(Default)]
pub(super) struct Named {
    things: BTreeSet<String>,
    contracts: BTreeSet<String>,
    systems: BTreeSet<String>,
}

/// What a row is joined with, and what it names that nobody has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Joined {
    /// Numbers and names as written.
    pub links: Vec<String>,
    /// Numbers of things that are neither in the file nor in the ledger.
    pub missing: Vec<String>,
}

impl Named {
    /// Everything that the tables name. `kind` gives the kind of a table's rows.
    pub(super) fn of(tables: &[Table], kind: impl Fn(&SheetPlan) -> KindId) -> Self {
        let mut named = Self::default();
        for (plan, rows) in tables {
            let texts = |field: Field| {
                rows.iter().filter_map(move |row| row.text(field)).map(|text| folded_key(&text))
            };
            match BuiltIn::of(kind(plan)) {
                Some(BuiltIn::Contract) => named.contracts.extend(texts(Field::ContractNo)),
                Some(BuiltIn::System) => named.systems.extend(texts(Field::SystemName)),
                Some(kind) if kind.is_record() => {}
                _ if plan.subject == Subject::Person => {}
                _ => named.things.extend(texts(Field::AssetNo)),
            }
        }
        named
    }

    /// Whether the number is that of a thing in the file or in the ledger.
    pub(super) fn is_thing(&self, index: &Index, number: &str) -> bool {
        !number.is_empty() && (self.things.contains(number) || index.is_number_of_a_thing(number))
    }

    /// What a row of a kind is joined with.
    pub(super) fn joined(
        &self,
        index: &Index,
        row: &IntakeRow,
        kind: KindId,
        about: Option<&About>,
    ) -> Joined {
        let mut joined = Joined::default();
        for number in about.map(|about| numbers_in(&about.text(row))).unwrap_or_default() {
            let list = if self.is_thing(index, &folded_key(&number)) {
                &mut joined.links
            } else {
                &mut joined.missing
            };
            list.push(number);
        }
        let others = [
            (Field::ContractNo, BuiltIn::Contract, &self.contracts),
            (Field::SystemName, BuiltIn::System, &self.systems),
        ];
        for (field, of, here) in others {
            let Some(text) = row.text(field).filter(|_| BuiltIn::of(kind) != Some(of)) else { continue };
            let key = folded_key(&text);
            let is_there = here.contains(&key) || index.record(of.id(), &key).is_some();
            if is_there && !key.is_empty() {
                joined.links.push(text);
            }
        }
        joined
    }
}
