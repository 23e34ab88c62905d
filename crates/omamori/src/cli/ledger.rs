//! `omamori ledger import | export | list | merge | separate | undo`

use std::path::Path;
use std::sync::atomic::AtomicBool;

use kernel::{Fault, ImportId};
use ledger::assets::{Filter, Page, Sort};
use ledger::changes::Undone;
use ledger::export::ExportFormat;
use ledger::imports::{Choices, Report, RowAct, Source};
use platform::Cx;
use platform::locale::tr;
use sheet::Workbook;

use super::merging;
use super::voice::{Complaint, Outcome, Voice};
use crate::config::{ImportOptions, LedgerVerb, Place};
use crate::opening;

/// Runs a command about the ledger.
pub async fn run(place: &Place, verb: &LedgerVerb, voice: Voice) -> Outcome {
    let (house, _scratch) = match verb {
        // A look at what would happen must not leave a database behind.
        LedgerVerb::Import(options) if options.dry_run => opening::existing_or_scratch(place, voice).await?,
        _ => (opening::existing(place, voice).await?, None),
    };
    let cx = house.acting(kernel::Actor::System, voice.0);
    let outcome = match verb {
        LedgerVerb::Import(options) => import(&cx, options, voice).await,
        LedgerVerb::Export { file, cp932 } => export(&cx, file, *cp932, voice).await,
        LedgerVerb::List { search, limit, json } => list(&cx, search, *limit, *json, voice).await,
        LedgerVerb::Merge { what, keep, gone, dry_run, json } => {
            merging::merge(&cx, (*what, *keep, *gone), *dry_run, *json, voice).await
        }
        LedgerVerb::Separate { merger_id, json } => merging::separate(&cx, *merger_id, *json, voice).await,
        LedgerVerb::Undo { import_id, json } => undo(&cx, ImportId(*import_id), *json, voice).await,
    };
    opening::close(house).await;
    outcome
}

async fn import(cx: &Cx, options: &ImportOptions, voice: Voice) -> Outcome {
    let (workbook, source) = read(cx, &options.file, voice).await?;
    let choices =
        Choices { clear_empty: options.clear_empty, add_people: options.add_people, ..Choices::default() };
    let report = if options.dry_run {
        let plan = ledger::imports::ops::plan(cx, &workbook, &source, &choices).await;
        plan.map(|plan| ledger::imports::ops::report(cx, &plan))
    } else {
        let never = AtomicBool::new(false);
        ledger::imports::ops::run(cx, &workbook, &source, &choices, |_, _| {}, &never).await
    };
    let report = report.map_err(|fault| voice.fault(&fault))?;
    if options.json {
        return voice.json(&report);
    }
    summary(&report, voice);
    Ok(())
}

/// Reads a file of the user's in the child process.
pub async fn read(cx: &Cx, file: &Path, voice: Voice) -> Result<(Workbook, Source), Complaint> {
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
    let unreadable = |error: std::io::Error| {
        let args = [("file", file.display().to_string()), ("detail", error.to_string())];
        voice.complaint("cli.file.unreadable", &[("file", &args[0].1), ("detail", &args[1].1)])
    };
    let bytes = tokio::fs::read(file).await.map_err(unreadable)?;
    let reader = opening::reader(&cx.house).await.map_err(|error| voice.fault(&error))?;
    let workbook = reader.read(&name, &bytes).await.map_err(|error| voice.unreadable(&error))?;
    Ok((workbook, Source::of(&name, &bytes)))
}

fn summary(report: &Report, voice: Voice) {
    for sheet in &report.sheets {
        let mapped = sheet.columns.iter().filter(|column| column.field.is_some()).count().to_string();
        let of = sheet.columns.len().to_string();
        match sheet.header_row {
            Some(row) => {
                let row = row.to_string();
                voice.tell(
                    "cli.import.sheet",
                    &[("name", &sheet.name), ("row", &row), ("mapped", &mapped), ("of", &of)],
                );
            }
            None => voice.tell("cli.import.no_table", &[("name", &sheet.name)]),
        }
        for problem in &sheet.problems {
            voice.line(&format!("  {}", problem.message));
        }
        for row in &sheet.rows {
            for problem in &row.problems {
                let place = problem
                    .cell
                    .clone()
                    .unwrap_or_else(|| tr(voice.0, "cli.import.row", &[("row", &row.row.to_string())]));
                voice.line(&format!("  {place}: {}", problem.message));
            }
        }
    }
    let totals = &report.totals;
    let [new, change, same, error, skip] =
        [totals.new, totals.change, totals.same, totals.error, totals.skip].map(|number| number.to_string());
    let counts =
        [("new", &*new), ("change", &*change), ("same", &*same), ("error", &*error), ("skip", &*skip)];
    voice.tell("cli.import.totals", &counts);
    match report.import_id {
        Some(id) => voice.tell("cli.import.done", &[("id", &id.to_string())]),
        None => voice.tell("cli.import.nothing_done", &[]),
    }
    let refused = report.sheets.iter().flat_map(|sheet| &sheet.rows).any(|row| row.action == RowAct::Error);
    if refused {
        voice.tell("cli.import.some_refused", &[]);
    }
}

async fn export(cx: &Cx, file: &Path, cp932: bool, voice: Voice) -> Outcome {
    let format = match file.extension().and_then(|extension| extension.to_str()) {
        Some("xlsx") => ExportFormat::Xlsx,
        Some("csv") if cp932 => ExportFormat::CsvCp932,
        Some("csv") => ExportFormat::CsvUtf8,
        _ => return Err(voice.complaint("cli.export.format", &[])),
    };
    let exported =
        ledger::export::ops::export(cx, &Filter::default(), Sort::default(), format, voice.0).await;
    let exported = exported.map_err(|fault| voice.fault(&fault))?;
    tokio::fs::write(file, &exported.bytes).await.map_err(|error| {
        voice.complaint(
            "cli.file.unwritable",
            &[("file", &file.display().to_string()), ("detail", &error.to_string())],
        )
    })?;
    let (count, file) = (exported.rows.to_string(), file.display().to_string());
    voice.tell("cli.export.done", &[("count", &count), ("file", &file)]);
    for cell in &exported.lost {
        voice.remark(&tr(voice.0, "cli.export.lost", &[("cell", cell)]));
    }
    Ok(())
}

/// How many assets a list reads at once; the room gives no more at a time.
const AT_ONCE: u32 = 1_000;

async fn list(cx: &Cx, search: &str, limit: u32, as_json: bool, voice: Voice) -> Outcome {
    let filter = Filter { text: search.to_owned(), ..Filter::default() };
    let (mut rows, mut number) = (Vec::new(), 1);
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let total = loop {
        let page = Page { number, size: limit.clamp(1, AT_ONCE), ..Page::default() };
        let part = ledger::assets::ops::list(cx, &filter, Sort::default(), page).await;
        let part = part.map_err(|fault| voice.fault(&fault))?;
        let is_last = part.rows.is_empty();
        rows.extend(part.rows);
        if is_last || rows.len() >= wanted {
            break part.total;
        }
        number += 1;
    };
    rows.truncate(wanted);
    if as_json {
        return voice.json(&serde_json::json!({ "total": total, "assets": rows }));
    }
    for asset in &rows {
        voice.line(
            &[&*asset.number, &asset.name, &asset.maker, &asset.model, &asset.user_text, &asset.place_text]
                .join("\t"),
        );
    }
    voice.tell("cli.list.total", &[("shown", &rows.len().to_string()), ("total", &total.to_string())]);
    Ok(())
}

async fn undo(cx: &Cx, id: ImportId, as_json: bool, voice: Voice) -> Outcome {
    let undone = ledger::imports::ops::undo(cx, id).await.map_err(|fault| match fault {
        Fault::NotFound => voice.complaint("cli.undo.unknown", &[("id", &id.to_string())]),
        other => voice.fault(&other),
    })?;
    if as_json {
        return voice.json(&undone);
    }
    let [removed, restored] = [undone.removed, undone.restored].map(|number| number.to_string());
    voice.tell("cli.undo.done", &[("removed", &removed), ("restored", &restored)]);
    kept(&undone, voice);
    Ok(())
}

/// What an undo left as it is.
pub fn kept(undone: &Undone, voice: Voice) {
    for kept in &undone.kept {
        voice.tell("cli.undo.kept", &[("label", &kept.label), ("field", &kept.field)]);
    }
}
