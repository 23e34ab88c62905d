//! The pages: one folder per feature, and the parts they are all made of in [`ui`].

pub mod embed;
pub mod style;
pub mod ui;
