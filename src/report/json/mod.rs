//! The results as JSON, version 1. The shape is a contract: fields are added, never changed.

mod appraisal;
mod check;
mod explain;
mod grade;
mod lines;
mod list;
mod parts;

pub use appraisal::appraisal;
pub(super) use check::Json;
pub use explain::explain;
pub use grade::{Graded, graded, ungradable};
pub(super) use lines::JsonLines;
pub use list::list;
pub(crate) use parts::name;
pub(super) use parts::{TOOL, Tool};

/// The version of the shape.
pub const VERSION: u32 = 1;
