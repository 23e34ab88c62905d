//! What stands in a new list: the company's own lines for each occasion and department, or those it starts with.

use kernel::{DepartmentId, Fault, FieldFault, Lang, Result, Right, Subject, Text};
use platform::Cx;
use platform::db::Sql;
use platform::journal::{self, Entry};
use platform::locale::t;

use super::model::{Kind, Need, TemplateLine};
use super::store;
use crate::assets::parse::tidy;
use crate::assets::relink::Linked;
use crate::kinds::BuiltIn;
use crate::merging::store::stands_for;

/// How many lines a template may have.
pub const MOST_LINES: usize = 50;
/// How long a line may be.
pub const LONGEST: usize = 300;
/// How far from the day a line may be due.
pub const FARTHEST: i64 = 366;

/// The template of an occasion, for all or for one department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its lines.
    pub lines: Vec<TemplateLine>,
    /// Goes up with every change; 0 while nobody has changed it.
    pub version: i64,
}

/// What a list starts with as long as the company has no words of its own.
pub fn first_lines(lang: Lang, kind: Kind) -> Vec<TemplateLine> {
    let pc = Need::Kind(BuiltIn::Pc.id());
    let phone = Need::Kind(BuiltIn::Phone.id());
    let lines: &[(&str, Need, i64)] = match kind {
        Kind::Join => &[
            ("moves.first.join.pc", pc, -3),
            ("moves.first.join.phone", phone, -3),
            ("moves.first.join.accounts", Need::Nothing, -3),
            ("moves.first.join.folders", Need::Nothing, -1),
            ("moves.first.join.keys", Need::Nothing, 0),
            ("moves.first.join.rules", Need::Nothing, 0),
        ],
        Kind::Change => &[
            ("moves.first.change.folders", Need::Nothing, 0),
            ("moves.first.change.groups", Need::Nothing, 0),
            ("moves.first.change.desk", Need::Nothing, 0),
            ("moves.first.change.keys", Need::Nothing, 0),
        ],
        Kind::Leave => &[
            ("moves.first.leave.folders", Need::Nothing, -7),
            ("moves.first.leave.mail", Need::Nothing, -1),
            ("moves.first.leave.keys", Need::Nothing, 0),
            ("moves.first.leave.groups", Need::Nothing, 0),
            ("moves.first.leave.passwords", Need::Nothing, 1),
            ("moves.first.leave.erase", Need::Nothing, 14),
        ],
    };
    let line = |(key, need, days): &(&str, Need, i64)| TemplateLine {
        what: t(lang, key).into_owned(),
        need: need.text(),
        days: *days,
    };
    lines.iter().map(line).collect()
}

/// The template of an occasion: for all, or what a department has beyond that.
pub async fn see(cx: &Cx, kind: Kind, department: Option<DepartmentId>) -> Result<Template> {
    cx.may(Right::ReadLedger)?;
    stored(cx.db(), cx.lang, kind, department).await
}

async fn stored(db: &impl Sql, lang: Lang, kind: Kind, department: Option<DepartmentId>) -> Result<Template> {
    let rows = store::templates(db, kind, department).await?;
    let version = rows.iter().map(|row| row.version).max().unwrap_or(0);
    if rows.is_empty() && department.is_none() {
        return Ok(Template { lines: first_lines(lang, kind), version });
    }
    let mut lines = Vec::new();
    for row in rows {
        lines.extend(serde_json::from_str::<Vec<TemplateLine>>(&row.lines).map_err(Fault::broken)?);
    }
    Ok(Template { lines, version })
}

/// Everything that stands in a new list of somebody in a department.
pub(super) async fn for_new(
    db: &impl Sql,
    lang: Lang,
    kind: Kind,
    department: Option<DepartmentId>,
) -> Result<Vec<TemplateLine>> {
    let mut lines = stored(db, lang, kind, None).await?.lines;
    if department.is_some() {
        lines.extend(stored(db, lang, kind, department).await?.lines);
    }
    Ok(lines)
}

/// The departments that have lines of their own on an occasion.
pub async fn departments(cx: &Cx, kind: Kind) -> Result<Vec<DepartmentId>> {
    cx.may(Right::ReadLedger)?;
    store::departments_with_templates(cx.db(), kind).await
}

/// Writes a template anew. Lists that were begun stay as they are.
///
/// # Errors
/// `Fault::Conflict` if somebody was faster; `Fault::Invalid` names the lines as `what.<place>` and `days.<place>`.
pub async fn change(
    cx: &Cx,
    kind: Kind,
    department: Option<DepartmentId>,
    version: i64,
    lines: &[TemplateLine],
) -> Result<Template> {
    cx.may(Right::ChangeLedger)?;
    let lines = check(lines)?;
    let tx = cx.begin().await?;
    let department = match department {
        Some(id) => {
            let stands = stands_for(&tx, Linked::Department, id.0).await?.ok_or(Fault::NotFound)?;
            Some(DepartmentId(stands))
        }
        None => None,
    };
    let before = stored(&tx, cx.lang, kind, department).await?;
    if before.version != version {
        return Err(Fault::conflict("moves.fault.template_changed_meanwhile"));
    }
    let text = serde_json::to_string(&lines).map_err(Fault::broken)?;
    store::set_template(&tx, kind, department, version + 1, &text).await?;
    let subject = department.map_or(Subject::System, Subject::Department);
    let entry = Entry::new("move.template_changed", subject).with("kind", kind.word());
    journal::write(&tx, cx, &entry.with("lines", lines.len())).await?;
    tx.commit().await?;
    Ok(Template { lines, version: version + 1 })
}

fn check(lines: &[TemplateLine]) -> Result<Vec<TemplateLine>> {
    let mut faults = Vec::new();
    let mut fault = |field: String, text: Text| faults.push(FieldFault { field, text });
    let mut kept = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        let what = tidy(&line.what, false);
        if what.chars().count() > LONGEST {
            fault(format!("what.{place}"), Text::new("assets.fault.too_long").with("limit", LONGEST));
        }
        if line.days.abs() > FARTHEST {
            fault(format!("days.{place}"), Text::new("moves.fault.days").with("limit", FARTHEST));
        }
        if !what.is_empty() {
            kept.push(TemplateLine { what, need: Need::parse(&line.need).text(), days: line.days });
        }
    }
    if kept.len() > MOST_LINES {
        fault(String::new(), Text::new("moves.fault.too_many_lines").with("limit", MOST_LINES));
    }
    if faults.is_empty() { Ok(kept) } else { Err(Fault::Invalid(faults)) }
}
