//! What labels open with, so that few lines are held against them.

use crate::text::is_han;

/// The letters that labels open with, by their classes: one look at the head of a line tells that none stands there.
#[derive(Clone, Debug)]
pub(super) struct Openings {
    /// The first letters alone,
    first: [u64; CLASSES / 64],
    /// and so many of them as are looked at.
    all: [u64; CLASSES / 64],
}

/// How many classes openings fall into: so many that few share theirs with those of labels.
const CLASSES: usize = 8192;

/// How many letters are looked at.
const LETTERS: usize = 5;

impl Default for Openings {
    fn default() -> Self {
        Self { first: [0; CLASSES / 64], all: [0; CLASSES / 64] }
    }
}

impl Openings {
    pub(super) fn add(&mut self, label: &str) {
        for (classes, letters) in [(&mut self.first, 1), (&mut self.all, LETTERS)] {
            if let Some(class) = class_of(label, letters) {
                classes[class / 64] |= 1 << (class % 64);
            }
        }
    }

    pub(super) fn may_open(&self, text: &str) -> bool {
        let one_of = |classes: &[u64; CLASSES / 64], letters| {
            class_of(text, letters).is_none_or(|class| classes[class / 64] >> (class % 64) & 1 == 1)
        };
        !text.is_empty() && one_of(&self.first, 1) && one_of(&self.all, LETTERS)
    }
}

/// The class of the first `letters` letters of `text`, up to what may follow a whole label. `None` where one of them may
/// have several forms in lower case.
#[inline]
fn class_of(text: &str, letters: usize) -> Option<usize> {
    let mut class = 0;
    for c in text.chars().take(letters) {
        match c {
            c if c.is_ascii_alphabetic() => class = class * 31 + usize::from(c.to_ascii_lowercase() as u8),
            c if c.is_ascii() || is_numeral(c) => break,
            c if is_han(c) => class = class * 31 + c as usize,
            _ => return None,
        }
    }
    Some(class % CLASSES)
}

/// Whether a character is one of those that number labels in Chinese.
pub(super) fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}
