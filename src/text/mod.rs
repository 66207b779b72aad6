//! Text as the matcher sees it: folded, stemmed, cut into sentences, with what is known of its words.

mod code;
mod density;
mod extract;
mod fnv;
mod fold;
mod number;
mod script;
mod sentence;
mod slug;
mod sound;
mod spelling;
mod stem;
mod table;

pub use code::{code_characters, squeeze_code};
pub use density::{Density, Token, density, has_function_word, is_function_character, is_function_word, tokens};
pub use extract::{Extract, OffsetMap};
pub use fnv::{FNV_BASIS, fnv};
pub use fold::{Folded, fold, fold_text, simplified};
pub use number::{Number, chinese_digit, in_numerals, numbers};
pub use script::{is_han, is_word, lower_case};
pub use sentence::{clauses, sentences};
pub use slug::slug;
pub use sound::{is_homophone, syllable};
pub use spelling::{forgiven, is_chinese, is_english, is_misspelling};
pub use stem::{Stemmed, stem, stem_correcting, stem_text};
pub use table::WordTable;
