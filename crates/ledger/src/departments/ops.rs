//! The verbs about departments.

use kernel::{DepartmentId, Result, Right};
use platform::Cx;

use super::model::{Department, NewDepartment};
use crate::sql::later;

/// All of them, by name, with how many assets each has.
pub async fn list(cx: &Cx) -> Result<Vec<(Department, i64)>> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// One of them.
pub async fn see(cx: &Cx, id: DepartmentId) -> Result<Department> {
    cx.may(Right::ReadLedger)?;
    later()
}
/// Adds one.
pub async fn add(cx: &Cx, new: &NewDepartment) -> Result<Department> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// Changes one; a new name is written on the assets that carried the old one.
pub async fn change(cx: &Cx, id: DepartmentId, version: i64, to: &NewDepartment) -> Result<Department> {
    cx.may(Right::ChangeLedger)?;
    later()
}
/// Removes one that nothing refers to any more.
pub async fn remove(cx: &Cx, id: DepartmentId) -> Result<()> {
    cx.may(Right::ChangeLedger)?;
    later()
}
