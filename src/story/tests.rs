#![allow(clippy::unwrap_used)] // A test that cannot go on should say so and stop.

use std::path::PathBuf;

use proptest::prelude::*;

use super::*;
use crate::article::Input;
use crate::embedding::DIMENSIONS;

/// An article about `event` at a day of March 2024.
fn article(id: &str, text: &str, day: Option<u8>) -> Article {
    let mut article = Article::of_text(text);
    article.id = ArticleId(id.to_owned());
    article.input = Input {
        path: PathBuf::from("articles.jsonl"),
        line: None,
    };
    article.published = day.map(|day| format!("2024-03-{day:02}T06:00:00Z").parse().unwrap());
    article
}

fn towards(axis: usize) -> Embedding {
    let mut values = [0.0; DIMENSIONS];
    values[axis % DIMENSIONS] = 1.0;
    Embedding::of(&values).unwrap()
}

/// The stories of articles with the axis of their embeddings.
fn told(articles: &[(Article, usize)]) -> Vec<Vec<String>> {
    let embeddings: Vec<Embedding> = articles.iter().map(|(_, axis)| towards(*axis)).collect();
    let members: Vec<Member<'_>> = articles
        .iter()
        .zip(&embeddings)
        .map(|((article, _), embedding)| Member { article, embedding })
        .collect();
    stories(&members, &StoryOptions::default())
        .into_iter()
        .map(|story| story.articles.into_iter().map(|id| id.0).collect())
        .collect()
}

const FERRY: &str =
    "The ferry Astrid caught fire off Larvik on Sunday and 40 passengers were brought ashore.";
const FERRY_TOO: &str =
    "Passengers of the Astrid were brought to Larvik after the ferry caught fire.";
const BRIDGE: &str =
    "A bridge over the Inn collapsed near Schwaz, where engineers had warned the council.";

#[test]
fn articles_about_one_event_are_a_story() {
    let stories = told(&[
        (article("b", BRIDGE, Some(2)), 1),
        (article("a", FERRY_TOO, Some(3)), 0),
        (article("c", FERRY, Some(2)), 0),
    ]);
    assert_eq!(stories, [vec!["b"], vec!["c", "a"]]);
}

#[test]
fn the_same_words_long_after_are_another_story() {
    let stories = told(&[
        (article("a", FERRY, Some(1)), 0),
        (article("b", FERRY_TOO, Some(20)), 0),
        (article("c", FERRY, Some(27)), 0),
    ]);
    assert_eq!(stories, [vec!["a"], vec!["b", "c"]]);
}

#[test]
fn a_story_is_never_longer_than_the_window() {
    let days = [1, 5, 9, 13];
    let articles: Vec<(Article, usize)> = days
        .iter()
        .map(|&day| (article(&format!("{day:02}"), FERRY, Some(day)), 0))
        .collect();
    assert_eq!(told(&articles), [vec!["01", "05"], vec!["09", "13"]]);
}

#[test]
fn an_article_without_a_time_fits_everywhere_and_comes_last() {
    let stories = told(&[
        (article("a", FERRY, None), 0),
        (article("b", FERRY_TOO, Some(20)), 0),
        (article("c", BRIDGE, Some(1)), 1),
    ]);
    assert_eq!(stories, [vec!["c"], vec!["b", "a"]]);
}

#[test]
fn articles_without_words_are_stories_of_their_own() {
    let stories = told(&[(article("a", "", None), 0), (article("b", "…", None), 0)]);
    assert_eq!(stories, [["a"], ["b"]]);
    assert!(told(&[]).is_empty());
}

#[test]
fn each_article_within_itself_is_a_story_in_order() {
    let ids = ["b", "a"].map(|id| ArticleId(id.to_owned()));
    let stories = within(ids.clone());
    assert_eq!(
        stories
            .iter()
            .map(|story| &story.articles[..])
            .collect::<Vec<_>>(),
        [&ids[..1], &ids[1..]]
    );
}

#[test]
fn an_opening_is_title_and_beginning() {
    let mut long = article("a", &"é".repeat(1000), None);
    long.title = Some("Fire".to_owned());
    assert_eq!(opening(&long), format!("Fire. {}", "é".repeat(450)));
}

/// Sixty sentences that no other text has.
fn long_text(seed: usize) -> Vec<String> {
    (0..60)
        .map(|at| {
            format!(
                "In case {seed} witness {at} told court {} about day {}.",
                at * seed,
                at + seed
            )
        })
        .collect()
}

fn copies_of(articles: &[Article]) -> Vec<Vec<String>> {
    copies(&articles.iter().collect::<Vec<_>>())
        .into_iter()
        .map(|group| group.into_iter().map(|id| id.0).collect())
        .collect()
}

#[test]
fn copies_have_edited_leads_and_cut_tails() {
    let text = long_text(7);
    let edited = format!("Another lead was written here. {}", text[2..].join(" "));
    let articles = [
        article("c", &text[..35].join(" "), None),
        article("a", &text.join(" "), None),
        article("b", &edited, None),
        article("x", &long_text(8).join(" "), None),
    ];
    assert_eq!(copies_of(&articles), [["a", "b", "c"]]);
}

#[test]
fn a_long_quotation_makes_no_copy() {
    let (text, other) = (long_text(7), long_text(8));
    let quoting = format!("{} {}", other.join(" "), text[..10].join(" "));
    let articles = [
        article("a", &text.join(" "), None),
        article("b", &quoting, None),
    ];
    assert!(copies_of(&articles).is_empty());
}

#[test]
fn short_texts_are_no_copies() {
    assert!(copies_of(&[article("a", FERRY, None), article("b", FERRY, None)]).is_empty());
}

/// Articles of a few events, some without a time.
fn any_articles() -> impl Strategy<Value = Vec<(Article, usize)>> {
    let words = prop::sample::select(vec![
        "Astrid", "ferry", "fire", "Larvik", "bridge", "Inn", "Schwaz", "council", "vote", "Oslo",
    ]);
    let text = prop::collection::vec(words, 0..12).prop_map(|words| words.join(" "));
    let day = prop::option::of(1..28_u8);
    prop::collection::vec((text, day, 0..3_usize), 0..30).prop_map(|rows| {
        rows.into_iter()
            .enumerate()
            .map(|(at, (text, day, axis))| (article(&format!("{at:02}"), &text, day), axis))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn each_article_is_in_one_story_whatever_the_order_and_the_threads(
        (articles, shuffled) in any_articles().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
    ) {
        let threads = |count| rayon::ThreadPoolBuilder::new().num_threads(count).build().unwrap();
        let stories = threads(1).install(|| told(&articles));
        prop_assert_eq!(&stories, &threads(3).install(|| told(&shuffled)));
        let mut ids: Vec<&String> = stories.iter().flatten().collect();
        ids.sort();
        let expected: Vec<String> = (0..articles.len()).map(|at| format!("{at:02}")).collect();
        prop_assert_eq!(ids, expected.iter().collect::<Vec<_>>());
    }
}
