//! The words every room shares: typed ids, [`Subject`], days, money, [`Text`], [`Fault`], [`Right`], [`Actor`], [`Clock`].
//!
//! No IO and no async live here, and it should stay small and still: a change here rebuilds the house.

mod clock;
mod day;
mod fault;
mod ids;
mod lang;
mod money;
mod rights;
mod subject;
mod text;

pub use clock::{Clock, FixedClock};
pub use day::{Day, PartialDay};
pub use fault::{Fault, FieldFault, Result};
pub use ids::{
    AccountId, AssetId, DepartmentId, FileId, HandoverId, ImportId, JobId, KindId, MoveId, PasskeyId,
    PersonId, PlaceId, SavedViewId, SessionId, StocktakingId, TokenId,
};
pub use lang::Lang;
pub use money::Yen;
pub use rights::{Actor, Right, Role, Scope};
pub use subject::Subject;
pub use text::Text;

/// A moment in UTC, to the millisecond, as the store keeps it.
pub type Moment = chrono::DateTime<chrono::Utc>;
