//! Plain text and Markdown: a file is an article, and its first line may be the title.

use std::path::Path;

use super::decode::Decoded;
use super::inputs::Kind;
use super::{Article, Input, Problem, ReadOptions, article_id};
use crate::text::Span;

/// The longest first line that reads like a title, in characters.
const LONGEST_TITLE: usize = 160;

/// The article that a decoded file is.
pub(super) fn article(
    path: &Path,
    kind: Kind,
    decoded: Decoded,
    options: &ReadOptions,
) -> Result<Article, Problem> {
    let Decoded {
        text,
        replaced_characters,
    } = decoded;
    if text.trim().is_empty() {
        return Err(Problem::Empty);
    }
    if text.len() > options.max_article_bytes {
        return Err(Problem::TooLarge(options.max_article_bytes));
    }
    let title_span = if kind == Kind::Markdown {
        heading(&text)
    } else {
        first_line_title(&text)
    };
    let origin = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy();
    Ok(Article {
        id: article_id(&origin, None, &text),
        input: Input {
            path: path.to_owned(),
            line: None,
        },
        input_id: None,
        title: title_span.map(|span| span.of(&text).to_owned()),
        title_span,
        outlet: None,
        url: None,
        published: None,
        replaced_characters,
        text,
    })
}

/// The first line with words in it.
fn first_line(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    let end = text[start..]
        .find(['\n', '\r'])
        .map_or(text.len(), |length| start + length);
    Span::new(start, end).trim(text)
}

/// `# Heading` on the first line.
fn heading(text: &str) -> Option<Span> {
    let line = first_line(text);
    let words = line.of(text).strip_prefix('#')?.trim_start_matches('#');
    let span = Span::new(line.end - words.len(), line.end).trim(text);
    (!span.is_empty()).then_some(span)
}

/// A short first line without a full stop, before a line that begins anew.
fn first_line_title(text: &str) -> Option<Span> {
    let line = first_line(text);
    let words = line.of(text);
    let rest = &text[line.end..];
    let next = rest.trim_start().chars().next()?;
    let ends_open = words.ends_with(['.', ',', ';', ':', '-', '—']) && !words.ends_with("...");
    let begins_anew = next.is_uppercase() || next.is_numeric() || !next.is_alphanumeric();
    let short = words.chars().count() <= LONGEST_TITLE && words.split_whitespace().count() >= 2;
    (short && !ends_open && begins_anew && words.chars().any(char::is_alphabetic)).then_some(line)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(kind: Kind, text: &str) -> Result<Article, Problem> {
        let decoded = Decoded {
            text: text.to_owned(),
            replaced_characters: 0,
        };
        article(Path::new("a.txt"), kind, decoded, &ReadOptions::default())
    }

    fn title(kind: Kind, text: &str) -> Option<String> {
        read(kind, text).expect("an article").title
    }

    #[test]
    fn a_first_line_that_reads_like_a_title_is_one() {
        assert_eq!(
            title(Kind::Plain, "\nPort to close\nThe port will close.\n").as_deref(),
            Some("Port to close")
        );
        assert_eq!(title(Kind::Plain, "The port will close.\nIt is old."), None);
        assert_eq!(
            title(
                Kind::Plain,
                "The port will close on Monday when\nthe owner leaves."
            ),
            None
        );
        assert_eq!(title(Kind::Plain, "Only one line"), None);
        assert_eq!(
            title(Kind::Markdown, "# Port to close\n\nThe port").as_deref(),
            Some("Port to close")
        );
        assert_eq!(title(Kind::Markdown, "Port to close\n\nThe port"), None);
    }

    #[test]
    fn empty_and_long_texts_are_refused() {
        assert!(matches!(read(Kind::Plain, " \n"), Err(Problem::Empty)));
        let decoded = Decoded {
            text: "x".repeat(11),
            replaced_characters: 0,
        };
        let options = ReadOptions {
            max_article_bytes: 10,
            ..ReadOptions::default()
        };
        assert!(matches!(
            article(Path::new("a"), Kind::Plain, decoded, &options),
            Err(Problem::TooLarge(10))
        ));
    }

    proptest! {
        #[test]
        fn the_title_stands_where_its_span_says(text in "\\PC{0,40}(\n|\r\n|\n\n)\\PC{0,40}", markdown: bool) {
            let kind = if markdown { Kind::Markdown } else { Kind::Plain };
            if let Ok(article) = read(kind, &text) {
                prop_assert_eq!(article.title_span.map(|span| span.of(&text).to_owned()), article.title);
            }
        }
    }
}
