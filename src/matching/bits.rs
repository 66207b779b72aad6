//! Sets of small numbers.

/// Numbers below a limit, a bit each.
#[derive(Clone, Debug)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// No number, of so many.
    pub(super) fn new(limit: usize) -> Self {
        Self { words: vec![0; limit.div_ceil(64)] }
    }

    pub(super) fn insert(&mut self, number: usize) {
        self.words[number / 64] |= 1 << (number % 64);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// Those from a number on, in order.
    pub(super) fn from(&self, number: usize) -> impl Iterator<Item = usize> {
        let (mut at, skipped) = (number / 64, number % 64);
        let mut left = self.words.get(at).map_or(0, |word| word >> skipped << skipped);
        std::iter::from_fn(move || {
            while left == 0 {
                at += 1;
                left = *self.words.get(at)?;
            }
            let number = at * 64 + left.trailing_zeros() as usize;
            left &= left - 1;
            Some(number)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_in_order() {
        let mut bits = Bits::new(200);
        assert!(bits.is_empty() && bits.from(0).next().is_none() && bits.from(500).next().is_none());
        for number in [130, 0, 63, 64, 130, 199] {
            bits.insert(number);
        }
        let from = |number| bits.from(number).collect::<Vec<_>>();
        assert_eq!(from(0), [0, 63, 64, 130, 199]);
        assert_eq!((from(64), from(131), from(200)), (vec![64, 130, 199], vec![199], vec![]));
    }
}
