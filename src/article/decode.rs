//! Bytes become text, in whatever encoding they are.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// Text, and how much of it could not be decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// How many characters stand as U+FFFD in `text` because their bytes meant nothing.
    pub(super) replaced: usize,
}

/// Decodes by the byte order mark (which is dropped), else as UTF-8, else as the encoding that the bytes look like.
pub(super) fn decode(bytes: Vec<u8>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return decode_as(encoding, bytes.get(mark..).unwrap_or_default());
    }
    if switches_character_sets(&bytes) {
        return decode_as(detect(&bytes), &bytes);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, replaced: 0 },
        Err(error) => {
            let bytes = error.into_bytes();
            let encoding = if is_damaged_utf8(&bytes) {
                UTF_8
            } else {
                detect(&bytes)
            };
            decode_as(encoding, &bytes)
        }
    }
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let replaced = if malformed {
        text.matches('\u{fffd}').count()
    } else {
        0
    };
    Decoded {
        text: text.into_owned(),
        replaced,
    }
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// ISO-2022-JP is 7-bit, hence valid UTF-8: only its escape sequences give it away.
fn switches_character_sets(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"\x1b$").is_some()
}

/// Whether the bytes are UTF-8 with a few bad places, as in a file cut inside a character, and not another encoding.
///
/// Bytes of other encodings seldom form a UTF-8 sequence by accident, so a clear majority of valid sequences decides.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk
            .valid()
            .chars()
            .filter(|character| !character.is_ascii())
            .count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > 2 * invalid
}

#[cfg(test)]
mod tests {
    use encoding_rs::{EUC_KR, GB18030, ISO_2022_JP, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn byte_order_marks_decide_and_are_dropped() {
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain("Añb\n".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(
            decode(utf16),
            Decoded {
                text: "Añb\n".into(),
                replaced: 0
            }
        );
        assert_eq!(decode("\u{feff}né".into()).text, "né");
    }

    #[test]
    fn legacy_encodings_are_recognised() {
        let russian = "Министерство обороны опровергло сообщения о переговорах.";
        let japanese = "政府は、制裁の解除を検討しているとの報道を否定した。";
        let chinese = "白宫否认正在考虑解除对该公司的制裁,两名官员星期二表示。";
        let korean = "정부는 제재 해제를 검토하고 있다는 보도를 부인했다.";
        let french = "Le ministère a nié être prêt à négocier « dès l’été ».";
        for (encoding, text) in [
            (WINDOWS_1251, russian),
            (SHIFT_JIS, japanese),
            (ISO_2022_JP, japanese),
            (GB18030, chinese),
            (EUC_KR, korean),
            (WINDOWS_1252, french),
        ] {
            let bytes = encoding.encode(text).0.into_owned();
            assert_eq!(
                decode(bytes),
                Decoded {
                    text: text.into(),
                    replaced: 0
                },
                "{}",
                encoding.name()
            );
        }
    }

    #[test]
    fn a_bad_byte_in_utf8_is_replaced_and_counted() {
        let mut bytes = "Ćwik zaprzeczył, że ćwiczył żółw".as_bytes().to_vec();
        bytes.push(0xc4);
        let decoded = decode(bytes);
        assert!(decoded.text.ends_with("żółw\u{fffd}"), "{}", decoded.text);
        assert_eq!(decoded.replaced, 1);
    }

    #[test]
    fn a_replacement_character_of_the_input_is_not_counted() {
        assert_eq!(
            decode("a\u{fffd}b".into()),
            Decoded {
                text: "a\u{fffd}b".into(),
                replaced: 0
            }
        );
        let utf16 = "\u{feff}a\u{fffd}b"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decode(utf16).replaced, 0);
    }

    proptest! {
        #[test]
        fn any_bytes_decode(bytes: Vec<u8>) {
            decode(bytes);
        }

        #[test]
        fn utf8_stays_as_it_is(text in "[^\u{1b}\u{feff}]*") {
            prop_assert_eq!(decode(text.clone().into_bytes()), Decoded { text, replaced: 0 });
        }
    }
}
