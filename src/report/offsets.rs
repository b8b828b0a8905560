//! Offsets as other programs count them. belie counts bytes; a browser counts UTF-16 code units, and W3C annotations
//! count characters (Unicode code points).

use crate::text::Span;

/// Bytes between two places whose offset is kept: a look-up counts through half of this at most.
const STEP: usize = 1024;

/// What an offset counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Utf16,
    Character,
}

/// A text, with the offsets of some of its places at hand.
pub(super) struct Offsets<'a> {
    text: &'a str,
    unit: Unit,
    /// Offsets in `unit` of about every [`STEP`]th byte, with the byte; both rise.
    marks: Vec<(usize, usize)>,
}

impl<'a> Offsets<'a> {
    pub(super) fn of(text: &'a str, unit: Unit) -> Self {
        let mut marks = vec![(0, 0)];
        // In ASCII every unit is a byte.
        if !text.is_ascii() {
            let (mut byte, mut offset) = (0, 0);
            while byte < text.len() {
                let next = boundary(text, byte + STEP);
                offset += length(text.get(byte..next).unwrap_or_default(), unit);
                marks.push((next, offset));
                byte = next;
            }
        }
        Self { text, unit, marks }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The offset of a byte; of the next character's first byte when it lies inside a character, and of the end when it
    /// lies past it.
    pub(super) fn at(&self, byte: usize) -> usize {
        let byte = boundary(self.text, byte);
        if self.marks.len() == 1 {
            return byte;
        }
        let after = self.marks.partition_point(|(mark, _)| *mark <= byte);
        let (mark, offset) = self.marks[after.saturating_sub(1)];
        offset + length(self.text.get(mark..byte).unwrap_or_default(), self.unit)
    }

    /// The offsets of both ends.
    pub(super) fn span(&self, span: Span) -> [usize; 2] {
        [self.at(span.start), self.at(span.end)]
    }
}

fn boundary(text: &str, byte: usize) -> usize {
    (byte..text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len())
}

fn length(text: &str, unit: Unit) -> usize {
    match unit {
        Unit::Utf16 => text.encode_utf16().count(),
        Unit::Character => text.chars().count(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn both_ends_cut_the_same_words(text in "\\PC{0,40}", repeat in 1_usize..60, start in 0_usize..3000, length in 0_usize..200) {
            let text = text.repeat(repeat);
            let start = boundary(&text, start);
            let end = boundary(&text, start + length);
            let words = &text[start..end];

            let [from, to] = Offsets::of(&text, Unit::Character).span(Span::new(start, end));
            let cut: String = text.chars().skip(from).take(to - from).collect();
            prop_assert_eq!(&cut, words);

            let [from, to] = Offsets::of(&text, Unit::Utf16).span(Span::new(start, end));
            let units: Vec<u16> = text.encode_utf16().collect();
            prop_assert_eq!(&String::from_utf16(&units[from..to]).unwrap(), words);
        }

        #[test]
        fn any_byte_has_an_offset(text: String, byte: usize) {
            prop_assert!(Offsets::of(&text, Unit::Utf16).at(byte) <= text.len());
        }
    }
}
