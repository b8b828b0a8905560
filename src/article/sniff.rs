//! Tells what is in a stream whose name says nothing, by its first line.

use std::io::{self, BufRead, Cursor, Read};

use serde_json::{Map, Value};

use super::ReadError;
use super::compression::Bytes;
use super::decode::decode;
use super::format::{Format, unreadable_type};
use super::signature::Signature;
use super::whole_file::Source;

/// Tells the format of a stream without a telling name by its first line that is not blank; nothing of it is lost.
pub(super) fn sniff(source: &mut Source, limit: usize) -> Result<Format, ReadError> {
    let (head, is_whole) = match read_head(&mut source.bytes, limit) {
        Ok(head) => head,
        Err(error) => {
            return Err(Source::failure(
                source.compression,
                source.input.clone(),
                error,
            ));
        }
    };
    let is_json = is_json_lines(&head, is_whole);
    let rest = std::mem::replace(&mut source.bytes, Box::new(io::empty()));
    source.bytes = Box::new(Cursor::new(head).chain(rest));
    match unreadable_type(&source.input.path) {
        _ if is_json => Ok(Format::JsonLines),
        Some(Signature { seems, advice }) => Err(ReadError::NotText {
            path: source.input.path.clone(),
            seems,
            advice,
        }),
        None => Ok(Format::PlainText),
    }
}

/// The bytes up to the end of the first line that is not blank, and whether that line is there whole.
fn read_head(bytes: &mut Bytes, limit: usize) -> io::Result<(Vec<u8>, bool)> {
    let (mut head, mut rest) = (Vec::new(), bytes.take((limit as u64).saturating_add(1)));
    while head.trim_ascii().is_empty() && rest.read_until(b'\n', &mut head)? > 0 {}
    let is_whole = head.ends_with(b"\n") || rest.limit() > 0;
    Ok((head, is_whole))
}

/// Whether `line`, the first of a stream, is a JSON object, or the beginning of one that is too long to look at whole.
fn is_json_lines(line: &[u8], is_whole: bool) -> bool {
    let decoded = decode(line.to_vec());
    // A line of UTF-16 was cut after the first byte of its line break, which leaves half a character.
    let text = decoded.text.trim_end_matches('\u{fffd}').trim();
    text.starts_with('{') && (!is_whole || serde_json::from_str::<Map<String, Value>>(text).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_objects_are_told_from_text() {
        assert!(is_json_lines(b" {\"text\": 1}\n", true) && is_json_lines(b"{\"text\": ", false));
        assert!(!is_json_lines(b"{curly} text\n", true) && !is_json_lines(b"text", false));
        let utf16: Vec<u8> = "\u{feff}{\"a\": 1}\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert!(is_json_lines(&utf16[..utf16.len() - 1], true));
    }
}
