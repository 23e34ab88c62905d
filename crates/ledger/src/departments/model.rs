//! What a department is.

use kernel::DepartmentId;
use serde::Serialize;

/// A department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Department {
    /// The id; survives a change of name.
    pub id: DepartmentId,
    /// Goes up with every change.
    pub version: i64,
    /// Name.
    pub name: String,
    /// The department it belongs to.
    pub parent: Option<DepartmentId>,
    /// Remarks.
    pub note: String,
}

/// A department to be added, or what one is to become.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewDepartment {
    /// Name.
    pub name: String,
    /// The department it belongs to.
    pub parent: Option<DepartmentId>,
    /// Remarks.
    pub note: String,
}
