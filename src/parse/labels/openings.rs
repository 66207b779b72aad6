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
        let first = label.chars().next().and_then(letter);
        for (classes, class) in [(&mut self.first, first), (&mut self.all, class_of(label))] {
            if let Some(class) = class.map(|class| class % CLASSES) {
                classes[class / 64] |= 1 << (class % 64);
            }
        }
    }

    pub(super) fn may_open(&self, text: &str) -> bool {
        let one_of = |classes: &[u64; CLASSES / 64], class: usize| {
            let class = class % CLASSES;
            classes[class / 64] >> (class % 64) & 1 == 1
        };
        let Some(first) = text.chars().next() else { return false };
        letter(first).is_none_or(|letter| one_of(&self.first, letter))
            && class_of(text).is_none_or(|class| one_of(&self.all, class))
    }
}

/// What the letters that `text` opens with amount to, up to what may follow a whole label. `None` where one of them may
/// have several forms in lower case.
fn class_of(text: &str) -> Option<usize> {
    let mut class = 0;
    for c in text.chars().take(LETTERS) {
        match letter(c)? {
            0 => break,
            letter => class = (class * 31 + letter) % CLASSES,
        }
    }
    Some(class)
}

/// The code of a letter in lower case, 0 for what is none and may follow a whole label. `None` where a letter may have
/// several forms in lower case.
fn letter(c: char) -> Option<usize> {
    match c {
        c if c.is_ascii_alphabetic() => Some(usize::from(c.to_ascii_lowercase() as u8)),
        c if c.is_ascii() || is_numeral(c) => Some(0),
        c if is_han(c) => Some(c as usize),
        _ => None,
    }
}

/// Whether a character is one of those that number labels in Chinese.
pub(super) fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}
