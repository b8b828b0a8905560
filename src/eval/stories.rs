//! How well articles are grouped into stories, against articles whose event is known; and how well copies are found ([`copies`]).

mod bcubed;
pub mod copies;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::{EvalError, read_lines};
use crate::article::{self, Article, ReadOptions};
use crate::embedding::SentenceEncoder;
use crate::story::{self, Member, StoryOptions};

/// The event of an article, beside the fields that make the article.
#[derive(Debug, Deserialize)]
struct Label {
    id: String,
    #[serde(alias = "event")]
    story: String,
}

/// How well the articles of a file were grouped.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// Articles with a label.
    pub articles: usize,
    /// Stories that were made of them.
    pub stories: usize,
    /// Stories that they are.
    pub gold_stories: usize,
    /// B-cubed precision (Bagga and Baldwin 1998): the share of an article's story that is of its event, averaged over articles.
    pub precision: f64,
    /// B-cubed recall: the share of an article's event that is in its story, averaged over articles.
    pub recall: f64,
    /// The harmonic mean of the two.
    pub f1: f64,
    /// Articles embedded a second.
    pub embedded_per_second: f64,
    /// Articles grouped a second, once embedded.
    pub grouped_per_second: f64,
    /// Stories that hold several events, and events that lie in several stories, with the number of articles in each.
    #[serde(skip)]
    pub wrong: Vec<String>,
}

/// Groups the articles of a file, each with its event in the field `story` (or `event`), and compares.
///
/// # Errors
/// When the file is unreadable, has no labelled article, or the encoder fails.
pub fn evaluate(path: &Path, encoder: &SentenceEncoder) -> Result<Figures, EvalError> {
    let labels: Vec<Label> = read_lines(path)?;
    let labels: HashMap<String, String> = labels.into_iter().map(|x| (x.id, x.story)).collect();
    let (articles, gold): (Vec<Article>, Vec<&str>) =
        article::read(&[path.to_owned()], &ReadOptions::default())
            .filter_map(Result::ok)
            .filter_map(|article| {
                let label = labels.get(article.input_id.as_deref()?)?;
                Some((article, label.as_str()))
            })
            .unzip();
    let openings: Vec<String> = articles.iter().map(story::opening).collect();
    let openings: Vec<&str> = openings.iter().map(String::as_str).collect();
    let start = Instant::now();
    let embeddings = encoder.embed(&openings)?;
    let embedding = start.elapsed().as_secs_f64();
    let members: Vec<Member<'_>> = articles
        .iter()
        .zip(&embeddings)
        .map(|(article, embedding)| Member { article, embedding })
        .collect();
    let start = Instant::now();
    let stories = story::stories(&members, &StoryOptions::default());
    let grouping = start.elapsed().as_secs_f64();
    let place: HashMap<_, usize> = stories
        .iter()
        .enumerate()
        .flat_map(|(at, story)| story.articles.iter().map(move |id| (id, at)))
        .collect();
    let found: Vec<usize> = articles
        .iter()
        .filter_map(|article| place.get(&article.id).copied())
        .collect();
    let (precision, recall) = bcubed::precision_and_recall(&found, &gold);
    Ok(Figures {
        articles: articles.len(),
        stories: stories.len(),
        gold_stories: gold.iter().collect::<BTreeSet<_>>().len(),
        precision,
        recall,
        f1: 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE),
        embedded_per_second: articles.len() as f64 / embedding.max(1e-9),
        grouped_per_second: articles.len() as f64 / grouping.max(1e-9),
        wrong: wrong(&found, &gold),
    })
}

fn wrong(found: &[usize], gold: &[&str]) -> Vec<String> {
    let mut events: BTreeMap<usize, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut stories: BTreeMap<&str, BTreeMap<usize, usize>> = BTreeMap::new();
    for (&story, &event) in found.iter().zip(gold) {
        *events.entry(story).or_default().entry(event).or_default() += 1;
        *stories.entry(event).or_default().entry(story).or_default() += 1;
    }
    let mixed = events
        .iter()
        .filter(|(_, events)| events.len() > 1)
        .map(|(story, events)| format!("story {story} mixes {events:?}"));
    let split = stories
        .iter()
        .filter(|(_, stories)| stories.len() > 1)
        .map(|(event, stories)| format!("event {event} is in {stories:?}"));
    mixed.chain(split).collect()
}

impl Figures {
    /// One JSON object, with the name of the file.
    pub fn to_json(&self, file: &str) -> String {
        let mut object = serde_json::json!(self);
        object["file"] = file.into();
        object.to_string()
    }

    /// A small table for people; with `list`, what was wrong as well.
    pub fn to_text(&self, file: &str, list: bool) -> String {
        let mut text = format!(
            "{file}: {} articles in {} stories, {} in the gold\n  B-cubed P {:.3} R {:.3} F1 {:.3}\n  \
            {:.1} articles embedded a second, {:.0} grouped",
            self.articles,
            self.stories,
            self.gold_stories,
            self.precision,
            self.recall,
            self.f1,
            self.embedded_per_second,
            self.grouped_per_second
        );
        if list {
            text.push_str(&format!("\n{}", self.wrong.join("\n")));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_mixed_and_what_is_split_is_listed() {
        let wrong = wrong(&[0, 0, 1, 2], &["fire", "flood", "vote", "vote"]);
        assert_eq!(
            wrong,
            [
                r#"story 0 mixes {"fire": 1, "flood": 1}"#,
                "event vote is in {1: 1, 2: 1}"
            ]
        );
    }
}
