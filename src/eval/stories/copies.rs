//! How well copies of articles are found: real articles, and copies of some of them that were written by edits.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::Instant;

use serde::{Deserialize, Serialize};

use crate::article::{self, Article, ArticleId, ReadOptions};
use crate::eval::statements::{Characters, Counts};
use crate::eval::{EvalError, read_lines};
use crate::story;

/// A copy of an article, as the edits that make it.
#[derive(Debug, Clone, Deserialize)]
struct Copy {
    id: String,
    of: String,
    edits: Vec<Edit>,
}

/// The characters `start..end` of the original are replaced by `text`.
#[derive(Debug, Clone, Deserialize)]
struct Edit {
    start: usize,
    end: usize,
    text: String,
}

/// How well copies were found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// Real articles.
    pub articles: usize,
    /// Written copies.
    pub copies: usize,
    /// Pairs of texts of which one at least is a written copy: a pair is right when both come from one article.
    pub pairs: Counts,
    /// Pairs that were found among the real articles, where nobody has written down which are copies.
    pub unlabelled: usize,
    /// Articles a second.
    pub per_second: f64,
    /// The pairs that were missed or wrong, and those among the real articles.
    #[serde(skip)]
    pub wrong: Vec<String>,
}

/// Makes the copies of the file `copies` from the articles of the file `articles`, and looks for them among all of both.
///
/// # Errors
/// When a file is unreadable or empty, or a copy does not fit its article.
pub fn evaluate(copies: &Path, articles: &Path) -> Result<Figures, EvalError> {
    let copies: Vec<Copy> = read_lines(copies)?;
    let mut texts: Vec<Article> = article::read(&[articles.to_owned()], &ReadOptions::default())
        .filter_map(Result::ok)
        .collect();
    let real = texts.len();
    // The article that each text comes from, and the name of the text in the files.
    let mut origin: HashMap<ArticleId, (String, String)> = texts
        .iter()
        .filter_map(|article| {
            let id = article.input_id.clone()?;
            Some((article.id.clone(), (id.clone(), id)))
        })
        .collect();
    let written: Vec<Article> = {
        let originals: HashMap<&str, &Article> = texts
            .iter()
            .filter_map(|article| Some((article.input_id.as_deref()?, article)))
            .collect();
        copies
            .iter()
            .map(|copy| made(copy, &originals))
            .collect::<Result<_, _>>()?
    };
    for (copy, article) in copies.iter().zip(&written) {
        origin.insert(article.id.clone(), (copy.of.clone(), copy.id.clone()));
    }
    texts.extend(written);
    let start = Instant::now();
    let groups = story::copies(&texts.iter().collect::<Vec<_>>());
    let seconds = start.elapsed().as_secs_f64();
    let is_written = |name: &str| copies.iter().any(|copy| copy.id == name);
    let (mut pairs, mut unlabelled, mut wrong) = (Counts::default(), 0, Vec::new());
    let mut found: BTreeMap<(&str, &str), bool> = BTreeMap::new();
    for group in &groups {
        let members: Vec<&(String, String)> =
            group.iter().filter_map(|id| origin.get(id)).collect();
        for (at, (a_of, a)) in members.iter().enumerate() {
            for (b_of, b) in &members[at + 1..] {
                if is_written(a) || is_written(b) {
                    found.insert((a.min(b), a.max(b)), a_of == b_of);
                } else {
                    unlabelled += 1;
                    wrong.push(format!("real: {a} {b}"));
                }
            }
        }
    }
    pairs.called = found.len();
    pairs.right = found.values().filter(|right| **right).count();
    let mut there: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for copy in &copies {
        there
            .entry(&copy.of)
            .or_insert_with(|| vec![&copy.of])
            .push(&copy.id);
    }
    for family in there.values() {
        for (at, a) in family.iter().enumerate() {
            for b in &family[at + 1..] {
                pairs.there += 1;
                if !found.contains_key(&(a.min(b), a.max(b))) {
                    wrong.push(format!("missed: {a} {b}"));
                }
            }
        }
    }
    let called_wrong = found.iter().filter(|(_, right)| !**right);
    wrong.extend(called_wrong.map(|((a, b), _)| format!("wrong: {a} {b}")));
    Ok(Figures {
        articles: real,
        copies: copies.len(),
        pairs,
        unlabelled,
        per_second: texts.len() as f64 / seconds.max(1e-9),
        wrong,
    })
}

/// The copy as an article.
fn made(copy: &Copy, originals: &HashMap<&str, &Article>) -> Result<Article, EvalError> {
    let unfit = |reason: String| EvalError::Copy {
        id: copy.id.clone(),
        reason,
    };
    let original = originals
        .get(copy.of.as_str())
        .ok_or_else(|| unfit(format!("there is no article '{}'", copy.of)))?;
    let characters = Characters::of(&original.text);
    let mut edits: Vec<&Edit> = copy.edits.iter().collect();
    edits.sort_by_key(|edit| (edit.start, edit.end));
    let (mut text, mut kept) = (String::new(), 0);
    for edit in edits {
        let range = (edit.start, edit.end);
        let span = characters
            .span(range)
            .filter(|span| kept <= span.start && span.start <= span.end)
            .ok_or_else(|| {
                unfit(format!(
                    "the article has no characters {range:?} to replace"
                ))
            })?;
        text.push_str(&original.text[kept..span.start]);
        text.push_str(&edit.text);
        kept = span.end;
    }
    text.push_str(&original.text[kept..]);
    let mut article = Article::of_text(&text);
    article.id = ArticleId(format!("copy {}", copy.id));
    Ok(article)
}

impl Figures {
    /// One JSON object, with the name of the file of copies.
    pub fn to_json(&self, file: &str) -> String {
        let mut object = serde_json::json!(self);
        object["file"] = file.into();
        object.to_string()
    }

    /// A small table for people; with `list`, what was missed or wrong as well.
    pub fn to_text(&self, file: &str, list: bool) -> String {
        let mut text = format!(
            "{file}: {} copies among {} articles, {:.0} a second\n  pairs with a copy {}\n  {} pairs of articles alone",
            self.copies,
            self.articles,
            self.per_second,
            self.pairs.told(),
            self.unlabelled
        );
        if list {
            text.push_str(&format!("\n{}", self.wrong.join("\n")));
        }
        text
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that cannot go on should say so and stop.
mod tests {
    use super::*;

    fn copied(edits: &str) -> Result<String, EvalError> {
        let original = Article::of_text("Große Flut. Tail.");
        let copy = format!(r#"{{"id": "c", "of": "o", "edits": {edits}}}"#);
        let copy = serde_json::from_str(&copy).unwrap();
        made(&copy, &HashMap::from([("o", &original)])).map(|article| article.text)
    }

    #[test]
    fn edits_count_characters_of_the_original() {
        let edits =
            r#"[{"start": 11, "end": 17, "text": ""}, {"start": 0, "end": 5, "text": "Kleine"}]"#;
        assert_eq!(copied(edits).unwrap(), "Kleine Flut.");
    }

    #[test]
    fn edits_that_do_not_fit_are_errors() {
        for edits in [
            r#"[{"start": 0, "end": 99, "text": ""}]"#,
            r#"[{"start": 4, "end": 2, "text": ""}]"#,
            r#"[{"start": 0, "end": 5, "text": ""}, {"start": 3, "end": 6, "text": ""}]"#,
        ] {
            let error = copied(edits).unwrap_err().to_string();
            assert!(error.contains("copy 'c'"), "{error}");
        }
    }
}
