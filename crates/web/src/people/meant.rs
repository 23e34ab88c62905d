//! Who is meant by a name or an employee number that somebody typed.

use kernel::{PersonId, Result};
use ledger::assets::Page;
use ledger::people::{Person, matching_name, ops};
use platform::Cx;

/// Who is meant.
pub enum Meant {
    /// One person.
    One(PersonId),
    /// Nobody is called so.
    Nobody,
    /// Several are.
    Several,
}

/// The person who is here and has this name or employee number.
pub async fn meant(cx: &Cx, typed: &str) -> Result<Meant> {
    if typed.is_empty() {
        return Ok(Meant::Nobody);
    }
    let (people, _) = ops::list(cx, typed, false, Page::first(50)).await?;
    let wanted = matching_name(typed);
    let is_meant = |person: &&Person| {
        matching_name(&person.name) == wanted
            || (!person.employee_no.is_empty() && yomi::is_same(&person.employee_no, typed))
    };
    let meant: Vec<PersonId> = people.iter().filter(is_meant).map(|person| person.id).collect();
    Ok(match meant.as_slice() {
        [one] => Meant::One(*one),
        [] => Meant::Nobody,
        _ => Meant::Several,
    })
}
