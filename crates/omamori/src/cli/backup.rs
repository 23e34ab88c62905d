//! `omamori backup` and `omamori restore`

use std::path::Path;

use platform::backup::{self, Key, Order};
use platform::locale::{say, tr};
use serde_json::json;

use super::journal;
use super::voice::{Complaint, Outcome, Voice};
use crate::config::{BackupOptions, Place, RestoreOptions};
use crate::opening;

/// Makes an encrypted backup now and proves it by restoring it into a scratch folder.
pub async fn make(place: &Place, options: &BackupOptions, voice: Voice) -> Outcome {
    let house = opening::existing(place, voice).await?;
    let outcome = make_with(&house, options, voice).await;
    opening::close(house).await;
    outcome
}

async fn make_with(house: &platform::House, options: &BackupOptions, voice: Voice) -> Outcome {
    let words = |fault: kernel::Fault| voice.fault(&fault);
    let cx = house.acting(kernel::Actor::System, voice.0);
    let report = match &options.to {
        None => backup::usual(&cx, &opening::migrations()).await.map_err(words)?,
        Some(to) => {
            let lock = backup::usual_lock(&cx).await.map_err(words)?;
            backup::run(&cx, &opening::migrations(), &lock, to).await.map_err(words)?
        }
    };
    if options.json {
        return voice.json(&report);
    }
    let (file, size) = (report.path.display().to_string(), report.bytes.to_string());
    voice.tell("cli.backup.done", &[("file", &file), ("size", &size), ("anchor", &report.anchor)]);
    voice.tell("cli.backup.verified", &[]);
    for name in &report.damaged_files {
        voice.remark(&tr(voice.0, "cli.backup.damaged", &[("file", name)]));
    }
    if let Some(second) = &report.second {
        match &second.problem {
            None => voice.tell("cli.backup.copied", &[("folder", &second.folder.display().to_string())]),
            Some(problem) => voice.remark(&say(voice.0, problem)),
        }
    }
    let identity = backup::identity_path(house.data());
    if identity.exists() {
        voice.tell("cli.backup.identity", &[("file", &identity.display().to_string())]);
    }
    Ok(())
}

/// Brings a backup back into an empty data folder or database.
pub async fn restore(place: &Place, options: &RestoreOptions, voice: Voice) -> Outcome {
    let key = key(place, options, voice)?;
    let anchors =
        options.anchor.iter().map(|text| journal::anchor(text, voice)).collect::<Result<Vec<_>, _>>()?;
    let order = Order { archive: options.file.clone(), key, anchors, despite_alarm: options.despite_alarm };
    let house = opening::open_bare(place, voice).await?;
    let restored = backup::restore(&house.system(), &opening::migrations(), &order).await;
    opening::close(house).await;
    let restored = restored.map_err(|fault| voice.fault(&fault))?;
    if options.json {
        return voice.json(&json!({
            "made_at": restored.made_at, "version": restored.version, "rows": restored.rows, "files": restored.files,
            "anchor": restored.anchor, "alarm": restored.alarm.as_ref().map(|text| say(voice.0, text)),
        }));
    }
    if let Some(alarm) = &restored.alarm {
        voice.remark(&say(voice.0, alarm));
    }
    let data = place.data.display().to_string();
    let (rows, files) = (restored.rows.to_string(), restored.files.to_string());
    voice.tell(
        "cli.restore.done",
        &[("data", &data), ("rows", &rows), ("files", &files), ("anchor", &restored.anchor)],
    );
    Ok(())
}

fn key(place: &Place, options: &RestoreOptions, voice: Voice) -> Result<Key, Complaint> {
    let file = options.identity.clone().unwrap_or_else(|| backup::identity_path(&place.data));
    let text = read(&file, voice)?;
    backup::read_identity(&text).map_err(|fault| voice.fault(&fault))
}

fn read(file: &Path, voice: Voice) -> Result<String, Complaint> {
    std::fs::read_to_string(file).map_err(|error| {
        let (file, detail) = (file.display().to_string(), error.to_string());
        voice.complaint("cli.restore.identity", &[("file", &file), ("detail", &detail)])
    })
}
