//! The form of a kind as what it is to become.

use ledger::kinds::{FieldDefinition, FieldKind, Kind, NewKind};

use crate::assets::forms::{Sent, value};

/// Empty lines offered for new fields.
const SPARE: usize = 3;
/// The most fields of a form.
const MOST: usize = 60;

/// One line of the form.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// The field's heading.
    pub name: String,
    /// What it may hold, as a word.
    pub kind: String,
    /// The choices, separated by commas.
    pub choices: String,
}

/// What a field may hold, as the form spells it.
pub const TYPES: [&str; 5] = ["text", "number", "date", "choice", "yes_no"];

/// What was typed as a kind.
pub fn read(sent: &Sent) -> NewKind {
    let lines = lines(sent).into_iter().filter(|line| !line.name.is_empty());
    NewKind {
        name: value(sent, "name").to_owned(),
        prefix: value(sent, "prefix").to_owned(),
        fields: lines.map(|line| FieldDefinition { kind: kind_of(&line), name: line.name }).collect(),
    }
}

/// The lines that were typed.
pub fn lines(sent: &Sent) -> Vec<Line> {
    let text = |place: usize, part: &str| value(sent, &format!("field.{place}.{part}")).to_owned();
    let line = |place| Line {
        name: text(place, "name"),
        kind: text(place, "kind"),
        choices: text(place, "choices"),
    };
    let all: Vec<Line> = (0..MOST).map(line).collect();
    let last = all.iter().rposition(|line| !line.name.is_empty()).map_or(0, |place| place + 1);
    with_spare(all.into_iter().take(last).collect())
}

/// A stored kind as the form shows it.
pub fn of(kind: &Kind) -> Vec<Line> {
    with_spare(kind.fields.iter().map(line_of).collect())
}

/// A few empty lines behind those there are.
pub fn with_spare(mut lines: Vec<Line>) -> Vec<Line> {
    lines.extend(std::iter::repeat_n(Line { kind: "text".to_owned(), ..Line::default() }, SPARE));
    lines.truncate(MOST);
    lines
}

fn line_of(field: &FieldDefinition) -> Line {
    let (kind, choices) = match &field.kind {
        FieldKind::Text => ("text", String::new()),
        FieldKind::Number => ("number", String::new()),
        FieldKind::Date => ("date", String::new()),
        FieldKind::Choice(choices) => ("choice", choices.join("、")),
        FieldKind::YesNo => ("yes_no", String::new()),
    };
    Line { name: field.name.clone(), kind: kind.to_owned(), choices }
}

fn kind_of(line: &Line) -> FieldKind {
    match line.kind.as_str() {
        "number" => FieldKind::Number,
        "date" => FieldKind::Date,
        "yes_no" => FieldKind::YesNo,
        "choice" => {
            let parts =
                line.choices.split(['、', ',', '，', '\n']).map(str::trim).filter(|part| !part.is_empty());
            FieldKind::Choice(parts.map(str::to_owned).collect())
        }
        _ => FieldKind::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_kind_shows_is_what_it_becomes() {
        let of = |pairs: &[(&str, &str)]| -> Sent {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let sent = of(&[
            ("name", "ドローン"),
            ("prefix", "DR"),
            ("field.0.name", "登録記号"),
            ("field.0.kind", "text"),
            ("field.2.name", "区分"),
            ("field.2.kind", "choice"),
            ("field.2.choices", "屋外、屋内"),
        ]);
        let kind = read(&sent);
        assert_eq!(kind.fields.len(), 2);
        assert_eq!(kind.fields[1].kind, FieldKind::Choice(vec!["屋外".to_owned(), "屋内".to_owned()]));
    }
}
