//! What the reader of the file changed or left out, as remarks beside the table it is about.

use sheet::{Note, QuoteAt, Workbook, cell_name};

use crate::{Problem, SheetPlan};

/// Puts what the reader noted with the tables.
pub(crate) fn remark_on(workbook: &Workbook, plans: &mut [SheetPlan]) {
    for note in &workbook.notes {
        let Some(problem) = remark(note) else { continue };
        let (sheet, row) = place(workbook, note);
        let holds = |plan: &SheetPlan| plan.sheet == sheet && plan.header_span.0 <= row;
        let found =
            plans.iter().rposition(holds).or_else(|| plans.iter().position(|plan| plan.sheet == sheet));
        if let Some(plan) = found.and_then(|at| plans.get_mut(at)) {
            plan.problems.push(problem);
        }
    }
}

/// Which sheet, from 0, and which row, from 1, a note is about. A text file has one sheet.
fn place(workbook: &Workbook, note: &Note) -> (usize, u32) {
    match note {
        Note::UnclosedQuote { at, .. } | Note::QuoteSpansLines { at, .. } => (0, at.row),
        Note::UnreadableCells { sheet: name, .. } => {
            (workbook.sheets.iter().position(|sheet| sheet.name == *name).unwrap_or(0), 0)
        }
        Note::SeparatorLine | Note::Epoch1904 => (0, 0),
    }
}

/// What is to be said about a note of the reader's; nothing about what a spreadsheet would do as well.
pub fn remark(note: &Note) -> Option<Problem> {
    Some(match note {
        Note::SeparatorLine => return None,
        Note::UnclosedQuote { at, took_the_rest: false } => quote(*at, "intake.file.quote_open"),
        Note::UnclosedQuote { at, took_the_rest: true } => quote(*at, "intake.file.quote_open_to_end"),
        Note::QuoteSpansLines { at, lines } => {
            quote(*at, "intake.file.quote_spans").with("lines", lines.to_string())
        }
        Note::UnreadableCells { sheet, count } => Problem::warning("intake.file.unreadable_cells")
            .with("sheet", sheet)
            .with("count", count.to_string()),
        Note::Epoch1904 => Problem::note("intake.file.other_epoch"),
    })
}

fn quote(at: QuoteAt, key: &'static str) -> Problem {
    let cell = cell_name(at.column, at.row);
    Problem::warning(key).with("line", at.line.to_string()).with("cell", &cell).at(cell)
}

#[cfg(test)]
mod tests {
    use sheet::{Limits, read};

    use crate::{Hints, Severity, analyse};

    #[test]
    fn a_quote_over_many_rows_is_said_with_the_line_where_it_begins() {
        let rows = "PC-002,ノート,鈴木,総務部\n".repeat(3);
        let text = format!(
            "管理番号,種別,使用者,部署\nPC-001,\"24インチ,佐藤,総務部\n{rows}PC-009,\"x\",田中,総務部\n"
        );
        let workbook = read(text.as_bytes(), "台帳.csv", &Limits::default()).unwrap();
        let plans = analyse(&workbook, &Hints::default());
        let found = plans[0].problems.iter().find(|one| one.key == "intake.file.quote_spans").unwrap();
        assert_eq!((found.cell.as_deref(), found.severity), (Some("B2"), Severity::Warning));
        assert_eq!((found.arg("line"), found.arg("lines")), (Some("2"), Some("4")));
    }

    #[test]
    fn a_quote_that_never_closes_is_said_with_the_second_table_it_stands_in() {
        let text = "管理番号,種別,使用者,部署\nPC-001,ノート,佐藤,総務部\n\nIPアドレス,MACアドレス,設置場所,用途\n\
                    192.0.2.1,00:00:5E:00:53:01,本社,\"ルーター\n192.0.2.2,00:00:5E:00:53:02,本社,AP\n";
        let workbook = read(text.as_bytes(), "台帳.csv", &Limits::default()).unwrap();
        let plans = analyse(&workbook, &Hints::default());
        let (last, first) = plans.split_last().unwrap();
        let said =
            |plan: &crate::SheetPlan| plan.problems.iter().any(|one| one.key == "intake.file.quote_open");
        assert!(said(last) && !first.iter().any(said), "{plans:?}");
    }
}
