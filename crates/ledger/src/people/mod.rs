//! People of the company. A person's id survives a change of name; past names are kept and still found.

mod csv;
pub(crate) mod migrations;
pub mod model;
pub mod ops;
mod store;

pub use csv::{PeopleImport, PeopleRow, RowAction};
pub use model::{NewPerson, Person, PersonState, matching_name};
pub(crate) use store::{StoredName, add_bare, name_of, named, remove_untouched, stored};
