//! Bytes into text: what is no text is refused, any encoding is decoded.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

use super::error::Problem;

/// Decoded text, and how many characters could not be decoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) replaced_characters: usize,
}

/// Decodes a file: by its byte order mark, as UTF-8, or as what its bytes look like.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Problem> {
    if let Some(what) = binary(bytes) {
        return Err(Problem::Binary(what));
    }
    let marked = Encoding::for_bom(bytes);
    let (encoding, bytes) = match marked {
        Some((encoding, mark)) => (encoding, &bytes[mark..]),
        None => (guess(bytes), bytes),
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    if text.contains('\0') {
        return Err(Problem::Binary("binary data"));
    }
    let replaced_characters = text.matches(char::REPLACEMENT_CHARACTER).count();
    Ok(Decoded {
        text: text.into_owned(),
        replaced_characters,
    })
}

/// Text that is UTF-8 but for a few broken bytes is still UTF-8; anything else is what the detector says.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() || mostly_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Whether well-formed sequences of several bytes far outnumber broken ones.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk
            .valid()
            .chars()
            .filter(|character| !character.is_ascii())
            .count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good > 4 * broken
}

/// What the bytes are when they are plainly no text.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 9] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a zip archive (or an office document)"),
        (b"\x89PNG", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"\x1f\x8b", "gzip data (name it .gz)"),
        (b"\x28\xb5\x2f\xfd", "zstd data (name it .zst)"),
        (b"\x7fELF", "a program"),
        (b"PAR1", "a Parquet file"),
    ];
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(what);
    }
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    (!utf16 && memchr::memchr(0, bytes).is_some()).then_some("binary data")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).expect("text").text
    }

    #[test]
    fn encodings() {
        assert_eq!(text("naïve “quote”".as_bytes()), "naïve “quote”");
        assert_eq!(text(b"\xef\xbb\xbfplain"), "plain");
        assert_eq!(text(b"\xff\xfeh\0i\0"), "hi");
        assert_eq!(
            text(b"The caf\xe9 on the corner closed, he said, and the ma\xeetre d' left."),
            "The café on the corner closed, he said, and the maître d' left."
        );
    }

    #[test]
    fn broken_bytes_in_utf8_are_replaced_and_counted() {
        let mut bytes = "“One” — “two” — “three”".as_bytes().to_vec();
        bytes.push(0xff);
        let decoded = decode(&bytes).expect("text");
        assert_eq!(decoded.replaced_characters, 1);
        assert!(decoded.text.ends_with('\u{fffd}'));
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert!(matches!(
            decode(b"%PDF-1.7 ..."),
            Err(Problem::Binary("a PDF file"))
        ));
        assert!(matches!(
            decode(b"ab\0cd"),
            Err(Problem::Binary("binary data"))
        ));
    }

    proptest! {
        #[test]
        fn any_bytes_are_text_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode(&bytes);
        }
    }
}
