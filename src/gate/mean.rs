//! Means of coverages.

/// A mean of coverages.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mean {
    sum: u64,
    count: u64,
}

impl Mean {
    pub(super) fn add(&mut self, coverage: u32) {
        self.sum += u64::from(coverage);
        self.count += 1;
    }

    /// Rounded down, so that a floor is never reached by rounding; `None` of nothing.
    pub(super) fn value(self) -> Option<u32> {
        self.sum.checked_div(self.count).and_then(|mean| u32::try_from(mean).ok())
    }
}
