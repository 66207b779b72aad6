//! What verdicts are called where people read them.

use crate::matching::Verdict;
use crate::messages::Message;

/// The name of a verdict.
pub(super) fn name(verdict: Verdict) -> Message {
    match verdict {
        Verdict::Covered => Message::new("point-covered"),
        Verdict::Partial => Message::new("point-partial"),
        Verdict::Missing => Message::new("point-missing"),
        Verdict::Contradicted => Message::new("point-contradicted"),
    }
}

/// How a key point falls short, as a remark begins.
pub(super) fn shortfall(verdict: Verdict) -> Message {
    match verdict {
        Verdict::Partial => Message::new("point-in-part"),
        other => name(other),
    }
}
