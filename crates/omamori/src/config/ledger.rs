//! What is said about the ledger: files in and out, people, stocktakings.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// The asset ledger.
#[derive(Debug, Subcommand)]
pub enum LedgerVerb {
    /// Take a spreadsheet in (xlsx, xls, ods, CSV, TSV).
    Import(ImportOptions),
    /// Write the ledger as a spreadsheet that can be taken in again.
    Export {
        /// The file to write, .xlsx or .csv.
        file: PathBuf,
        /// CSV in the encoding of Japanese Windows (CP932) instead of UTF-8.
        #[arg(long)]
        cp932: bool,
    },
    /// List what is in the ledger.
    List {
        /// Only what contains this text.
        #[arg(long, default_value = "")]
        search: String,
        /// At most so many.
        #[arg(long, default_value_t = 100)]
        limit: u32,
        /// Answer as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Merge two entries that are one: everything goes to the one that stays.
    Merge {
        /// What is merged.
        what: Mergeable,
        /// The id of the one that stays.
        keep: i64,
        /// The id of the one that goes.
        gone: i64,
        /// Only say what would happen.
        #[arg(long)]
        dry_run: bool,
        /// Answer as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Take a merger back.
    Separate {
        /// The merger's number.
        merger_id: i64,
        /// Answer as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Take a whole import back.
    Undo {
        /// The import's number.
        import_id: i64,
        /// Answer as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// What can be merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Mergeable {
    /// People.
    Person,
    /// Departments.
    Department,
    /// Places.
    Place,
}

/// How to import.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct ImportOptions {
    /// The file.
    pub file: PathBuf,
    /// Only say what would happen.
    #[arg(long)]
    pub dry_run: bool,
    /// Answer as JSON.
    #[arg(long)]
    pub json: bool,
    /// An empty cell clears what is stored.
    #[arg(long)]
    pub clear_empty: bool,
    /// Add people that nobody knows yet.
    #[arg(long)]
    pub add_people: bool,
}

/// People.
#[derive(Debug, Subcommand)]
pub enum PeopleVerb {
    /// Take a list of people in.
    Import {
        /// The file.
        file: PathBuf,
        /// Only say what would happen.
        #[arg(long)]
        dry_run: bool,
        /// Answer as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Stocktakings.
#[derive(Debug, Subcommand)]
pub enum StocktakingVerb {
    /// List them with their counts.
    List {
        /// Answer as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Write the result of one as a workbook.
    Export {
        /// Its number, as the list says it.
        id: i64,
        /// The file (.xlsx).
        file: PathBuf,
    },
}
