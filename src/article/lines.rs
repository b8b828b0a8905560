//! The lines of a text, whatever its line breaks.

use crate::text::Span;

/// The lines of `text` without their breaks: `\n`, `\r\n` and a lone `\r` each end a line.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = text.get(start..)?;
        let end = rest.find(['\n', '\r']).map_or(text.len(), |at| start + at);
        let broken = text.get(end..).unwrap_or_default();
        next = match broken.as_bytes() {
            [] => None,
            [b'\r', b'\n', ..] => Some(end + 2),
            _ => Some(end + 1),
        };
        Some(Span::new(start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_break_ends_a_line() {
        let text = "a\r\nb\rc\n\nd\n";
        let found: Vec<&str> = lines(text).map(|line| line.of(text)).collect();
        assert_eq!(found, ["a", "b", "c", "", "d", ""]);
    }
}
