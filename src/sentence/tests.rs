//! Whole texts in, sentences out.

use proptest::prelude::*;

use super::*;

fn split_text(text: &str) -> Vec<String> {
    split(&Article::of_text(text))
        .iter()
        .map(|sentence| sentence.span.of(text).to_owned())
        .collect()
}

fn kinds(text: &str) -> Vec<SentenceKind> {
    split(&Article::of_text(text))
        .iter()
        .map(|sentence| sentence.kind)
        .collect()
}

/// Each line is a sentence of one paragraph.
fn check(sentences: &[&str]) {
    assert_eq!(split_text(&sentences.join(" ")), sentences);
}

#[test]
fn abbreviations_initials_and_numbers_do_not_end_a_sentence() {
    check(&[
        "Mr. Pike of St. Ives met Sen. J. K. Hale at 5 p.m. on Jan. 3.",
        "It cost $3.5 million, i.e. too much.",
    ]);
    check(&[
        "He lives in the U.S. and works for Brenner Inc. in D.C. now.",
        "George W. Hale left.",
    ]);
    check(&[
        "She flew to the U.S.",
        "The visit was short.",
        "It ended at 4 p.m.",
        "Nobody came.",
    ]);
    check(&[
        "It was ranked No. 4 of nine.",
        "He said no.",
        "They agreed.",
    ]);
}

#[test]
fn quotations_and_brackets_that_end_a_sentence() {
    check(&[
        "“We lost.”",
        "Nobody spoke.",
        "(It was late.)",
        "“Why?” Pike asked.",
        "“Go!” he said.",
    ]);
    check(&[
        "\"We tried.",
        "We failed,\" he said.",
        "“Is it true?”",
        "The mayor left.",
    ]);
    check(&["He waited ... and waited…", "Then he left."]);
}

#[test]
fn lost_spaces_careless_writers_and_page_heads() {
    check(&[
        "The port closed.",
        "nobody was hurt.",
        "are they safe?",
        "yes.",
    ]);
    check(&["He works at Yahoo! in Aldane.", "“Why?” asked Pike."]);
    assert_eq!(
        split_text("The port closed.Nobody was hurt at belie.rs or 3.5 miles off."),
        [
            "The port closed.",
            "Nobody was hurt at belie.rs or 3.5 miles off."
        ]
    );
    check(&["Harbour Desk 08/16/2017 12:05 PM", "The port closed."]);
}

#[test]
fn ellipses_notes_and_lists() {
    check(&[
        "He waited . . . and left.",
        "It was late.[12]",
        "Then he slept. [...]",
    ]);
    check(&["They waited.", ". . . Nobody came."]);
    check(&["1.) The port", "2.) The bridge"]);
    check(&["• The port.", "• The bridge."]);
}

#[test]
fn hard_wrapped_lines_go_on_and_headings_stand_alone() {
    let text = "The council has been asked several times in\nrecent months to sell the old harbour basin to Brenner Lines, \
                the\nowner of most of the ships that still call there, two officials said.\nThe harbour\nThe basin was dug \
                in 1880 by the city and it was\nleased to the navy for sixty years.\nPost a Comment\n";
    let sentences = split_text(text);
    assert_eq!(sentences.len(), 4, "{sentences:#?}");
    assert!(sentences[0].starts_with("The council") && sentences[0].ends_with("officials said."));
    assert_eq!(
        kinds(text)[1..],
        [
            SentenceKind::Subhead,
            SentenceKind::Body,
            SentenceKind::Boilerplate
        ]
    );
}

#[test]
fn lines_that_are_paragraphs_end_a_sentence() {
    assert_eq!(
        split_text("The port closed\nNobody was hurt in the fire."),
        ["The port closed", "Nobody was hurt in the fire."]
    );
}

#[test]
fn markdown_marks_are_no_part_of_a_sentence() {
    let text = "## Reactions\n\n- The union left.\n- The owner stayed.\n\n> We will see.\n\n1. First things.";
    assert_eq!(
        split_text(text),
        [
            "Reactions",
            "The union left.",
            "The owner stayed.",
            "We will see.",
            "1. First things."
        ]
    );
    assert_eq!(kinds(text)[0], SentenceKind::Subhead);
}

#[test]
fn bylines_and_datelines() {
    let text = "By Ada Brenner\n\nHARBOUR CITY (NWA) — The port closed on Monday.\n";
    assert_eq!(
        split_text(text),
        ["By Ada Brenner", "The port closed on Monday."]
    );
    assert_eq!(kinds(text), [SentenceKind::Byline, SentenceKind::Body]);
}

#[test]
fn a_separate_title_comes_first() {
    let mut article = Article::of_text("The port closed.");
    article.title = Some("Port shut".to_owned());
    let sentences = split(&article);
    assert_eq!(
        (sentences[0].part, sentences[0].kind, sentences[1].part),
        (Part::Title, SentenceKind::Title, Part::Body)
    );
}

proptest! {
    #[test]
    fn sentences_are_in_order_and_lose_no_word(text in "([a-zA-Z]{1,6}|Mr\\.|U\\.S\\.|[.!?,“”\"()—-]| |\n|# |- ){0,60}") {
        let sentences = split(&Article::of_text(&text));
        let mut last = 0;
        let mut kept = String::new();
        for sentence in &sentences {
            prop_assert!(sentence.span.start >= last && sentence.span == sentence.span.trim(&text));
            prop_assert!(!sentence.span.is_empty());
            kept.push_str(sentence.span.of(&text));
            last = sentence.span.end;
        }
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let all = letters(&text);
        // Only a dateline may be left out.
        prop_assert!(letters(&kept) == all || text.contains(['—', '-']));
    }

    #[test]
    fn any_text_is_split(text in "\\PC{0,60}") {
        let _ = split(&Article::of_text(&text));
    }
}
