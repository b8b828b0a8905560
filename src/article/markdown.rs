//! The front matter and the leading heading of a Markdown article. All other markup stays in the text as it is.

use serde_json::{Map, Value};

use crate::text::Span;

use super::lines::lines;

/// Splits off YAML front matter: its simple `key: value` lines, and the offset where the text begins behind it.
///
/// A block between `---` lines that holds anything else than keys, lists and comments is text, and stays.
pub(super) fn front_matter(text: &str) -> (Map<String, Value>, usize) {
    parse_front_matter(text).unwrap_or_default()
}

fn parse_front_matter(text: &str) -> Option<(Map<String, Value>, usize)> {
    let mut rest = lines(text);
    if rest.next()?.of(text).trim_end() != "---" {
        return None;
    }
    let mut fields = Map::new();
    loop {
        let line = rest.next()?.of(text);
        match line.trim_end() {
            "---" | "..." => break,
            "" => {}
            _ if line.starts_with([' ', '\t', '#', '-', ']', '}']) => {}
            _ => {
                let (key, value) = key_and_value(line)?;
                fields.insert(key.to_owned(), Value::String(value));
            }
        }
    }
    let begin = rest.next().map_or(text.len(), |line| line.start);
    (!fields.is_empty()).then_some((fields, begin))
}

fn key_and_value(line: &str) -> Option<(&str, String)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim_end();
    let is_key = key
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let is_separated = value.is_empty() || value.starts_with([' ', '\t']);
    (is_key && is_separated && !key.is_empty()).then(|| (key, unquote(value.trim())))
}

/// The words of a YAML scalar on one line: without quotes, or without the comment behind it.
fn unquote(value: &str) -> String {
    let quoted = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    if let Some(words) = quoted('"') {
        words.replace("\\\"", "\"").replace("\\\\", "\\")
    } else if let Some(words) = quoted('\'') {
        words.replace("''", "'")
    } else {
        value
            .split(" #")
            .next()
            .unwrap_or_default()
            .trim_end()
            .to_owned()
    }
}

/// The words of the heading that `text` begins with: `# Heading`, or a line above `=====`.
pub(super) fn leading_heading(text: &str) -> Option<Span> {
    let mut rest = lines(text).skip_while(|line| line.trim(text).is_empty());
    let first = rest.next()?;
    let heading = marked_heading(text, first).or_else(|| {
        let below = rest.next()?.trim(text).of(text);
        let underlined = below.len() >= 2 && below.bytes().all(|byte| byte == b'=');
        underlined.then(|| first.trim(text))
    })?;
    (!heading.is_empty()).then_some(heading)
}

fn marked_heading(text: &str, line: Span) -> Option<Span> {
    let inner = line.trim(text);
    let words = inner.of(text).trim_start_matches('#');
    let marks = inner.len() - words.len();
    if !(1..=6).contains(&marks) || !words.starts_with([' ', '\t']) {
        return None;
    }
    // Closing marks belong to the markup when a space stands before them.
    let unclosed = words.trim_end_matches('#');
    let words = if unclosed.ends_with([' ', '\t']) {
        unclosed
    } else {
        words
    };
    let start = inner.start + marks;
    Some(Span::new(start, start + words.len()).trim(text))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn heading(text: &str) -> Option<&str> {
        leading_heading(text).map(|span| span.of(text))
    }

    #[test]
    fn the_first_heading_is_found_without_its_marks() {
        assert_eq!(heading("\n# Mayor stays\n\nText."), Some("Mayor stays"));
        assert_eq!(
            heading("##  Mayor of C# stays ##  \r\nText."),
            Some("Mayor of C# stays")
        );
        assert_eq!(heading("# Mayor learns C#"), Some("Mayor learns C#"));
        assert_eq!(heading("Mayor stays\n=====\nText."), Some("Mayor stays"));
    }

    #[test]
    fn other_first_lines_are_no_headings() {
        for text in [
            "Text.\n\n# Later",
            "#hashtag",
            "#",
            "# #",
            "####### seven",
            "",
            "a\n=b",
        ] {
            assert_eq!(heading(text), None, "{text}");
        }
    }

    #[test]
    fn front_matter_gives_fields_and_where_the_text_begins() {
        let text = "---\r\ntitle: \"Mayor: \\\"I stay\\\"\"\r\n# note\ntags:\n  - city\n- port\nurl: 'it''s'\noutlet: Herald # ours\n---\nText.";
        let (fields, begin) = front_matter(text);
        assert_eq!(&text[begin..], "Text.");
        assert_eq!(fields["title"], "Mayor: \"I stay\"");
        assert_eq!(
            (&fields["url"], &fields["outlet"]),
            (&"it's".into(), &"Herald".into())
        );
    }

    #[test]
    fn a_rule_above_prose_is_no_front_matter() {
        for text in [
            "---\nThe mayor stays.\n---\nText.",
            "---\ntitle: open",
            "---\nnote: said\nThe mayor stays.\n---\n",
            "---\n\n---\nText.",
            "Text.\n---\na: b\n---\n",
        ] {
            assert_eq!(front_matter(text), (Map::new(), 0), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_safe(text in "(---\n)?[-#=: \r\n\"'aé]*") {
            let (_, begin) = front_matter(&text);
            prop_assert!(text.is_char_boundary(begin));
            if let Some(span) = leading_heading(&text) {
                prop_assert!(!span.of(&text).trim().is_empty());
            }
        }
    }
}
