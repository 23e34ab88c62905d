//! The user of a thing: the person who has it now, and what else the cell tells.

use std::cell::RefCell;
use std::collections::HashMap;

use super::{Item, nothing, without_secrets};
use crate::person::{Person, Who, person};
use crate::text::shortened;
use crate::{Field, IntakeRow, Problem, Value, status_of};

/// Names that were read already: a few people have most of the things.
#[derive(Default)]
pub(super) struct Known(RefCell<HashMap<String, Option<Person>>>);

impl Known {
    fn person(&self, text: &str) -> Option<Person> {
        let mut known = self.0.borrow_mut();
        if let Some(found) = known.get(text) {
            return found.clone();
        }
        let found = person(text);
        if known.len() < MOST_KNOWN {
            known.insert(text.to_owned(), found.clone());
        }
        found
    }
}

/// More names are not remembered.
const MOST_KNOWN: usize = 20_000;

/// Reads one cell of a user column.
pub(super) fn take(item: &Item<'_>, known: &Known, out: &mut IntakeRow) {
    let text = without_secrets(item, out);
    let Some(found) = known.person(&text) else {
        nothing(Field::User, item, out);
        return;
    };
    let say = |problem: Problem| {
        problem
            .at(item.at())
            .with("heading", &item.column.source)
            .with("text", shortened(&text, 40))
            .with("name", &found.name)
    };
    if let (true, Some(previous)) = (found.name.is_empty(), &found.previous) {
        out.problems.push(say(Problem::note("intake.user.given_up")).with("previous", previous));
        out.extra.insert("user_previous".to_owned(), previous.clone());
        out.nothing.insert(Field::User);
        return;
    }
    if let Some(previous) = &found.previous {
        let mut problem = say(Problem::note("intake.user.changed")).with("previous", previous);
        if let Some(since) = found.since {
            problem = say(Problem::note("intake.user.changed_since"))
                .with("previous", previous)
                .with("since", since.to_string());
        }
        out.problems.push(problem);
        out.extra.insert("user_previous".to_owned(), previous.clone());
    } else if let Some(since) = found.since {
        out.problems.push(say(Problem::note("intake.user.since")).with("since", since.to_string()));
    }
    if found.hands > 2 {
        out.extra.insert("user_history".to_owned(), text.to_string());
    }
    if let Some(since) = found.since {
        out.extra.insert("user_since".to_owned(), since.to_string());
    }
    if let Some(until) = found.until {
        out.problems.push(say(Problem::warning("intake.user.until")).with("until", until.to_string()));
        out.extra.insert("user_until".to_owned(), until.to_string());
    }
    if let Some(aside) = &found.aside {
        out.problems.push(say(Problem::note("intake.user.aside")).with("aside", aside));
        out.extra.insert("user_note".to_owned(), aside.clone());
    }
    if found.honorific {
        out.problems.push(say(Problem::note("intake.user.honorific")));
    }
    match found.who {
        Who::One => {}
        Who::Several => out.problems.push(say(Problem::note("intake.user.several"))),
        Who::Nobody if status_of(&found.name).is_some() => {
            out.problems.push(say(Problem::note("intake.user.status_hint")));
        }
        Who::Nobody => out.problems.push(say(Problem::note("intake.user.not_person"))),
    }
    out.values.insert(Field::User, Value::text(&found.name));
}
