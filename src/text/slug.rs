//! Names made of text: kebab-case, for ids.

use super::script::is_han;
use super::sound::syllable;

/// The most words and syllables of a slug.
const MOST_WORDS: usize = 6;

/// The most characters of a slug.
const LONGEST: usize = 48;

/// A text with no more Han characters than this is spelt out as a whole, and one with fewer Latin letters is not named by
/// them alone.
const FEW: usize = 4;

/// Words that tell nothing of what a text is about.
const STOP_WORDS: [&str; 48] = [
    "a", "an", "the", "is", "are", "was", "be", "do", "does", "did", "of", "to", "in", "on", "at", "for", "with", "by",
    "from", "and", "or", "not", "it", "its", "this", "that", "what", "how", "why", "when", "which", "who", "where",
    "can", "could", "should", "would", "you", "your", "i", "we", "please", "explain", "describe", "between", "into",
    "as", "if",
];

/// Han phrases that ask, or say what an interviewer wants to hear, rather than name; and characters that only join words.
const STOP_PHRASES: [&str; 24] = [
    "为什么",
    "怎么样",
    "怎样",
    "怎么",
    "什么",
    "如何",
    "哪些",
    "请你",
    "说说",
    "谈谈",
    "介绍",
    "一下",
    "一个",
    "以及",
    "分别",
    "有哪",
    "知道",
    "明白",
    "了解",
    "听说过",
    "说出",
    "能够",
    "提到",
    "简历",
];
const STOP_CHARACTERS: &str = "的了是在和与或把被吗呢吧请你您";

/// The kebab-case name of a text: its Latin words where it has some, the sounds of its Han characters where it has none,
/// and both for a short text of both. `None` where nothing in it can be spelt in ASCII.
///
/// Small letters and digits with single `-` between, at most 48 characters; the same text gives the same slug.
#[must_use]
pub fn slug(text: &str) -> Option<String> {
    let said = STOP_PHRASES.iter().fold(text.to_lowercase(), |said, phrase| said.replace(phrase, " "));
    let words = words(if said.chars().any(char::is_alphanumeric) { &said } else { text });
    let han = words.iter().filter(|word| matches!(word, Word::Sound(_))).count();
    let names = |word: &&Word| matches!(word, Word::Latin(latin) if is_name(latin));
    let latin: Vec<&Word> = words.iter().filter(names).collect();
    let telling = |word: &&Word| match word {
        Word::Sound(_) => true,
        Word::Latin(latin) => !STOP_WORDS.contains(&latin.as_str()),
    };
    let letters: usize = latin.iter().map(|word| word.len()).sum();
    let kept = if han > FEW && letters >= FEW { latin } else { words.iter().filter(telling).collect() };
    // `How to be` is all stop words, and still needs a name.
    let kept = if kept.is_empty() { words.iter().collect() } else { kept };
    joined(&kept)
}

enum Word {
    Latin(String),
    Sound(&'static str),
}

impl Word {
    fn len(&self) -> usize {
        match self {
            Self::Latin(word) => word.len(),
            Self::Sound(sound) => sound.len(),
        }
    }
}

/// Whether a Latin word tells what a text is about: letters, two or more, and no stop word.
fn is_name(word: &str) -> bool {
    word.bytes().filter(u8::is_ascii_alphabetic).count() >= 2 && !STOP_WORDS.contains(&word)
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut latin = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_alphanumeric() {
            latin.push(c.to_ascii_lowercase());
            continue;
        }
        // An apostrophe is left out: `don't` is one word.
        if c == '\'' && !latin.is_empty() {
            continue;
        }
        if !latin.is_empty() {
            words.push(Word::Latin(std::mem::take(&mut latin)));
        }
        if is_han(c) && !STOP_CHARACTERS.contains(c) {
            words.extend(syllable(c).map(Word::Sound));
        }
    }
    words
}

fn joined(words: &[&Word]) -> Option<String> {
    let mut slug = String::new();
    let mut taken: Vec<&str> = Vec::new();
    for word in words {
        let (word, again) = match word {
            // A Latin word that comes again tells nothing new.
            Word::Latin(word) => (word.as_str(), taken.contains(&word.as_str())),
            Word::Sound(sound) => (*sound, false),
        };
        if again {
            continue;
        }
        if taken.len() == MOST_WORDS || (!taken.is_empty() && slug.len() + 1 + word.len() > LONGEST) {
            break;
        }
        taken.push(word);
        if !slug.is_empty() {
            slug.push('-');
        }
        // The sound ü has no letter in ASCII; it is typed v.
        let ascii = word.chars().map(|c| if c == 'ü' { 'v' } else { c }).filter(char::is_ascii_alphanumeric);
        slug.extend(ascii.take(LONGEST));
    }
    (!slug.is_empty()).then_some(slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_latin_words_or_sounds() {
        let cases = [
            ("一个 Go 服务 CPU 和内存都在涨，你怎样用 pprof 找原因？", "go-cpu-pprof"),
            ("缓存击穿和缓存雪崩有什么不同", "huan-cun-ji-chuan-huan-cun"),
            ("虚拟节点", "xu-ni-jie-dian"),
            ("Go 实现", "go-shi-xian"),
            ("What is `context` for, and how does it end?", "context-end"),
            ("How to be", "how-to-be"),
            ("EC（Erasure Coding，EC）是不是比多副本好", "ec-erasure-coding"),
            ("绿色", "lv-se"),
            ("知道单个热 key 怎么办", "dan-ge-re-key-ban"),
            ("为什么", "wei-shen-me"),
            ("I don't know", "dont-know"),
        ];
        for (text, expected) in cases {
            assert_eq!(slug(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(slug("？！ é"), None);
    }

    #[test]
    fn slugs_are_never_long() {
        let long = slug(&"word".repeat(100)).expect("it has letters");
        assert_eq!(long.len(), LONGEST);
        assert!(slug(&"锁".repeat(1000)).expect("it has a sound").len() <= LONGEST);
    }
}
