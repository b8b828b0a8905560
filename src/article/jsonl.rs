//! JSON Lines: each line is an article, with the fields `id title text outlet url published`.

use std::path::Path;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, fmt::rfc2822};
use serde_json::{Map, Value};

use super::{Article, Input, Problem, ReadOptions, article_id};

/// The article that line number `line` (from 1) is.
pub(super) fn article(
    path: &Path,
    line: usize,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Article, Problem> {
    let words = String::from_utf8_lossy(bytes);
    let replaced_characters = match words {
        std::borrow::Cow::Borrowed(_) => 0,
        std::borrow::Cow::Owned(_) => words.matches(char::REPLACEMENT_CHARACTER).count(),
    };
    let mut object: Map<String, Value> = serde_json::from_str(&words).map_err(Problem::Json)?;
    let name = |field: &str| {
        options
            .fields
            .get(field)
            .cloned()
            .unwrap_or_else(|| field.to_owned())
    };
    let Some(Value::String(text)) = object.remove(&name("text")) else {
        let found: Vec<String> = object.keys().cloned().collect();
        return Err(Problem::NoText {
            wanted: name("text"),
            found: found.join(", "),
        });
    };
    if text.trim().is_empty() {
        return Err(Problem::Empty);
    }
    if text.contains('\0') {
        return Err(Problem::Binary("text with NUL bytes"));
    }
    if text.len() > options.max_article_bytes {
        return Err(Problem::TooLarge(options.max_article_bytes));
    }
    let field = |field: &str| object.get(&name(field)).and_then(words_of);
    let (input_id, title) = (field("id"), field("title"));
    let file = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy();
    let origin = input_id.clone().unwrap_or_else(|| format!("{file}:{line}"));
    Ok(Article {
        id: article_id(&origin, title.as_deref(), &text),
        input: Input {
            path: path.to_owned(),
            line: Some(line),
        },
        title_span: None,
        outlet: field("outlet"),
        url: field("url"),
        published: field("published").and_then(|words| timestamp(&words)),
        input_id,
        title,
        text,
        replaced_characters,
    })
}

/// A string or a number that is not blank.
fn words_of(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(words) => words.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!words.is_empty()).then_some(words)
}

/// RFC 3339, RFC 2822, `YYYY-MM-DD`, `YYYY-MM-DD HH:MM[:SS]` (in UTC), or seconds since 1970.
fn timestamp(words: &str) -> Option<Timestamp> {
    let utc = |time: DateTime| TimeZone::UTC.to_timestamp(time).ok();
    let day = || {
        words
            .parse::<Date>()
            .ok()
            .map(|date| date.at(0, 0, 0, 0))
            .and_then(utc)
    };
    let seconds = || {
        words
            .parse()
            .ok()
            .and_then(|seconds| Timestamp::from_second(seconds).ok())
    };
    (words.parse().ok())
        .or_else(seconds)
        .or_else(|| words.parse::<DateTime>().ok().and_then(utc))
        .or_else(day)
        .or_else(|| rfc2822::parse(words).ok().map(|zoned| zoned.timestamp()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(line: &str) -> Result<Article, Problem> {
        article(
            Path::new("a.jsonl"),
            7,
            line.as_bytes(),
            &ReadOptions::default(),
        )
    }

    #[test]
    fn fields_are_read_and_others_left() {
        let read =
            read(r#"{"id": 12, "title": " T ", "text": "Words.", "outlet": "", "extra": [1]}"#)
                .expect("an article");
        assert_eq!(
            (read.input_id.as_deref(), read.title.as_deref(), read.outlet),
            (Some("12"), Some("T"), None)
        );
        assert_eq!(
            read.input,
            Input {
                path: "a.jsonl".into(),
                line: Some(7)
            }
        );
    }

    #[test]
    fn fields_can_have_other_names() {
        let options = ReadOptions {
            fields: [("text".to_owned(), "body".to_owned())].into(),
            ..ReadOptions::default()
        };
        let read =
            article(Path::new("a"), 1, br#"{"body": "Words."}"#, &options).expect("an article");
        assert_eq!(read.text, "Words.");
    }

    #[test]
    fn broken_lines_say_what_is_wrong() {
        assert!(matches!(read("{\"text\": "), Err(Problem::Json(_))));
        assert!(matches!(read("[1]"), Err(Problem::Json(_))));
        let error = read(r#"{"body": "Words.", "id": "1"}"#)
            .expect_err("no text")
            .to_string();
        assert!(
            error.contains("body, id") && error.contains("--field text="),
            "{error}"
        );
        assert!(matches!(read(r#"{"text": " "}"#), Err(Problem::Empty)));
    }

    #[test]
    fn dates() {
        for words in [
            "2021-05-06T00:00:00Z",
            "2021-05-06",
            "2021-05-06 00:00",
            "1620259200",
            "Thu, 06 May 2021 00:00:00 +0000",
        ] {
            assert_eq!(
                timestamp(words).map(|time| time.to_string()).as_deref(),
                Some("2021-05-06T00:00:00Z"),
                "{words}"
            );
        }
        assert_eq!(timestamp("last week"), None);
    }

    proptest! {
        #[test]
        fn any_text_survives(text in "[^\0]{1,60}") {
            let line = serde_json::json!({ "text": text }).to_string();
            match read(&line) {
                Ok(read) => prop_assert_eq!(read.text, text),
                Err(_) => prop_assert!(text.trim().is_empty()),
            }
        }

        #[test]
        fn any_bytes_are_an_article_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
            let _ = article(Path::new("a"), 1, &bytes, &ReadOptions::default());
        }
    }
}
