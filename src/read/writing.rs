//! How a file was written, so that it can be written the same way.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The encoding of a file, and whether a byte-order mark leads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Writing {
    encoding: &'static Encoding,
    mark: bool,
}

impl Writing {
    pub(super) fn new(encoding: &'static Encoding, mark: bool) -> Self {
        Self { encoding, mark }
    }

    /// The encoding's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.encoding.name()
    }

    /// The bytes of a text. A character that the encoding has none for becomes a reference such as `&#38145;`, which
    /// Markdown shows as the character.
    #[must_use]
    pub fn encode(self, text: &str) -> Vec<u8> {
        let mark = if self.mark { "\u{feff}" } else { "" };
        let units = mark.encode_utf16().chain(text.encode_utf16());
        match self.encoding {
            encoding if encoding == UTF_16LE => units.flat_map(u16::to_le_bytes).collect(),
            encoding if encoding == UTF_16BE => units.flat_map(u16::to_be_bytes).collect(),
            encoding if encoding == UTF_8 => [mark, text].concat().into_bytes(),
            encoding => encoding.encode(text).0.into_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode_written;

    #[test]
    fn what_was_read_is_written_as_it_was() {
        let utf16 =
            |order: fn(u16) -> [u8; 2]| "\u{feff}一 lock\r\n".encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let files = [
            "一 lock\r\n".as_bytes().to_vec(),
            "\u{feff}一 lock\n".as_bytes().to_vec(),
            utf16(u16::to_le_bytes),
            utf16(u16::to_be_bytes),
            b"\xd2\xbb\xb0\xd1\xcb\xf8 lock\n".to_vec(),
        ];
        for bytes in files {
            let (source, writing) = decode_written("a.md", bytes.clone()).expect("it is text");
            assert_eq!(writing.encode(&source.text), bytes, "{}", writing.name());
        }
    }
}
