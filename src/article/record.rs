//! From the fields of a record and a text to an [`Article`] with its id.

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::text::Span;

use super::format::uncompressed_name;
use super::lines::lines;
use super::{Article, ArticleId, Input, ReadError, ReadOptions, published};

/// What an input says about an article beside its text.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Facts {
    id: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    published: Option<Timestamp>,
    /// A time of publication that could not be read.
    unread_date: Option<String>,
}

impl Facts {
    pub(super) fn from_fields(fields: &Map<String, Value>, options: &ReadOptions) -> Self {
        let field = |name| scalar(fields.get(options.name_of(name))?);
        let date = fields
            .get(options.name_of("published"))
            .filter(|date| !is_blank(date));
        let published = date.and_then(time);
        Self {
            id: field("id"),
            title: field("title"),
            outlet: field("outlet"),
            url: field("url"),
            published,
            unread_date: date
                .filter(|_| published.is_none())
                .map(|date| scalar(date).unwrap_or(date.to_string())),
        }
    }
}

/// The words of a string, number or truth value; other values, and strings of white space, say nothing.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim())
            .filter(|text| !text.is_empty())
            .map(str::to_owned),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn is_blank(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

fn time(value: &Value) -> Option<Timestamp> {
    match value {
        Value::String(text) => published::parse(text),
        // A fraction of a second tells no articles apart.
        Value::Number(number) => {
            published::from_epoch(number.as_i64().or(number.as_f64().map(|n| n as i64))?)
        }
        _ => None,
    }
}

/// The text of an article, with the title that it begins with, if it has one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Body {
    pub(super) text: String,
    pub(super) title: Option<Span>,
    pub(super) replaced: usize,
}

/// An article, and the time of publication that it lacks because nobody can read it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) article: Article,
    pub(super) unread_date: Option<String>,
}

impl Found {
    /// Puts an article together. An article without a text is one as long as it has a title.
    pub(super) fn new(input: Input, facts: Facts, body: Body) -> Result<Self, ReadError> {
        let title_span = match &facts.title {
            Some(title) => {
                let candidates = body.title.into_iter().chain(first_line(&body.text));
                candidates
                    .into_iter()
                    .find(|span| span.of(&body.text) == title)
            }
            None => body.title,
        };
        let title = facts
            .title
            .or_else(|| Some(title_span?.of(&body.text).to_owned()));
        if title.is_none() && body.text.trim().is_empty() {
            return Err(ReadError::Empty { input });
        }
        let separate_title = title.as_deref().filter(|_| title_span.is_none());
        let id = article_id(separate_title, &body.text, facts.id.as_deref(), &input);
        let article = Article {
            id,
            input,
            input_id: facts.id,
            title,
            title_span,
            text: body.text,
            outlet: facts.outlet,
            url: facts.url,
            published: facts.published,
            replaced_characters: body.replaced,
        };
        Ok(Self {
            article,
            unread_date: facts.unread_date,
        })
    }
}

fn first_line(text: &str) -> Option<Span> {
    lines(text)
        .map(|line| line.trim(text))
        .find(|line| !line.is_empty())
}

/// Hashes content and origin: the input's own id, or else the name of the file and the line. Folders do not count, so
/// that moving a collection keeps its ids. Every part goes in with its length, so that no two lists of parts meet.
fn article_id(title: Option<&str>, text: &str, input_id: Option<&str>, input: &Input) -> ArticleId {
    let name = uncompressed_name(&input.path).to_string_lossy();
    let line = input.line.map(|line| line.to_string()).unwrap_or_default();
    let origin = match input_id {
        Some(id) => ["id", id, ""],
        None => ["file", &name, &line],
    };
    let mut hasher = blake3::Hasher::new();
    for part in [title.unwrap_or_default(), text].into_iter().chain(origin) {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    ArticleId(hasher.finalize().to_hex().chars().take(16).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn facts(record: Value) -> Facts {
        Facts::from_fields(record.as_object().unwrap(), &ReadOptions::default())
    }

    fn found(path: &str, facts: Facts, text: &str) -> Article {
        let body = Body {
            text: text.into(),
            title: None,
            replaced: 0,
        };
        Found::new(
            Input {
                path: path.into(),
                line: Some(1),
            },
            facts,
            body,
        )
        .unwrap()
        .article
    }

    #[test]
    fn fields_are_trimmed_and_blank_ones_dropped() {
        let facts = facts(
            json!({"id": 17, "title": "  ", "outlet": " Herald ", "url": null, "published": ""}),
        );
        assert_eq!(facts.id.as_deref(), Some("17"));
        assert_eq!(facts.outlet.as_deref(), Some("Herald"));
        assert_eq!(
            (facts.title, facts.url, facts.unread_date),
            (None, None, None)
        );
    }

    #[test]
    fn an_unreadable_date_is_kept_for_the_report() {
        let facts = facts(json!({"published": "01/03/2024"}));
        assert_eq!(
            (facts.published, facts.unread_date.as_deref()),
            (None, Some("01/03/2024"))
        );
    }

    #[test]
    fn epoch_seconds_may_have_a_fraction() {
        let whole = facts(json!({"published": 1_709_296_200})).published;
        assert!(whole.is_some());
        assert_eq!(
            facts(json!({"published": 1_709_296_200.25})).published,
            whole
        );
    }

    #[test]
    fn ids_depend_on_content_and_origin_but_not_on_folders() {
        let id = |path, text| found(path, Facts::default(), text).id;
        assert_eq!(id("a/x.jsonl", "Text."), id("b/x.jsonl.gz", "Text."));
        assert_ne!(id("x.jsonl", "Text."), id("y.jsonl", "Text."));
        assert_ne!(id("x.jsonl", "Text."), id("x.jsonl", "Texts."));
        assert_eq!(id("x.jsonl", "Text.").0.len(), 16);
        let own = |path| found(path, facts(json!({"id": "n1"})), "Text.").id;
        assert_eq!(own("x.jsonl"), own("y.jsonl"));
    }

    #[test]
    fn a_title_field_that_the_text_repeats_has_its_place_there() {
        let title = || facts(json!({"title": "Mayor stays"}));
        let article = found("x.jsonl", title(), "\nMayor stays \nShe said so.");
        assert_eq!(article.title_span, Some(Span::new(1, 12)));
        assert_eq!(
            found("x.jsonl", title(), "Mayor stays, she said.").title_span,
            None
        );
    }

    #[test]
    fn a_title_alone_is_an_article_and_nothing_is_none() {
        assert_eq!(
            found("x.jsonl", facts(json!({"title": "Mayor stays"})), "").text,
            ""
        );
        let body = Body {
            text: " \n".into(),
            title: None,
            replaced: 0,
        };
        let input = Input {
            path: "x".into(),
            line: None,
        };
        assert!(matches!(
            Found::new(input, Facts::default(), body),
            Err(ReadError::Empty { .. })
        ));
    }
}
