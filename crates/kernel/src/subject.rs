//! Links are data: what a journal entry, a file or a search hit is about, without importing its room.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    AccountId, AssetId, DepartmentId, FileId, HandoverId, ImportId, JobId, KindId, MoveId, PersonId, PlaceId,
    StocktakingId, TokenId,
};

macro_rules! subjects {
    ($($(#[$doc:meta])* $variant:ident($id:ty) = $word:literal),+ $(,)?) => {
        /// A thing of any room. Stored and shown as `word:id`, for example `asset:7`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(tag = "kind", content = "id", rename_all = "snake_case")]
        pub enum Subject {
            $($(#[$doc])* $variant($id),)+
            /// The installation itself.
            System,
        }

        impl Subject {
            /// The word for the kind of thing, as stored.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant(_) => $word,)+ Self::System => "system" }
            }

            /// The number of the thing within its kind; 0 for the installation.
            pub fn number(self) -> i64 {
                match self { $(Self::$variant(id) => id.0,)+ Self::System => 0 }
            }

            /// Reads back what [`Subject::word`] and [`Subject::number`] gave.
            pub fn from_parts(word: &str, number: i64) -> Option<Self> {
                match word { $($word => Some(Self::$variant(<$id>::from(number))),)+ "system" => Some(Self::System), _ => None }
            }
        }
    };
}

subjects! {
    /// An account.
    Account(AccountId) = "account",
    /// A thing in the ledger.
    Asset(AssetId) = "asset",
    /// A department.
    Department(DepartmentId) = "department",
    /// A stored file.
    File(FileId) = "file",
    /// A hand-over of things.
    Handover(HandoverId) = "handover",
    /// An import of a ledger file.
    Import(ImportId) = "import",
    /// A job.
    Job(JobId) = "job",
    /// A kind of asset.
    Kind(KindId) = "kind",
    /// A list for somebody who joins, moves or leaves.
    Move(MoveId) = "move",
    /// A person.
    Person(PersonId) = "person",
    /// A place.
    Place(PlaceId) = "place",
    /// A stocktaking.
    Stocktaking(StocktakingId) = "stocktaking",
    /// An API token.
    Token(TokenId) = "token",
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.word(), self.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_survives_being_stored() {
        let subject = Subject::Asset(AssetId(7));
        assert_eq!(subject.to_string(), "asset:7");
        assert_eq!(Subject::from_parts(subject.word(), subject.number()), Some(subject));
        assert_eq!(Subject::from_parts("ghost", 1), None);
    }
}
