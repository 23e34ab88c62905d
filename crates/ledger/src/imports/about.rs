//! Where a row about a record names the things it is about: its number is that of a thing, or a column says 対象機器.

use intake::{Field, IntakeRow, SheetPlan};

use super::world::MARK_HEADING;
use crate::assets::mentions::numbers_in;
use crate::assets::rules::folded_key;

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
