//! How well copies of articles are found: real articles, and copies of some of them that were written by edits.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::time::Instant;

use serde::{Deserialize, Serialize};

use crate::article::{self, Article, ArticleId, ReadOptions};
use crate::eval::statements::{Characters, Counts};
use crate::eval::{EvalError, read_lines};
use crate::story;

/// A line of the file: a copy of the article `of`, as the edits that make it; or, with `other`, two articles that are no copies of each other
/// though they look it.
#[derive(Debug, Clone, Deserialize)]
struct Row {
    id: String,
    of: String,
    other: Option<String>,
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
    /// Pairs of real articles that are marked as different.
    pub different: usize,
    /// Pairs of texts of which one at least is a written copy, right when both come from one article; and the pairs marked as different,
    /// which are never right.
    pub pairs: Counts,
    /// Pairs that were found among the other real articles, where nobody has marked which are copies.
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
    let rows: Vec<Row> = read_lines(copies)?;
    let (different, copies): (Vec<Row>, Vec<Row>) =
        rows.into_iter().partition(|row| row.other.is_some());
    let mut texts: Vec<Article> = article::read(&[articles.to_owned()], &ReadOptions::default())
        .filter_map(Result::ok)
        .collect();
    let real = texts.len();
    let originals: HashMap<&str, &Article> = texts
        .iter()
        .filter_map(|article| Some((article.input_id.as_deref()?, article)))
        .collect();
    let written: Vec<Article> = copies
        .iter()
        .map(|copy| made(copy, &originals))
        .collect::<Result<_, _>>()?;
    texts.extend(written);
    let start = Instant::now();
    let groups = story::copies(&texts.iter().collect::<Vec<_>>());
    let seconds = start.elapsed().as_secs_f64();
    let names: HashMap<&ArticleId, &str> = texts
        .iter()
        .filter_map(|article| Some((&article.id, article.input_id.as_deref()?)))
        .collect();
    let found: BTreeSet<(&str, &str)> = groups
        .iter()
        .flat_map(|group| pairs(group.iter().filter_map(|id| names.get(id).copied())))
        .collect();
    let (pairs, unlabelled, wrong) = compared(&copies, &different, &found);
    Ok(Figures {
        articles: real,
        copies: copies.len(),
        different: different.len(),
        pairs,
        unlabelled,
        per_second: texts.len() as f64 / seconds.max(1e-9),
        wrong,
    })
}

/// The pairs of some names, each in the order of the alphabet.
fn pairs<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(&'a str, &'a str)> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    let pair = |(at, &a): (usize, &&'a str)| {
        let later = names[at + 1..].to_vec();
        later.into_iter().map(move |b| (a, b))
    };
    names.iter().enumerate().flat_map(pair).collect()
}

/// What was found against what there is; how many found pairs cannot be compared; and a line on each pair that is not right.
fn compared(
    copies: &[Row],
    different: &[Row],
    found: &BTreeSet<(&str, &str)>,
) -> (Counts, usize, Vec<String>) {
    let mut families: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for copy in copies {
        let family = families.entry(&copy.of).or_insert_with(|| vec![&copy.of]);
        family.push(&copy.id);
    }
    let there: BTreeSet<(&str, &str)> = families
        .into_values()
        .flat_map(|family| pairs(family.into_iter()))
        .collect();
    let different: BTreeSet<(&str, &str)> = different
        .iter()
        .flat_map(|row| pairs([row.of.as_str()].into_iter().chain(row.other.as_deref())))
        .collect();
    let written: BTreeSet<&str> = copies.iter().map(|copy| &*copy.id).collect();
    let is_labelled = |pair: &(&str, &str)| {
        written.contains(pair.0) || written.contains(pair.1) || different.contains(pair)
    };
    let (labelled, unlabelled): (BTreeSet<_>, BTreeSet<_>) =
        found.iter().copied().partition(is_labelled);
    let told = |word: &'static str| move |(a, b): &(&str, &str)| format!("{word}: {a} {b}");
    let wrong = there
        .difference(&labelled)
        .map(told("missed"))
        .chain(labelled.difference(&there).map(told("wrong")))
        .chain(unlabelled.iter().map(told("unlabelled")));
    let counts = Counts {
        right: labelled.intersection(&there).count(),
        called: labelled.len(),
        there: there.len(),
    };
    (counts, unlabelled.len(), wrong.collect())
}

/// The copy as an article.
fn made(copy: &Row, originals: &HashMap<&str, &Article>) -> Result<Article, EvalError> {
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
    article.input_id = Some(copy.id.clone());
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
            "{file}: {} copies among {} articles, {:.0} a second\n  pairs with a copy, and {} pairs that are none: {}\n  \
            {} other pairs of articles",
            self.copies,
            self.articles,
            self.per_second,
            self.different,
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
    fn pairs_are_right_wrong_missed_or_unlabelled() {
        let rows = [
            r#"{"id": "c1", "of": "o", "edits": []}"#,
            r#"{"id": "c2", "of": "o", "edits": []}"#,
            r#"{"id": "n1", "of": "p", "other": "q", "edits": []}"#,
        ]
        .map(|row| serde_json::from_str(row).unwrap());
        let found = [("c1", "o"), ("c1", "p"), ("p", "q"), ("o", "p")];
        let (counts, unlabelled, wrong) = compared(&rows[..2], &rows[2..], &BTreeSet::from(found));
        assert_eq!((counts.right, counts.called, counts.there), (1, 3, 3));
        assert_eq!(unlabelled, 1);
        assert_eq!(
            wrong,
            [
                "missed: c1 c2",
                "missed: c2 o",
                "wrong: c1 p",
                "wrong: p q",
                "unlabelled: o p"
            ]
        );
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
