//! Small helpers for ledger tests: a workbook from text, and its rows as plain lines to compare.

use intake::{Field, Hints, IntakeRow, Role, SheetPlan, Value, Verdict, analyse, read_workbook};
use sheet::{Cell, Format, Merge, Row, Sheet, Workbook};

/// A sheet from comma-separated lines; quotes as in CSV, every cell is text.
pub fn sheet(name: &str, text: &str) -> Sheet {
    let rows = parse(text).into_iter().enumerate().map(|(index, cells)| {
        let filled = cells.into_iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let cells = filled.map(|(column, cell)| (u32::try_from(column).unwrap(), Cell::Text(cell))).collect();
        Row { number: u32::try_from(index).unwrap() + 1, cells }
    });
    let rows = rows.filter(|row: &Row| !row.cells.is_empty()).collect();
    Sheet { name: name.to_owned(), hidden: false, rows, merges: Vec::new() }
}

/// Puts another cell into a sheet; row from 1, column by letter.
pub fn put(sheet: &mut Sheet, address: &str, cell: Cell) {
    let (column, row) = place(address);
    let row = sheet.rows.iter_mut().find(|known| known.number == row).expect("the row exists");
    row.cells.retain(|(known, _)| *known != column);
    row.cells.push((column, cell));
    row.cells.sort_by_key(|(column, _)| *column);
}

/// Merges a region such as `A3:A4`.
pub fn merge(sheet: &mut Sheet, region: &str) {
    let (from, to) = region.split_once(':').expect("two corners");
    let ((first_column, first_row), (last_column, last_row)) = (place(from), place(to));
    sheet.merges.push(Merge { first_row, first_column, last_row, last_column });
}

fn place(address: &str) -> (u32, u32) {
    let digits = address.find(|letter: char| letter.is_ascii_digit()).expect("a row number");
    let (letters, row) = address.split_at(digits);
    let column = letters.bytes().fold(0_u32, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1) - 1;
    (column, row.parse().expect("a row number"))
}

fn parse(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let row = rows.last_mut().unwrap();
        let cell = row.last_mut().unwrap();
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                cell.push('"');
                letters.next();
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            other => cell.push(other),
        }
    }
    rows
}

/// A workbook of sheets.
pub fn workbook(sheets: Vec<Sheet>) -> Workbook {
    Workbook { format: Format::Xlsx, encoding: None, sheets, notes: Vec::new() }
}

/// A workbook of one CSV.
pub fn csv(text: &str) -> Workbook {
    Workbook { format: Format::Csv, encoding: None, sheets: vec![sheet("", text)], notes: Vec::new() }
}

/// All that came out of a workbook.
pub struct Read {
    /// The tables.
    pub plans: Vec<SheetPlan>,
    /// Their rows.
    pub rows: Vec<Vec<IntakeRow>>,
}

/// Analyses and reads without hints.
pub fn read(workbook: &Workbook) -> Read {
    let plans = analyse(workbook, &Hints::default());
    let rows = read_workbook(workbook, &plans);
    Read { plans, rows }
}

impl Read {
    /// The field a heading was given in a table.
    pub fn field(&self, table: usize, source: &str) -> Option<Field> {
        let column = self.plans[table].columns.iter().find(|column| column.source == source);
        column.unwrap_or_else(|| panic!("no column {source}: {:#?}", self.plans[table].columns)).field
    }

    /// A row by its number in the file.
    pub fn row(&self, table: usize, number: u32) -> &IntakeRow {
        let row = self.rows[table].iter().find(|row| row.row == number);
        row.unwrap_or_else(|| panic!("no row {number} in table {table}"))
    }

    /// A value as text; empty if there is none.
    pub fn value(&self, table: usize, number: u32, field: &str) -> String {
        let field = Field::from_name(field).expect("a field's name");
        self.row(table, number).values.get(&field).map(Value::to_text).unwrap_or_default()
    }

    /// Whether a row has a problem at a cell.
    pub fn has(&self, table: usize, number: u32, key: &str, cell: &str) -> bool {
        let row = self.row(table, number);
        row.problems.iter().any(|problem| problem.key == key && problem.cell.as_deref() == Some(cell))
    }

    /// Everything in short lines, for looking at and for comparing.
    pub fn lines(&self) -> String {
        let mut out = String::new();
        for (plan, rows) in self.plans.iter().zip(&self.rows) {
            out += &format!(
                "== {} #{} header {:?} {:?} body {:?}\n",
                plan.name, plan.table, plan.header_row, plan.subject, plan.body
            );
            for problem in &plan.problems {
                out += &format!("   ! {:?} {} {:?}\n", problem.cell, problem.key, problem.args);
            }
            for column in &plan.columns {
                let role = match column.role {
                    Role::Mapped => column.field.map_or("?", Field::name).to_owned(),
                    Role::Secret => format!("SECRET {}", column.field.map_or("?", Field::name)),
                    other => format!("({other:?})"),
                };
                out += &format!(
                    "   {} {:?} -> {role} {}{}\n",
                    column.letter,
                    column.source,
                    column.score,
                    if column.fills_down { " down" } else { "" }
                );
            }
            for row in rows {
                let mark = match row.verdict {
                    Verdict::Take => "+",
                    Verdict::Skip => "-",
                    Verdict::Error => "E",
                };
                let values: Vec<String> =
                    row.values.iter().map(|(field, value)| format!("{field}={value}")).collect();
                out += &format!(" {mark}{} {}", row.row, values.join(" | "));
                if !row.extra.is_empty() {
                    out += &format!(" || {:?}", row.extra);
                }
                for problem in &row.problems {
                    out += &format!("\n      {} {}", problem.cell.as_deref().unwrap_or("-"), problem.key);
                }
                out.push('\n');
            }
        }
        out
    }
}
