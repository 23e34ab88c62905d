//! People of the company. A person's id survives a change of name; past names are kept and still found.

mod csv;
mod doubles;
mod merge;
pub(crate) mod migrations;
pub mod model;
pub mod ops;
mod store;

pub use csv::{PeopleImport, PeopleRow, RowAction};
pub use doubles::{Because, Pair};
pub(crate) use merge::{give_back, index_again};
pub use model::{NewPerson, Person, PersonState, matching_name};
pub(crate) use ops::{come_back_in, leave_in, settle_in};
pub(crate) use store::{StoredName, add_bare, find, name_of, named, remove_untouched, stored};
