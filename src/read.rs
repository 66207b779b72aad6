//! Reads inputs and decodes them to text.

mod writing;

use crate::discover::Input;
use crate::messages::Message;
use crate::problem::Problem;
use crate::source::Source;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, DecoderResult, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use std::fs::File;
use std::io::{self, Read};

pub use writing::Writing;

/// Spans count bytes in 32 bits.
const LIMIT: u64 = u32::MAX as u64;

/// How much of a file is looked at to tell its encoding when it is not UTF-8.
const SAMPLE: usize = 64 * 1024;

/// The encodings that a file may be in where it is neither UTF-8 nor UTF-16. All of them have byte sequences that mean
/// nothing, so that a broken file is noticed; single-byte encodings would take anything.
const LEGACY: [&Encoding; 6] = [GBK, GB18030, BIG5, EUC_KR, SHIFT_JIS, EUC_JP];

/// Reads `input` as text: UTF-8, UTF-16, GB18030 or another East Asian encoding, with or without a byte-order mark.
///
/// # Errors
///
/// What cannot be opened, is 4 GiB or larger, is binary, or has bytes that mean nothing in its encoding.
pub fn read(input: &Input) -> Result<Source, Problem> {
    decode(&input.name(), loaded(input)?)
}

/// Reads `input` like [`read()`], and tells how it was written, so that a changed text can be written the same way.
///
/// # Errors
///
/// Those of [`read()`], and a file whose bytes its text does not give back.
pub fn read_written(input: &Input) -> Result<(Source, Writing), Problem> {
    let (path, bytes) = (input.name(), loaded(input)?);
    let (source, writing) = decode_written(&path, bytes.clone())?;
    if writing.encode(&source.text) == bytes {
        return Ok((source, writing));
    }
    let message = Message::new("not-reversible").with("encoding", writing.name());
    Err(Problem::error("not-reversible", path, message).help(Message::new("bytes-invalid-help")))
}

fn loaded(input: &Input) -> Result<Vec<u8>, Problem> {
    let path = input.name();
    bytes(input).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Problem::error("not-found", &path, Message::new("no-such-file")),
        io::ErrorKind::FileTooLarge => Problem::error("too-large", &path, Message::new("file-too-large")),
        _ => {
            let message = Message::new("file-unreadable").with("error", error.to_string());
            Problem::error("unreadable", &path, message)
        }
    })
}

fn bytes(input: &Input) -> io::Result<Vec<u8>> {
    let too_large = || io::Error::from(io::ErrorKind::FileTooLarge);
    let mut bytes = Vec::new();
    let read = match input {
        Input::Stdin => io::stdin().lock().take(LIMIT).read_to_end(&mut bytes)?,
        Input::File(path) => {
            let file = File::open(path)?;
            let length = file.metadata()?.len();
            if length >= LIMIT {
                return Err(too_large());
            }
            bytes.reserve_exact(usize::try_from(length).unwrap_or(0));
            // The length of a pipe or a growing file is not known beforehand.
            file.take(LIMIT).read_to_end(&mut bytes)?
        }
    };
    if read as u64 >= LIMIT { Err(too_large()) } else { Ok(bytes) }
}

/// Decodes the bytes of the file `path`.
///
/// # Errors
///
/// Binary content, and bytes that mean nothing in the encoding of the rest.
pub fn decode(path: &str, bytes: Vec<u8>) -> Result<Source, Problem> {
    decode_written(path, bytes).map(|(source, _)| source)
}

fn decode_written(path: &str, bytes: Vec<u8>) -> Result<(Source, Writing), Problem> {
    let found = |text: String, encoding, mark| (Source::new(path, text), Writing::new(encoding, mark));
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let content = bytes.get(mark..).unwrap_or_default();
        let text = decode_as(encoding, content).map_err(|at| invalid(path, encoding, &bytes, at + mark))?;
        return Ok(found(text, encoding, true));
    }
    if memchr::memchr(0, &bytes).is_some() {
        let text = utf16_of(&bytes).and_then(|encoding| Some((decode_as(encoding, &bytes).ok()?, encoding)));
        return text.map(|(text, encoding)| found(text, encoding, false)).ok_or_else(|| binary(path));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if mostly_control(text.as_bytes()) => return Err(binary(path)),
        Ok(text) => return Ok(found(text, UTF_8, false)),
        Err(error) => error.into_bytes(),
    };
    if mostly_control(&bytes) {
        return Err(binary(path));
    }
    let encoding = legacy_of(&bytes);
    let text = decode_as(encoding, &bytes).map_err(|at| invalid(path, encoding, &bytes, at))?;
    Ok(found(text, encoding, false))
}

/// The text of `bytes` in `encoding`, or the offset of the first byte that means nothing in it.
fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let length = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len());
    let mut text = String::with_capacity(length);
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    match result {
        DecoderResult::InputEmpty => {
            text.shrink_to_fit();
            Ok(text)
        }
        DecoderResult::Malformed(length, after) => Err(read.saturating_sub(usize::from(length) + usize::from(after))),
        DecoderResult::OutputFull => Err(read),
    }
}

/// The byte order of UTF-16 without a mark: blanks, digits and line ends have their zero bytes all on one side.
fn utf16_of(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut zeros = [0_usize; 2];
    for at in memchr::memchr_iter(0, bytes) {
        zeros[at % 2] += 1;
    }
    let [even, odd] = zeros;
    // A Han text has a blank or a line end now and then, and is not UTF-8 as well; in a Latin one every other byte is zero.
    let share = if str::from_utf8(bytes).is_ok() { 3 } else { 200 };
    let enough = bytes.len().is_multiple_of(2) && (even + odd) * share >= bytes.len();
    match (even, odd) {
        _ if !enough => None,
        (0, _) => Some(UTF_16LE),
        (_, 0) => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding of text that is not valid UTF-8.
fn legacy_of(bytes: &[u8]) -> &'static Encoding {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    // Text in an older encoding hardly ever has three bytes that are UTF-8 by chance; where most are, they are meant so.
    let (mut sound, mut broken) = (0, 0);
    for chunk in sample.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| c.len_utf8() > 2).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if sound >= broken {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // A few characters look like any encoding; then it is taken to be the commonest. GB18030 holds all of GBK.
    let guesses = [None, Some(b"cn".as_slice())].map(|place| detector.guess(place, Utf8Detection::Deny));
    match guesses.into_iter().find(|guess| LEGACY.contains(guess)) {
        Some(guess) if guess == GBK => GB18030,
        guess => guess.unwrap_or(UTF_8),
    }
}

/// Whether the beginning of `bytes` is mostly control characters, which no text has.
fn mostly_control(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let control = sample.iter().filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()).count();
    control * 5 > sample.len()
}

fn binary(path: &str) -> Problem {
    Problem::error("binary", path, Message::new("file-binary"))
}

fn invalid(path: &str, encoding: &'static Encoding, bytes: &[u8], at: usize) -> Problem {
    let before = bytes.get(..at).unwrap_or(bytes);
    let line = memchr::memchr_iter(b'\n', before).count() + 1;
    let byte = bytes.get(at).copied().unwrap_or_default();
    let message = Message::new("bytes-invalid")
        .with("byte", format!("0x{byte:02X}"))
        .with("offset", at.to_string())
        .with("line", line.to_string())
        .with("encoding", encoding.name());
    Problem::error("invalid-bytes", path, message).help(Message::new("bytes-invalid-help"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# 题目\r\n\r\n答：协程在用户态切换，由调度器分给各个线程执行。Channel 是它们之间的管道。\r\n";
    const TRADITIONAL: &str = "# 題目\n\n答：這個執行緒會從別的佇列裡拿走一半的工作，然後繼續執行下去。\n";

    fn text(bytes: &[u8]) -> Result<String, Problem> {
        decode("a.md", bytes.to_vec()).map(|source| source.text)
    }

    fn code(bytes: &[u8]) -> &'static str {
        text(bytes).expect_err("it must be refused").code
    }

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn utf8_is_read_with_and_without_a_mark() {
        assert_eq!(text(TEXT.as_bytes()).as_deref(), Ok(TEXT));
        assert_eq!(text(&[b"\xEF\xBB\xBF", TEXT.as_bytes()].concat()).as_deref(), Ok(TEXT));
        assert_eq!(text(b"").as_deref(), Ok(""));
        assert_eq!(text(b"\xEF\xBB\xBF").as_deref(), Ok(""));
    }

    #[test]
    fn utf16_is_read_in_both_orders_with_and_without_a_mark() {
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            assert_eq!(text(&utf16(TEXT, order)).as_deref(), Ok(TEXT));
            assert_eq!(text(&utf16(&format!("\u{feff}{TEXT}"), order)).as_deref(), Ok(TEXT));
        }
    }

    #[test]
    fn chinese_encodings_are_told_apart() {
        assert_eq!(text(&GBK.encode(TEXT).0).as_deref(), Ok(TEXT));
        assert_eq!(
            text(&GB18030.encode("四字节：𠮷 与 㐀，其余照旧，照旧读得出来").0).as_deref(),
            Ok("四字节：𠮷 与 㐀，其余照旧，照旧读得出来")
        );
        assert_eq!(text(&BIG5.encode(TRADITIONAL).0).as_deref(), Ok(TRADITIONAL));
        assert_eq!(text(&GBK.encode("# 短\n").0).as_deref(), Ok("# 短\n"));
    }

    #[test]
    fn binary_files_are_refused() {
        assert_eq!(code(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0"), "binary");
        assert_eq!(code(b"\x01\x02\x03\x04text\x05\x06"), "binary");
        assert_eq!(code(b"text with one \0 inside, which is odd"), "binary");
    }

    #[test]
    fn invalid_bytes_are_named_with_their_place() {
        let problem = text("一二三四\n五六\u{1}七八".replace('\u{1}', "!").as_bytes()).map(|_| ());
        assert_eq!(problem, Ok(()));
        let mut bytes = "一二三四五六\n七八".as_bytes().to_vec();
        bytes.insert(19, 0xFF);
        let problem = text(&bytes).expect_err("0xFF is never valid");
        assert_eq!(problem.code, "invalid-bytes");
        assert_eq!(problem.said(), "byte 0xFF at offset 19 (line 2) is not valid UTF-8");
        // Latin-1 is not guessed at: any file at all would be valid in it.
        assert_eq!(code(b"caf\xE9 and cr\xE8me"), "invalid-bytes");
        // Half a surrogate pair.
        assert_eq!(code(b"\xFF\xFE\x00\xD8a\x00"), "invalid-bytes");
        // A character cut off at the end.
        assert_eq!(text(&TEXT.as_bytes()[..7]).expect_err("it is cut").code, "invalid-bytes");
    }

    #[test]
    fn what_cannot_be_opened_is_a_problem() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let missing = read(&Input::File(folder.path().join("none.md"))).expect_err("it is not there");
        assert_eq!(missing.code, "not-found");
        let unreadable = read(&Input::File(folder.path().to_owned())).expect_err("a folder is not a file");
        assert_eq!(unreadable.code, "unreadable");
    }
}
