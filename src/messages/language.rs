//! The languages that the program speaks.

use schemars::JsonSchema;
use serde::Deserialize;
use std::str::FromStr;

/// A language that messages and reports can be written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Chinese, in simplified characters.
    #[serde(rename = "zh")]
    Chinese,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// Its tag as in BCP 47, without a region: `en`, `zh`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }
}

impl FromStr for Language {
    type Err = ();

    /// Reads a tag or the name of a locale, whatever its region: `zh`, `zh-CN`, `zh_TW.UTF-8`.
    fn from_str(tag: &str) -> Result<Self, ()> {
        let primary = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary)).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_name_languages() {
        for (name, language) in [
            ("zh", Ok(Language::Chinese)),
            ("zh-Hans-CN", Ok(Language::Chinese)),
            ("ZH_TW.UTF-8", Ok(Language::Chinese)),
            ("en_GB", Ok(Language::English)),
            ("C", Err(())),
            ("zhuang", Err(())),
            ("", Err(())),
        ] {
            assert_eq!(name.parse(), language, "{name}");
        }
    }
}
