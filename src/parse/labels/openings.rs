//! What labels open with, so that few lines are held against them.

use crate::text::is_han;

/// The letters that labels open with, by their classes: one look at the head of a line tells that none stands there.
#[derive(Clone, Debug)]
pub(super) struct Openings([u64; CLASSES / 64]);

/// How many classes openings fall into: so many that few share theirs with those of labels.
const CLASSES: usize = 8192;

/// How many letters are looked at.
const LETTERS: usize = 3;

impl Default for Openings {
    fn default() -> Self {
        Self([0; CLASSES / 64])
    }
}

impl Openings {
    pub(super) fn add(&mut self, label: &str) {
        if let Some(class) = class_of(label) {
            self.0[class / 64] |= 1 << (class % 64);
        }
    }

    pub(super) fn may_open(&self, text: &str) -> bool {
        !text.is_empty() && class_of(text).is_none_or(|class| self.0[class / 64] >> (class % 64) & 1 == 1)
    }
}

/// The class of the letters that `text` opens with, up to what may follow a whole label. `None` where one of them may have
/// several forms in lower case.
fn class_of(text: &str) -> Option<usize> {
    let mut class = 0;
    for c in text.chars().take(LETTERS) {
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
