//! Why a file could not be read: a stable key with arguments, for the faces to put into words.

use serde::{Deserialize, Serialize};

/// What a file turned out to be when it is no spreadsheet we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Found {
    /// No bytes, or nothing but white space.
    Nothing,
    /// A web page; many systems call one `.xls`.
    WebPage,
    /// The XML kind of Excel 2003.
    ExcelXml,
    /// The binary workbook kind (`.xlsb`).
    Xlsb,
    /// A text document.
    Document,
    /// Slides.
    Slides,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// A ZIP archive without a workbook in it.
    Archive,
    /// Bytes of no kind we know.
    Unknown,
}

impl Found {
    /// The stable word for translation keys.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::WebPage => "web_page",
            Self::ExcelXml => "excel_xml",
            Self::Xlsb => "xlsb",
            Self::Document => "document",
            Self::Slides => "slides",
            Self::Pdf => "pdf",
            Self::Picture => "picture",
            Self::Archive => "archive",
            Self::Unknown => "unknown",
        }
    }
}

/// Why the child process gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum StopReason {
    /// It took too long.
    Time,
    /// It died, most often at its memory limit.
    Died,
    /// Its answer was too large or no answer at all.
    Answer,
    /// It could not be started.
    NotStarted,
}

impl StopReason {
    /// The stable word for translation keys.
    pub fn word(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Died => "died",
            Self::Answer => "answer",
            Self::NotStarted => "not_started",
        }
    }
}

/// Why a file was refused or could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ReadError {
    /// The file itself is too large.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// Bytes allowed.
        limit: u64,
    },
    /// The container inflates to far more than a spreadsheet does.
    #[error("the file inflates beyond {limit} bytes or beyond a sane ratio")]
    Inflates {
        /// Bytes allowed.
        limit: u64,
    },
    /// More cells than we read.
    #[error("more than {limit} cells")]
    TooManyCells {
        /// Cells allowed.
        limit: u64,
    },
    /// A row with more columns than a spreadsheet has.
    #[error("row {row} has more than {limit} columns")]
    TooManyColumns {
        /// The row, from 1.
        row: u32,
        /// Columns allowed.
        limit: u32,
    },
    /// More sheets than we read.
    #[error("more than {limit} sheets")]
    TooManySheets {
        /// Sheets allowed.
        limit: u32,
    },
    /// One cell holds more text than a spreadsheet's cell can.
    #[error("cell {cell} holds more than {limit} characters")]
    CellTooLong {
        /// The cell's address, as `K14`.
        cell: String,
        /// Characters allowed.
        limit: u32,
    },
    /// All texts together are too much.
    #[error("more than {limit} bytes of text")]
    TooMuchText {
        /// Bytes allowed.
        limit: u64,
    },
    /// A password is needed to open the file.
    #[error("the file is locked with a password")]
    Encrypted,
    /// Something else than a spreadsheet.
    #[error("not a spreadsheet but: {}", found.word())]
    NotASpreadsheet {
        /// What it looks like.
        found: Found,
    },
    /// Text in no encoding we can tell.
    #[error("row {row} is neither UTF-8 nor CP932")]
    Encoding {
        /// The first line that does not fit, from 1.
        row: u32,
    },
    /// The file is broken.
    #[error("the file is damaged: {detail}")]
    Damaged {
        /// What the reader stumbled over, for the log and for people who ask.
        detail: String,
    },
    /// The child process gave no answer.
    #[error("reading was stopped: {}", reason.word())]
    Stopped {
        /// Why.
        reason: StopReason,
    },
}

impl ReadError {
    /// The stable key for translation.
    pub fn key(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "sheet.too_large",
            Self::Inflates { .. } => "sheet.inflates",
            Self::TooManyCells { .. } => "sheet.too_many_cells",
            Self::TooManyColumns { .. } => "sheet.too_many_columns",
            Self::TooManySheets { .. } => "sheet.too_many_sheets",
            Self::CellTooLong { .. } => "sheet.cell_too_long",
            Self::TooMuchText { .. } => "sheet.too_much_text",
            Self::Encrypted => "sheet.encrypted",
            Self::NotASpreadsheet { found } => match found {
                Found::Nothing => "sheet.not_a_spreadsheet.nothing",
                Found::WebPage => "sheet.not_a_spreadsheet.web_page",
                Found::ExcelXml => "sheet.not_a_spreadsheet.excel_xml",
                Found::Xlsb => "sheet.not_a_spreadsheet.xlsb",
                Found::Document => "sheet.not_a_spreadsheet.document",
                Found::Slides => "sheet.not_a_spreadsheet.slides",
                Found::Pdf => "sheet.not_a_spreadsheet.pdf",
                Found::Picture => "sheet.not_a_spreadsheet.picture",
                Found::Archive => "sheet.not_a_spreadsheet.archive",
                Found::Unknown => "sheet.not_a_spreadsheet.unknown",
            },
            Self::Encoding { .. } => "sheet.encoding",
            Self::Damaged { .. } => "sheet.damaged",
            Self::Stopped { reason } => match reason {
                StopReason::Time => "sheet.stopped.time",
                StopReason::Died => "sheet.stopped.died",
                StopReason::Answer => "sheet.stopped.answer",
                StopReason::NotStarted => "sheet.stopped.not_started",
            },
        }
    }

    /// The arguments of the translated sentence. Byte limits are given in MiB, as people speak of them.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        const MIB: u64 = 1024 * 1024;
        match self {
            Self::TooLarge { limit } | Self::Inflates { limit } | Self::TooMuchText { limit } => {
                vec![("limit", limit.div_ceil(MIB).to_string())]
            }
            Self::TooManyCells { limit } => vec![("limit", limit.to_string())],
            Self::TooManyColumns { row, limit } => {
                vec![("row", row.to_string()), ("limit", limit.to_string())]
            }
            Self::TooManySheets { limit } => vec![("limit", limit.to_string())],
            Self::CellTooLong { cell, limit } => vec![("cell", cell.clone()), ("limit", limit.to_string())],
            Self::Encoding { row } => vec![("row", row.to_string())],
            Self::Damaged { detail } => vec![("detail", detail.clone())],
            Self::Encrypted | Self::NotASpreadsheet { .. } | Self::Stopped { .. } => Vec::new(),
        }
    }

    /// A broken file, told by whatever the reader below us said.
    pub(crate) fn damaged(detail: impl std::fmt::Display) -> Self {
        // The detail may quote the file: keep it short, it ends up in answers and logs.
        let detail: String =
            detail.to_string().chars().filter(|character| !character.is_control()).take(200).collect();
        Self::Damaged { detail }
    }
}
