//! Homophones: Han words by their sound.

use pinyin::ToPinyin;

/// The sound of a Han character, without its tone; `None` for any other character.
#[must_use]
pub fn syllable(c: char) -> Option<&'static str> {
    c.to_pinyin().map(pinyin::Pinyin::plain)
}

/// Whether `written` sounds like `term` and may stand for it: both have the same number of Han characters, two or more,
/// at least half of them stand, the others sound alike (their tones aside), and none of the others is so common a
/// character that it says something of its own.
#[must_use]
pub fn is_homophone(written: &str, term: &str) -> bool {
    let (mut same, mut all) = (0, 0);
    let mut pairs = written.chars().zip(term.chars());
    let alike = pairs.by_ref().all(|(w, t)| {
        all += 1;
        same += usize::from(w == t);
        let sounds_so = || syllable(w).is_some_and(|heard| syllable(t) == Some(heard));
        w == t || (sounds_so() && !COMMON.contains(w))
    });
    alike && all >= 2 && same < all && same * 2 >= all && written.len() == term.len()
}

/// Characters that are words of their own in nearly every sentence.
const COMMON: &str =
    "一不是有在的了这个那时到地得和与或就都也要会可以为从把被让用上下中来去我你他它们很更再又还只能两几多少大小前后";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_characters_must_stand() {
        assert!(is_homophone("子旋", "自旋"));
        assert!(is_homophone("携程", "协程"));
        assert!(!is_homophone("技术", "计数"), "nothing stands");
        assert!(!is_homophone("一步", "异步"), "一 is a word of its own");
        assert!(!is_homophone("自旋", "自旋"));
        assert!(!is_homophone("自转", "自旋"));
    }
}
