//! Folding: one spelling for what readers take for the same.
//!
//! Folded text is in NFKC and lower case, half width, simplified characters; white space around Han characters is gone
//! and elsewhere one space; invisible characters are gone. A map leads back to the file, because many of these change
//! the length of a character in UTF-8.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::extract::{Extract, OffsetMap, Places};
use super::script::is_han;
use super::table::char_at;
use crate::source::Span;

/// Folded text with its way back to the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text. A `\n` ends a statement.
    pub text: String,
    /// From offsets of `text` to offsets of the file.
    pub map: OffsetMap,
}

/// Folds an extract.
#[must_use]
pub fn fold(extract: &Extract) -> Folded {
    let mut out = Folded::default();
    out.append(extract);
    out
}

impl Folded {
    /// Folds an extract and appends it, after a line break where there is text already. Returns where it begins.
    pub fn append(&mut self, extract: &Extract) -> usize {
        if !self.text.is_empty() {
            let start = extract.span().start;
            self.text.push('\n');
            self.map.push(1, Span::new(start, start));
        }
        let start = self.text.len();
        fold_into(self, extract);
        start
    }
}

fn fold_into<'f>(out: &'f mut Folded, extract: &'f Extract) {
    let mut folder = Folder { out, places: extract.map.places(), blank: None, last: '\n' };
    let text = extract.text.as_str();
    let mut rest = text.char_indices().peekable();
    while let Some(&(start, _)) = rest.peek() {
        let run = folded_already(text.get(start..).unwrap_or_default());
        if !run.is_empty() {
            folder.push_run(run, start);
            while rest.next_if(|&(at, _)| at < start + run.len()).is_some() {}
            continue;
        }
        let Some((start, c)) = rest.next() else { break };
        let mut end = start + c.len_utf8();
        if c.is_ascii() && rest.peek().is_none_or(|&(_, next)| next.is_ascii() || is_han(next)) {
            folder.push(c.to_ascii_lowercase(), Span::new(start, end));
            continue;
        }
        if is_han(c) {
            folder.push(simplified(c), Span::new(start, end));
            continue;
        }
        // The apostrophe of a contraction, as word processors write it; elsewhere it is a quotation mark.
        if c == '’'
            && folder.last.is_ascii_alphabetic()
            && rest.peek().is_some_and(|(_, next)| next.is_ascii_alphabetic())
        {
            folder.push('\'', Span::new(start, end));
            continue;
        }
        if let Some(folded) = punctuation(c)
            && rest.peek().is_none_or(|&(_, next)| next.is_ascii() || is_han(next) || punctuation(next).is_some())
        {
            folder.push(folded, Span::new(start, end));
            continue;
        }
        while let Some(&(at, mark)) = rest.peek()
            && is_combining_mark(mark)
        {
            end = at + mark.len_utf8();
            rest.next();
        }
        let cluster = Span::new(start, end);
        if is_enclosed_number(c) {
            folder.push(c, cluster);
            continue;
        }
        for folded in casefold(cluster.of(text)).chars() {
            folder.push(folded, cluster);
        }
    }
}

/// The characters that `text` opens with and that folding leaves as they are; nearly all are such.
fn folded_already(text: &str) -> &str {
    let mut characters = text.char_indices().peekable();
    let mut len = 0;
    while let Some((at, c)) = characters.next() {
        let mut marked = || characters.peek().is_some_and(|&(_, next)| !next.is_ascii() && is_combining_mark(next));
        let stays = if c.is_ascii() {
            c.is_ascii_graphic() && !c.is_ascii_uppercase() && !marked()
        } else {
            is_han(c) && simplified(c) == c
        };
        if !stays {
            break;
        }
        len = at + c.len_utf8();
    }
    text.get(..len).unwrap_or_default()
}

/// The punctuation of Chinese text, folded without looking it up: the forms of full width, and what folding leaves as it is.
fn punctuation(c: char) -> Option<char> {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - FULL_WIDTH).map(|narrow| narrow.to_ascii_lowercase()),
        '、' | '。' | '《' | '》' | '「'..='】' | '“' | '”' | '‘' | '’' | '—' | '→' => Some(c),
        _ => None,
    }
}

/// What one character folds to where its neighbours do not matter, as in code: small, half width, simplified.
pub(super) fn fold_character(c: char) -> char {
    punctuation(c).unwrap_or_else(|| simplified(c).to_ascii_lowercase())
}

/// How far the forms of full width stand from those of ASCII.
const FULL_WIDTH: u32 = 0xfee0;

/// Folds text that stands for itself, such as a rubric's phrase: as [`fold`], without the blanks at either end.
#[must_use]
pub fn fold_text(text: &str) -> String {
    if is_folded(text) {
        return text.to_owned();
    }
    fold(&Extract::copied(text, 0)).text.trim().to_owned()
}

/// Whether folding leaves a text as it is, seen at a glance: small letters, digits and simplified characters without
/// blanks. Most phrases of a rubric are such.
fn is_folded(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || (is_han(c) && simplified(c) == c))
}

/// The simplified form of a Han character; the character itself where it has none.
#[must_use]
pub fn simplified(c: char) -> char {
    let Some(index) = (c as usize).checked_sub(SIMPLIFIED_BASE) else { return c };
    match SIMPLIFIED.get(index) {
        Some(&code) if code != 0 => char::from_u32(u32::from(code)).unwrap_or(c),
        _ => c,
    }
}

struct Folder<'f> {
    out: &'f mut Folded,
    /// The way back from the extract to the file.
    places: Places<'f>,
    /// White space that is not yet written: it vanishes beside Han characters.
    blank: Option<(char, Span)>,
    last: char,
}

impl Folder<'_> {
    fn push(&mut self, c: char, at: Span) {
        if c == '\n' {
            self.blank = Some(('\n', self.places.source(at)));
        } else if c.is_whitespace() {
            // A line break outlives the blanks around it.
            if self.blank.is_none() {
                self.blank = Some((' ', self.places.source(at)));
            }
        } else if !is_invisible(c) {
            self.settle(c);
            let source = self.places.source(at);
            self.write(c, source);
        }
    }

    /// Pushes characters that are folded already, from `start` on in the extract.
    fn push_run(&mut self, run: &str, start: usize) {
        let (Some(first), Some(last)) = (run.chars().next(), run.chars().next_back()) else { return };
        self.settle(first);
        let mut at = start;
        while let Some(rest) = run.get(at - start..).filter(|rest| !rest.is_empty()) {
            let copied = self.places.copied(Span::new(at, start + run.len()));
            if let Some(text) = rest.get(..copied.len()).filter(|text| !text.is_empty()) {
                self.out.text.push_str(text);
                self.out.map.push(text.len(), copied);
                at += text.len();
            } else if let Some(c) = rest.chars().next() {
                let source = self.places.source(Span::new(at, at + c.len_utf8()));
                self.write(c, source);
                at += c.len_utf8();
            }
        }
        self.last = last;
    }

    /// Writes the blank that waits before `next`, unless it vanishes.
    fn settle(&mut self, next: char) {
        if let Some((blank, source)) = self.blank.take()
            && self.last != '\n'
            && (blank == '\n' || !(takes_no_blank(self.last) || takes_no_blank(next)))
        {
            self.write(blank, source);
        }
    }

    fn write(&mut self, c: char, source: Span) {
        self.out.text.push(c);
        self.out.map.push(c.len_utf8(), source);
        self.last = c;
    }
}

/// NFKC and lower case until neither changes anything; a few characters need two rounds.
fn casefold(cluster: &str) -> String {
    let once = |s: &str| s.nfkc().flat_map(char::to_lowercase).nfkc().map(simplified).collect::<String>();
    let mut folded = once(cluster);
    for _ in 0..2 {
        let again = once(&folded);
        if again == folded {
            break;
        }
        folded = again;
    }
    folded
}

/// Whether blanks beside `c` say nothing: Han characters and the punctuation of Chinese text.
fn takes_no_blank(c: char) -> bool {
    is_han(c) || matches!(c, '、' | '。' | '「'..='】' | '《' | '》' | '“' | '”' | '‘' | '’')
}

/// Numbers that mark the items of a list (①, ⑴, ⒈). NFKC would turn them into plain digits of the sentence.
fn is_enclosed_number(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{249b}' | '\u{24ea}'..='\u{24ff}' | '\u{2776}'..='\u{2793}')
}

/// Characters that take no room: zero-width blanks and joiners, byte-order marks, soft hyphens, variation selectors,
/// control characters.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
        || c.is_control()
}

const SIMPLIFIED_BASE: usize = 0x4e00;

/// Simplified forms of U+4E00 to U+9FFF, 0 where a character has none.
static SIMPLIFIED: [u16; 0x9fff - SIMPLIFIED_BASE + 1] = {
    let (mut table, pairs, mut at) = ([0; 0x9fff - SIMPLIFIED_BASE + 1], include_bytes!("data/simplified.txt"), 0);
    while at < pairs.len() {
        if pairs[at] >= 0xe0 {
            // A character of three bytes and its simplified form.
            #[expect(clippy::cast_possible_truncation, reason = "characters of three bytes fit")]
            let form = char_at(pairs, at + 3) as u16;
            table[char_at(pairs, at) as usize - SIMPLIFIED_BASE] = form;
        }
        while pairs[at] != b'\n' {
            at += 1;
        }
        at += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_spelling_for_width_case_and_script() {
        for (raw, folded) in [
            ("ＧＭＰ 調度器", "gmp调度器"),
            ("P 的 本地隊列", "p的本地队列"),
            ("work   stealing", "work stealing"),
            ("sync . Once", "sync . once"),
            ("队\u{200b}列", "队列"),
            ("１６３８４ 个槽", "16384个槽"),
            ("① 偷取，② 自旋", "①偷取,②自旋"),
            ("一行 \n 又一行", "一行\n又一行"),
            ("ﬁne Ａ\u{301}", "fine á"),
            ("it Isn’t ‘so’", "it isn't‘so’"),
        ] {
            assert_eq!(fold_text(raw), folded, "{raw}");
        }
    }

    #[test]
    fn leads_back_to_the_file() {
        let folded = fold(&Extract::copied("用ＧＯ 寫 鎖", 5));
        assert_eq!(folded.text, "用go写锁");
        let lock = folded.text.find('锁').expect("folded");
        let source = folded.map.source(Span::new(lock, lock + 3));
        assert_eq!(source, Span::new(5 + "用ＧＯ 寫 ".len(), 5 + "用ＧＯ 寫 鎖".len()));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold_text(&text);
            prop_assert_eq!(fold_text(&once), once);
        }

        #[test]
        fn offsets_are_monotone_and_on_character_boundaries(text in ".{0,40}") {
            let folded = fold(&Extract::copied(&text, 0));
            let mut before = 0;
            for (at, c) in folded.text.char_indices() {
                let source = folded.map.source(Span::new(at, at + c.len_utf8()));
                prop_assert!(source.start >= before && text.is_char_boundary(source.start) && text.is_char_boundary(source.end));
                before = source.start;
            }
        }
    }
}
