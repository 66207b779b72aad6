//! The same answers at earlier times: from the commits of a repository, or from a log of runs.
//!
//! Of a repository, the [`timeline()`] tells which version of which file stood there when; each version is graded once, and
//! what was graded before is in a [`Cache`]. Where there is no repository, runs are [recorded](record()) in a file of JSON
//! lines and [read back](recorded()).

mod cache;
mod record;
mod timeline;

pub use cache::{Cache, Edition};
pub use record::{Run, record, recorded};
pub use timeline::{State, Timeline, timeline};
