//! A filter as SQL, in the words that suit how its rows are come by.

use kernel::{AssetId, PlaceId, Subject};
use platform::db::{Value, marks};
use platform::values;

use crate::assets::filter::{Due, Filter, Missing};
use crate::deadlines::DeadlineKind;
use crate::sql::due_by;

/// A filter as SQL.
pub(crate) struct Condition {
    parts: Vec<Part>,
    /// The index that knows what is asked, as SQLite wants to be told (it keeps no statistics to see by itself which of
    /// several is the small one); empty if none, and on PostgreSQL.
    lead: &'static str,
    /// How many there are, asked without the assets; only where nothing else is asked of them.
    count: Option<String>,
    /// The values of its placeholders, from the first on.
    pub values: Vec<Value>,
}

/// One demand of a filter. On SQLite a `+` keeps an index from leading: where very many rows match, it would find them all
/// and sort them then, while walking along the order's own index meets enough of them soon.
enum Part {
    /// Something that no index leads.
    Simple(String),
    /// A column with an index of its own.
    Indexed(String),
    /// What is found elsewhere.
    Found {
        /// To be led by.
        plain: String,
        /// To be walked with, however far.
        far: String,
        /// To be walked with for the first rows: each row is asked by itself.
        near: String,
    },
}

/// How the rows are come by.
#[derive(Clone, Copy)]
pub(super) enum Way {
    /// As the database thinks best.
    Open,
    /// Along the order's index.
    Along {
        /// The filter's own indexes have that order too, so they may lead.
        own_order: bool,
        /// Only some first rows are wanted.
        near: bool,
    },
}

impl Condition {
    fn text(&self, way: Way) -> String {
        let text = |part: &Part| match (part, way) {
            (Part::Simple(text), _)
            | (Part::Indexed(text), Way::Open | Way::Along { own_order: true, .. })
            | (Part::Found { plain: text, .. }, Way::Open)
            | (Part::Found { far: text, .. }, Way::Along { near: false, .. })
            | (Part::Found { near: text, .. }, Way::Along { near: true, .. }) => text.clone(),
            (Part::Indexed(text), Way::Along { own_order: false, .. }) => format!("+{text}"),
        };
        self.parts.iter().map(text).collect::<Vec<_>>().join(" AND ")
    }

    /// How many there are.
    pub(super) fn counting(&self) -> String {
        self.count.clone().unwrap_or_else(|| format!("SELECT COUNT(*) {}", self.open_clause()))
    }

    /// `FROM asset a … WHERE …`, led by whatever the database thinks best.
    pub(super) fn open_clause(&self) -> String {
        format!("FROM asset a{} WHERE {}", self.lead, self.text(Way::Open))
    }

    /// The same for a way.
    pub(super) fn clause(&self, way: Way) -> String {
        match way {
            Way::Open => self.open_clause(),
            Way::Along { .. } => format!("FROM asset a WHERE {}", self.text(way)),
        }
    }
}

/// Turns a filter into SQL. `places` are the ids that its place stands for, itself and all inside.
pub(crate) fn condition(postgres: bool, filter: &Filter, places: &[PlaceId]) -> Condition {
    let mut values: Vec<Value> = Vec::new();
    let deleted = if filter.deleted { "a.deleted_at IS NOT NULL" } else { "a.deleted_at IS NULL" };
    let mut parts = vec![Part::Simple(deleted.to_owned())];
    let mut among = |column: &str, wanted: Vec<Value>, values: &mut Vec<Value>| {
        parts.push(Part::Indexed(format!("{column} IN {}", marks(values.len() + 1, wanted.len()))));
        values.extend(wanted);
    };
    if !filter.kinds.is_empty() {
        among("a.kind_id", filter.kinds.iter().map(|id| Value::from(id.0)).collect(), &mut values);
    }
    if !filter.statuses.is_empty() {
        among(
            "a.status",
            filter.statuses.iter().map(|status| Value::from(status.word())).collect(),
            &mut values,
        );
    }
    if let Some(id) = filter.department {
        among("a.department_id", values![id.0], &mut values);
    }
    if !places.is_empty() {
        among("a.place_id", places.iter().map(|id| Value::from(id.0)).collect(), &mut values);
    }
    if let Some(id) = filter.person {
        among("a.person_id", values![id.0], &mut values);
    }
    if let Some(maker) = &filter.maker {
        among("a.maker", values![maker.as_str()], &mut values);
    }
    if filter.unassigned {
        parts.push(Part::Simple("a.person_id IS NULL AND a.user_text = ''".to_owned()));
    }
    let mut count = None;
    if let Some(due) = filter.due {
        let (due, counting) = due_condition(due, &mut values);
        parts.extend(due);
        count = Some(counting);
    }
    if let Some(gap) = filter.missing {
        parts.push(Part::Simple(missing_condition(gap).to_owned()));
    }
    if let Some(import) = filter.import {
        values.push(Value::from(import.0));
        parts.push(Part::found(format!(
            "a.id IN (SELECT h.asset_id FROM asset_history h JOIN ledger_import i ON i.set_id = h.set_id
                      WHERE i.id = ${})",
            values.len()
        )));
    }
    let word = Subject::Asset(AssetId(0)).word();
    let place = ("a.id", values.len() + 1);
    if let Some(found) = platform::search::condition(postgres, word, &filter.text, place) {
        let among = format!("a.id IN ({})", found.numbers);
        let and =
            |text: String| if found.check.is_empty() { text } else { format!("{text} AND {}", found.check) };
        parts.push(Part::Found { far: and(format!("+{among}")), plain: and(among), near: found.text });
        values.extend(found.values);
        // Search knows no deleted things.
        count = Some(found.count);
    }
    let count = count.filter(|_| !filter.deleted && is_alone(filter));
    if postgres {
        // Its planner knows how many rows there are and needs no help.
        parts = parts.into_iter().map(|part| Part::Simple(part.plain())).collect();
    }
    let lead = filter.missing.filter(|_| !postgres && !filter.deleted).map_or("", gap_index);
    Condition { parts, lead, count, values }
}

/// Whether a filter asks for words or for a deadline, and for nothing else.
fn is_alone(filter: &Filter) -> bool {
    let words = Filter { text: filter.text.clone(), ..Filter::default() };
    let due = Filter { due: filter.due, ..Filter::default() };
    *filter == words || *filter == due
}

impl Part {
    /// Rows that a SELECT of ids finds.
    fn found(plain: String) -> Self {
        Self::Found { far: format!("+{plain}"), near: format!("+{plain}"), plain }
    }

    fn plain(self) -> String {
        match self {
            Self::Simple(text) | Self::Indexed(text) | Self::Found { plain: text, .. } => text,
        }
    }
}

/// The column of a deadline.
pub(crate) fn column_of(kind: DeadlineKind) -> &'static str {
    match kind {
        DeadlineKind::Warranty => "a.warranty_ends_on",
        DeadlineKind::Lease => "a.lease_ends_on",
        DeadlineKind::Disposal => "a.disposed_on",
        DeadlineKind::Renewal => "a.renews_on",
        DeadlineKind::Notice => "a.notice_by_on",
    }
}

/// The index of a gap.
pub(super) fn gap_index(gap: Missing) -> &'static str {
    match gap {
        Missing::Number => " INDEXED BY asset_no_number",
        Missing::Serial => " INDEXED BY asset_no_serial",
        Missing::User => " INDEXED BY asset_no_user",
        Missing::Place => " INDEXED BY asset_no_place",
        Missing::Acquired => " INDEXED BY asset_no_acquisition",
        Missing::Warranty => " INDEXED BY asset_no_end",
    }
}

/// When something is missing.
pub(super) fn missing_condition(gap: Missing) -> &'static str {
    // The built-in records (kinds 9 to 12) have no such gaps, and what has left the company needs nothing any more.
    match gap {
        Missing::Number => {
            "a.number_folded = '' AND a.kind_id NOT IN (9, 10, 11, 12) AND a.status NOT IN ('disposed', 'lost')"
        }
        Missing::Serial => {
            "a.serial_folded = '' AND a.kind_id NOT IN (9, 10, 11, 12) AND a.status NOT IN ('disposed', 'lost')"
        }
        // A printer or a switch serves many; a computer or a phone in use has somebody.
        Missing::User => {
            "a.person_id IS NULL AND a.user_text = '' AND a.kind_id IN (1, 4) AND a.status = 'in_use'"
        }
        Missing::Place => {
            "a.place_text = '' AND a.kind_id NOT IN (9, 10, 11, 12) AND a.status NOT IN ('disposed', 'lost')"
        }
        Missing::Acquired => {
            "a.acquired_on = '' AND a.kind_id NOT IN (9, 10, 11, 12) AND a.status NOT IN ('disposed', 'lost')"
        }
        Missing::Warranty => {
            "a.warranty_ends_on = '' AND a.lease_ends_on = '' AND a.kind_id NOT IN (9, 10, 11, 12)
             AND a.status NOT IN ('disposed', 'lost')"
        }
    }
}

/// One index for each kind of date; together they find the few rows that are due without looking at all. Where many are
/// due, each row's own dates are looked at instead.
fn due_condition(due: Due, values: &mut Vec<Value>) -> ([Part; 2], String) {
    let kinds = due.kind.map_or_else(|| DeadlineKind::ALL.to_vec(), |kind| vec![kind]);
    let (mut selects, mut each) = (Vec::new(), Vec::new());
    for kind in kinds {
        let column = column_of(kind);
        let until = due_by(column, due.until, values);
        let over = match due.from.and_then(|from| from.pred_opt()) {
            Some(before) => format!(" AND NOT ({})", due_by(column, before, values)),
            None => String::new(),
        };
        selects.push(format!(
            "SELECT a.id FROM asset a WHERE a.deleted_at IS NULL AND {ALIVE} AND {until}{over}"
        ));
        each.push(format!("{until}{over}").replace(column, &format!("+{column}")));
    }
    let each = format!("({})", each.join(" OR "));
    let selects = selects.join(" UNION ");
    let plain = format!("a.id IN ({selects})");
    let parts = [Part::Simple(ALIVE.to_owned()), Part::Found { plain, far: each.clone(), near: each }];
    (parts, format!("SELECT COUNT(*) FROM ({selects}) AS due"))
}

/// What has left the company has no deadlines.
pub(crate) const ALIVE: &str = "a.status NOT IN ('disposed', 'lost')";
