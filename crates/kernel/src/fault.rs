//! The one kind of failure that rooms answer with; each face maps it once.

use std::fmt;

use crate::Text;

/// What a verb answers.
pub type Result<T> = std::result::Result<T, Fault>;

/// Why a verb did not do what was asked.
#[derive(Debug)]
pub enum Fault {
    /// There is no such thing, or it is not this actor's to know about.
    NotFound,
    /// The actor may not do this.
    Forbidden,
    /// Fields need mending; nothing was changed.
    Invalid(Vec<FieldFault>),
    /// The state does not allow it (somebody was faster, a number is taken); nothing was changed.
    Conflict(Text),
    /// Something below failed: disk, database, peer. Logged once where it is answered.
    Broken(Box<dyn std::error::Error + Send + Sync>),
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFault {
    /// The field's name as in the form and the API.
    pub field: String,
    /// What to say beside it.
    pub text: Text,
}

impl Fault {
    /// One field is wrong.
    pub fn field(field: impl Into<String>, text: Text) -> Self {
        Self::Invalid(vec![FieldFault { field: field.into(), text }])
    }

    /// The state does not allow it.
    pub fn conflict(key: &'static str) -> Self {
        Self::Conflict(Text::new(key))
    }

    /// Something below failed.
    pub fn broken(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Broken(source.into())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("not found"),
            Self::Forbidden => f.write_str("not allowed"),
            Self::Invalid(fields) => {
                f.write_str("invalid:")?;
                fields.iter().try_for_each(|fault| write!(f, " {} ({})", fault.field, fault.text.key))
            }
            Self::Conflict(text) => write!(f, "conflict: {}", text.key),
            Self::Broken(source) => write!(f, "broken: {source}"),
        }
    }
}

impl std::error::Error for Fault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Broken(source) => Some(source.as_ref()),
            _ => None,
        }
    }
}
