//! What the engine makes of a file, in Japanese sentences: `cargo run -p intake --example look -- FILE…`.
//!
//! With `--time` only how long reading, finding the tables and reading the rows took.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use intake::{Hints, IntakeRow, Problem, SheetPlan, analyse, read_workbook};
use sheet::{Limits, Workbook};

type Sentences = BTreeMap<String, String>;
type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut say = std::io::stdout().lock();
    let words = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales/ja/intake.toml");
    let sentences: Sentences = toml::from_str(&std::fs::read_to_string(words)?)?;
    let (options, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|word| word.starts_with("--"));
    for file in files {
        let bytes = std::fs::read(&file)?;
        let started = Instant::now();
        let workbook = sheet::read(&bytes, &file, &Limits::default())?;
        if options.iter().any(|option| option == "--time") {
            time(&mut say, &workbook, started)?;
            continue;
        }
        writeln!(say, "#### {file} {:?}", workbook.notes)?;
        let plans = analyse(&workbook, &Hints::default());
        for (plan, rows) in plans.iter().zip(read_workbook(&workbook, &plans)) {
            show_plan(&mut say, plan, &sentences)?;
            for row in &rows {
                show_row(&mut say, row, &sentences)?;
            }
        }
    }
    Ok(())
}

fn time(say: &mut impl Write, workbook: &Workbook, started: Instant) -> Result<(), Failure> {
    let read = started.elapsed();
    let started = Instant::now();
    let plans = analyse(workbook, &Hints::default());
    let analysed = started.elapsed();
    let rows: usize = read_workbook(workbook, &plans).iter().map(Vec::len).sum();
    let all = started.elapsed();
    writeln!(say, "read {read:?}, analyse {analysed:?}, analyse and rows {all:?}, {rows} rows")?;
    Ok(())
}

fn show_plan(say: &mut impl Write, plan: &SheetPlan, sentences: &Sentences) -> Result<(), Failure> {
    writeln!(say, "== {} #{} header {:?} {:?}", plan.name, plan.table, plan.header_row, plan.subject)?;
    for column in &plan.columns {
        let field = column.field.map_or("-", intake::Field::name);
        let down = if column.fills_down { " down" } else { "" };
        let source = column.source.replace('\n', "⏎");
        writeln!(say, "   {} {source} -> {field} {:?} {}{down}", column.letter, column.role, column.score)?;
    }
    for problem in &plan.problems {
        show(say, problem, sentences)?;
    }
    Ok(())
}

fn show_row(say: &mut impl Write, row: &IntakeRow, sentences: &Sentences) -> Result<(), Failure> {
    let values: Vec<String> =
        row.values.iter().map(|(field, value)| format!("{field}={}", value.to_text())).collect();
    write!(say, " {:?} {} {}", row.verdict, row.row, values.join(" | "))?;
    if !row.extra.is_empty() {
        write!(say, " || {:?}", row.extra)?;
    }
    writeln!(say)?;
    for problem in &row.problems {
        show(say, problem, sentences)?;
    }
    Ok(())
}

fn show(say: &mut impl Write, problem: &Problem, sentences: &Sentences) -> Result<(), Failure> {
    let mut sentence = sentences.get(problem.key.as_ref()).cloned().unwrap_or_default();
    for (name, value) in &problem.args {
        sentence = sentence.replace(&format!("{{{name}}}"), value);
    }
    writeln!(say, "      {:?} {} {sentence}", problem.severity, problem.cell.as_deref().unwrap_or("-"))?;
    Ok(())
}
