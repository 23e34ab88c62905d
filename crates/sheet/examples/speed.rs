//! How long a large ledger takes to write and to read: `cargo run --release -p sheet --example speed [FILE]`.
//!
//! Without a file it writes 50,000 rows of 15 columns and reads them again, here and through the wire's encoding.

use std::io::{Cursor, Write};
use std::time::Instant;

use sheet::Limits;
use sheet::write::{Column, CsvEncoding, Value, write_csv, write_xlsx};

const ROWS: u32 = 50_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut say = std::io::stdout().lock();
    if let Some(path) = std::env::args().nth(1) {
        let bytes = std::fs::read(&path)?;
        let started = Instant::now();
        let book = sheet::read(&bytes, &path, &Limits::default())?;
        writeln!(say, "{path}: {:?}, {:?} in {:?}", book.format, book.notes, started.elapsed())?;
        for sheet in &book.sheets {
            writeln!(
                say,
                "{} hidden={} rows={} merges={:?}",
                sheet.name,
                sheet.hidden,
                sheet.rows.len(),
                sheet.merges
            )?;
            for row in sheet.rows.iter().take(5) {
                writeln!(say, "  {row:?}")?;
            }
        }
        return Ok(());
    }
    let columns: Vec<Column> = (1..=15).map(|number| Column::new(format!("項目{number}"))).collect();
    let started = Instant::now();
    let mut file = Cursor::new(Vec::new());
    write_xlsx("台帳", &columns, (0..ROWS).map(row), &mut file)?;
    let bytes = file.into_inner();
    writeln!(say, "xlsx written: {} bytes in {:?}", bytes.len(), started.elapsed())?;
    let started = Instant::now();
    let book = sheet::read(&bytes, "x.xlsx", &Limits::default())?;
    writeln!(
        say,
        "xlsx read: {} rows in {:?}",
        book.sheets.iter().map(|sheet| sheet.rows.len()).sum::<usize>(),
        started.elapsed()
    )?;
    std::fs::write(std::env::temp_dir().join("speed.xlsx"), &bytes)?;

    let started = Instant::now();
    let mut text = Vec::new();
    write_csv(&columns, (0..ROWS).map(row), CsvEncoding::Utf8, &mut text)?;
    writeln!(say, "csv written: {} bytes in {:?}", text.len(), started.elapsed())?;
    let started = Instant::now();
    let book = sheet::read(&text, "x.csv", &Limits::default())?;
    writeln!(
        say,
        "csv read: {} rows in {:?}",
        book.sheets.iter().map(|sheet| sheet.rows.len()).sum::<usize>(),
        started.elapsed()
    )?;
    Ok(())
}

fn row(number: u32) -> Vec<Value> {
    let mut cells = vec![
        Value::text(format!("NB-{number:05}")),
        Value::text(
            ["ノートPC", "デスクトップPC", "プリンタ"].get(number as usize % 3).copied().unwrap_or_default(),
        ),
        Value::Date { year: 2024, month: 6, day: 1 },
        Value::Month { year: 2020, month: 6 },
        Value::Number(f64::from(number) * 100.0),
        Value::text("=危ない"),
    ];
    cells.extend((6..15).map(|column| Value::text(format!("値 {number}-{column}"))));
    cells
}
