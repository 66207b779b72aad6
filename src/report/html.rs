//! What the pages share: the paper they are written on, and the policy that keeps out whatever is not theirs.

use crate::text::is_han;

/// A style or a script that stands in a page, with the hash by which the page's policy lets it in.
///
/// <https://www.w3.org/TR/CSP3/#match-element-to-source-list>
pub(super) struct Inline {
    /// Its text.
    pub(super) text: &'static str,
    /// `sha256-` and the hash in base 64.
    pub(super) hash: &'static str,
}

/// Colours, fonts and what else holds for every page.
pub(super) const PAPER: Inline = Inline {
    text: include_str!("../../templates/paper.css"),
    hash: "sha256-vrpU/gdhwfTqLrP4vOJ9w1dukaCoxA85L0L1uLH/dXE=",
};

/// The language of a text, for fonts, line breaks and voices: what has Han characters is Chinese.
pub(super) fn language(text: &str) -> &'static str {
    if text.chars().any(is_han) { "zh-CN" } else { "en" }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;
    use sha2::{Digest, Sha256};

    /// Fails where the hash is not that of the text.
    pub(in super::super) fn assert_let_in(inline: &Inline) {
        assert_eq!(inline.hash, format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(inline.text))));
    }

    #[test]
    fn the_policy_lets_the_paper_in() {
        assert_let_in(&PAPER);
    }

    #[test]
    fn han_is_chinese() {
        assert_eq!([language("a 锁"), language("lock")], ["zh-CN", "en"]);
    }
}
