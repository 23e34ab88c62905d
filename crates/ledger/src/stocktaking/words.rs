//! The words of stocktakings: states, findings, reasons. Each is stored as its word and called by a sentence.

use kernel::Text;
use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident says $says:literal: $($(#[$about:meta])* $variant:ident = $word:literal,)+) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$about])* $variant,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The word as stored and in answers.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// Reads the word.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }

            /// What to call it.
            pub fn text(self) -> Text {
                Text { key: format!($says, self.word()).into(), args: Vec::new() }
            }
        }
    };
}

words! {
    /// Where a stocktaking is in its life.
    State says "stocktaking.state.{}":
    /// Being counted.
    Open = "open",
    /// Counted; can be reopened once.
    Closed = "closed",
    /// Opened again, with a reason.
    Reopened = "reopened",
    /// Closed for good.
    Final = "final",
    /// Given up before it was closed.
    Cancelled = "cancelled",
}

words! {
    /// What a reading found.
    Outcome says "stocktaking.outcome.{}":
    /// It belongs here, or in a place around here.
    Here = "here",
    /// By the ledger it belongs elsewhere.
    Elsewhere = "elsewhere",
    /// The ledger knows it, but nobody expected it.
    Unexpected = "unexpected",
    /// No such number in the ledger.
    Unknown = "unknown",
    /// An earlier reading has counted it.
    Again = "again",
    /// It arrived after the closing; it does not count.
    Late = "late",
}

words! {
    /// Why nobody expected it, or why it cannot be told.
    Reason says "stocktaking.reason.{}":
    /// Outside what is counted this time, or registered since.
    OutOfScope = "out_of_scope",
    /// The ledger says it was disposed of.
    Disposed = "disposed",
    /// The ledger says it was lost.
    Lost = "lost",
    /// Deleted from the ledger.
    Deleted = "deleted",
    /// A licence, a contract, an account or a line.
    Record = "record",
    /// Several things have this serial number.
    Ambiguous = "ambiguous",
}

words! {
    /// What became of something that was not found.
    Explanation says "stocktaking.explanation.{}":
    /// 紛失
    Lost = "lost",
    /// 貸出中
    Lent = "lent",
    /// 持ち帰り
    TakenHome = "taken_home",
    /// Something else, which the note says.
    Other = "other",
}

words! {
    /// How a thing looks.
    Condition says "stocktaking.condition.{}":
    /// 良好
    Good = "good",
    /// 傷み
    Worn = "worn",
    /// 故障
    Broken = "broken",
    /// The label is missing or cannot be read.
    NoLabel = "no_label",
}

words! {
    /// With what it was read.
    Source says "stocktaking.source.{}":
    /// Typed, or by a reader that types.
    Typed = "typed",
    /// The camera of a phone.
    Camera = "camera",
    /// A file of a barcode reader.
    File = "file",
    /// A program.
    Api = "api",
}

impl State {
    /// Whether readings count.
    pub fn is_counting(self) -> bool {
        matches!(self, Self::Open | Self::Reopened)
    }

    /// Whether nothing can be changed about it any more.
    pub fn is_done(self) -> bool {
        matches!(self, Self::Final | Self::Cancelled)
    }

    /// Whether it has a result.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Closed | Self::Final)
    }
}
