//! Whole sentences in, statements out, with the embedded finder.
#![allow(clippy::expect_used)] // A test that cannot go on should say so and stop.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::sentence::{Sentence, SentenceKind};

static FINDER: LazyLock<Finder> =
    LazyLock::new(|| default_finder().expect("the embedded finder loads"));

/// The statements of one article.
pub(crate) fn stated(article: &Article, sentences: &[Sentence]) -> Vec<Statement> {
    let found = state(&FINDER, &[(article, sentences)]).expect("statements");
    found.into_iter().flatten().collect()
}

/// Each line of `text` is a sentence; all are one paragraph.
pub(super) fn statements(text: &str) -> (Article, Vec<Statement>) {
    let mut sentences = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len()).trim(text);
        if !span.is_empty() {
            sentences.push(Sentence {
                part: Part::Body,
                span,
                paragraph: 0,
                kind: SentenceKind::Body,
            });
        }
        start += line.len() + 1;
    }
    let article = Article::of_text(text);
    let found = stated(&article, &sentences);
    (article, found)
}

/// `source | cue lemma | content | stance` of each statement.
fn table(text: &str) -> Vec<String> {
    let (article, statements) = statements(text);
    let row = |statement: &Statement| {
        let attribution = statement.attribution.as_ref();
        let source = attribution.and_then(|attribution| attribution.source.as_ref());
        format!(
            "{} | {} | {} | {:?}",
            source.map_or("-", |source| source.span.of(&article.text)),
            attribution.map_or("-", |attribution| &attribution.cue.lemma),
            statement.proposition,
            statement.stance
        )
    };
    statements.iter().map(row).collect()
}

#[test]
fn a_quotation_belongs_to_the_tag_after_it() {
    let text = "\"We have won, and the figures will show it,\" Foss told supporters.\n\"Lena Foss has not won anything,\" Dale's campaign manager, Otto Brandt, said.";
    let rows = table(text);
    assert!(rows[0].starts_with("Foss | tell"), "{rows:?}");
    assert!(
        rows[1].starts_with("Dale's campaign manager | say"),
        "{rows:?}"
    );
}

#[test]
fn said_that_clauses() {
    assert_eq!(
        table(
            "Two senior port officials and a city engineer said the council was considering the lease."
        ),
        [
            "Two senior port officials and a city engineer | say | the council was considering the lease | Consider"
        ]
    );
    assert_eq!(
        table("On Monday the minister told reporters that the bridge was safe."),
        ["the minister | tell | the bridge was safe | Affirm"]
    );
}

#[test]
fn opening_participles_have_the_source_of_what_follows() {
    assert_eq!(
        table(
            "Rejecting claims that the council had offered Mr. Hale a seat on the board, the report said that he was offered unpaid posts."
        )[0],
        "the report | reject | Rejecting claims that the council had offered Mr. Hale a seat on the board, the report | Deny"
    );
}

#[test]
fn claims_are_batted_down_and_knocked_down() {
    assert_eq!(
        table("She knocked down a report that the museum would be sold."),
        ["She | knock down | She knocked down a report that the museum would be sold | Deny"]
    );
}

#[test]
fn sources_after_their_words() {
    assert_eq!(
        table("“The bridge was safe,” said Ada Brenner, the mayor."),
        ["Ada Brenner | say | The bridge was safe | Affirm"]
    );
    assert_eq!(
        table("The bridge was safe, the mayor said on Friday."),
        ["the mayor | say | The bridge was safe | Affirm"]
    );
    assert_eq!(
        table("The bridge was safe, according to a report by engineers."),
        ["a report by engineers | according to | The bridge was safe | Affirm"]
    );
    assert_eq!(
        table("“We lost,” Brenner, the mayor, said. \n “We will try again.”"),
        [
            "Brenner | say | We lost | Affirm",
            "Brenner | say | We will try again | Affirm"
        ]
    );
}

#[test]
fn a_line_above_is_no_part_of_the_source() {
    let table = table(
        "Lind spoke on Monday.\n\nADVERTISEMENT\n\nBrenner says that the port closed at nine.",
    );
    let last = "Brenner | say | the port closed at nine | Affirm";
    assert_eq!(table.last().map(String::as_str), Some(last));
}

#[test]
fn appositions_belong_to_the_source() {
    for text in [
        "Jon Pike of Aldane, the senior man on the harbour board, said the port was safe.",
        "Jon Pike of Aldane, the founder of Harbour Watch, a charity, said that the port was safe.",
    ] {
        assert_eq!(
            table(text),
            ["Jon Pike of Aldane | say | the port was safe | Affirm"]
        );
    }
    assert_eq!(
        table("The mayor disputed union claims that the port was safe.").len(),
        1
    );
}

#[test]
fn a_quotation_waits_for_its_speaker() {
    assert_eq!(
        table("“We lost.\nWe will try again,” the coach said."),
        [
            "the coach | say | We lost | Affirm",
            "the coach | say | We will try again | Affirm"
        ]
    );
}

#[test]
fn a_denial_of_what_was_alleged_before() {
    let text = "Two officials said the council was considering the lease.\nHowever, another senior official denied the \
                allegations, saying that the council would not sign.";
    assert_eq!(
        table(text),
        [
            "Two officials | say | the council was considering the lease | Consider",
            "another senior official | deny | However, another senior official denied the allegations, saying that the council would not \
             sign. | Deny",
            "another senior official | say | the council would not sign | Affirm",
        ]
    );
    let (_, statements) = statements(text);
    assert_eq!(statements[1].denies.as_ref(), Some(&statements[0].id));
}

#[test]
fn silence_and_open_doors() {
    assert_eq!(
        table("The ministry declined to comment on the lease."),
        ["The ministry | decline | The ministry declined to comment on the lease. | NoComment"]
    );
    assert_eq!(
        table("He refused to rule out a strike."),
        ["He | refuse | He refused to rule out a strike. | Consider"]
    );
    assert_eq!(
        table("The company did not deny that it had paid."),
        ["The company | deny | The company had paid | Consider"]
    );
}

#[test]
fn acts_are_the_outlets_own() {
    assert_eq!(
        table("The union rejected the offer on Monday."),
        ["- | - | The union rejected the offer on Monday. | Affirm"]
    );
    assert_eq!(
        table("The talks were widely reported."),
        ["- | - | The talks were widely reported. | Affirm"]
    );
}

#[test]
fn denials_that_say_what_they_deny() {
    assert_eq!(
        table("Brenner denied taking a bribe and said the money was a loan."),
        [
            "Brenner | deny | Brenner denied taking a bribe | Deny",
            "Brenner | say | the money was a loan | Affirm"
        ]
    );
}

#[test]
fn certainty_and_polarity_are_kept() {
    let factuality = |text: &str| {
        let (_, found) = statements(text);
        (found[0].certainty, found[0].polarity)
    };
    let (certain, probable) = (Certainty::Certain, Certainty::Probable);
    let (so, not_so) = (Polarity::Positive, Polarity::Negative);
    assert_eq!(factuality("Pike said the port was shut."), (certain, so));
    assert_eq!(
        factuality("Pike denied that the port was shut."),
        (certain, not_so)
    );
    assert_eq!(
        factuality("Pike denied that the port was not shut."),
        (certain, so)
    );
    assert_eq!(
        factuality("Pike believes the port was shut."),
        (probable, so)
    );
    assert_eq!(
        factuality("Pike said the port might be shut."),
        (Certainty::Possible, so)
    );
    assert_eq!(
        factuality("Pike said it was unclear whether the port was shut.").0,
        Certainty::Uncommitted
    );
}

#[test]
fn confirmations_are_resolved_too() {
    let (_, found) = statements(
        "A hacker said the bank had lost the data of its clients.\nThe bank confirmed the report.",
    );
    assert_eq!(found[1].confirms.as_ref(), Some(&found[0].id));
    assert!(found[1].is_anaphoric && found[1].denies.is_none() && found[1].answer_score.is_some());
}

#[test]
fn labels_and_what_is_said_by_nobody() {
    assert_eq!(
        table("Minister: no deal with the dockers"),
        ["Minister | : | no deal with the dockers | Affirm"]
    );
    assert_eq!(
        table("The harbour is expected to close in June."),
        ["- | - | The harbour is expected to close in June. | Affirm"]
    );
    let noted = "She named Andrew Pike, two traders, a noted academic and the judge.";
    assert_eq!(table(noted), [format!("- | - | {noted} | Affirm")]);
    let heard = "Managers of the port were told of leaks in June.";
    assert_eq!(table(heard), [format!("- | - | {heard} | Affirm")],);
    let (article, found) = statements("The union praised the ruling of the court.");
    let attitude = &found[0].attitudes[0];
    assert_eq!(attitude.attribution.cue.lemma, "praise");
    assert_eq!(
        attitude.content[0].of(&article.text),
        "the ruling of the court"
    );
}

#[test]
fn what_one_source_reports_of_another() {
    for (text, outer, inner) in [
        (
            "Ortega said Pike had denied that the bridge was sold.",
            "Ortega | say | Pike had denied that the bridge was sold | Affirm",
            "Pike | deny | Pike had denied that the bridge was sold | Deny",
        ),
        (
            "Ortega said on Friday that Pike, the mayor, had said the bridge was sold.",
            "Ortega | say | Pike, the mayor, had said the bridge was sold | Affirm",
            "Pike | say | the bridge was sold | Affirm",
        ),
        (
            "The ministry said two engineers had told the council on Monday that the bridge might be sold.",
            "The ministry | say | two engineers had told the council on Monday that the bridge might be sold | Consider",
            "two engineers | tell | the bridge might be sold | Consider",
        ),
        (
            "The minister said the port authority had announced that the bridge was sold.",
            "The minister | say | the port authority had announced that the bridge was sold | Affirm",
            "the port authority | announce | the bridge was sold | Affirm",
        ),
        (
            "Ortega said the company had claimed that the bridge was safe, but the council would look into it.",
            "Ortega | say | the company had claimed that the bridge was safe | Affirm",
            "the company | claim | the bridge was safe | Affirm",
        ),
        (
            "Ortega said the union had alleged that the bridge was sold.",
            "Ortega | say | the union had alleged that the bridge was sold | Affirm",
            "the union | allege | the bridge was sold | Affirm",
        ),
    ] {
        assert_eq!(table(text), [outer, inner]);
    }
}

#[test]
fn what_one_announces_is_not_what_another_says_beside_it() {
    let text = "“The strike is late,” Ada Brenner said on Sunday, an hour before the union announced the walkout.";
    let (_, found) = statements(text);
    let said: Vec<&str> = found.iter().map(|x| x.proposition.as_str()).collect();
    assert_eq!(
        said,
        ["The strike is late", "the union announced the walkout"]
    );
}

#[test]
fn what_nobody_disputes_is_put_forward() {
    for text in [
        "Nobody disputes that the bridge was sold.",
        "Neither side denied that the bridge was sold.",
        "Few doubt that the bridge was sold.",
    ] {
        let (_, found) = statements(text);
        let held = (found[0].stance, found[0].polarity);
        assert_eq!(held, (Stance::Affirm, Polarity::Positive), "{text}");
    }
    let (_, found) = statements("No. 10 denied that the bridge was sold.");
    assert_eq!(found[0].stance, Stance::Deny);
}

#[test]
fn whoever_faces_allegations_does_not_make_them() {
    let found = table("Mayor Ada Brenner faces allegations that she sold the bridge.");
    assert_eq!(found, ["- | allegations | she sold the bridge | Affirm"]);
}

#[test]
fn what_reports_nobody_else() {
    for text in [
        "Ortega said the man who said it was dead had left the town.",
        "Ortega said nobody could claim that the bridge was sold.",
        "Ortega said it was wrong if Pike had said that the bridge was sold.",
        "Ortega said Pike was said to own the bridge.",
        "Ortega said what Pike said was false.",
        "Ortega said he wanted to say that the bridge was sold.",
        "Ortega said the council had confirmed the sale of the bridge.",
        "Ortega denied that Pike had said that the bridge was sold.",
    ] {
        assert_eq!(table(text).len(), 1, "{:?}", table(text));
    }
}

/// Words and marks that the rules look at, in any order.
const WORDS: &str = "([a-zA-Z“”\",.]{1,8}|said|denied|that|according to|the officials|who|praised|asked whether|declined to|\
    is not true|May 3|:|;|—|\\(|\\)|''|is expected to|Pike|it|and|adding|in 2017|\n| ){0,40}";

proptest! {
    #[test]
    fn spans_lie_inside_their_sentence(text in WORDS) {
        let (article, statements) = statements(&text);
        for (ordinal, statement) in statements.iter().enumerate() {
            prop_assert_eq!(statement.id.ordinal as usize, ordinal);
            prop_assert!(!statement.content.is_empty());
            let attitudes = statement.attitudes.iter();
            let contents = attitudes.clone().flat_map(|attitude| &attitude.content).chain(&statement.content);
            for content in contents {
                prop_assert!(statement.span.contains(*content) && !content.of(&article.text).is_empty());
            }
            // A source or a cue may stand in the sentence that a quotation began in, but always reproduces words.
            let attributions = attitudes.map(|attitude| &attitude.attribution).chain(&statement.attribution);
            for attribution in attributions {
                prop_assert!(!attribution.cue.span.of(&article.text).is_empty());
                let source = attribution.source.as_ref();
                prop_assert!(source.is_none_or(|source| !source.span.of(&article.text).is_empty()));
            }
            if let Some(time) = &statement.time {
                prop_assert!(statement.content.iter().any(|content| content.contains(time.span)));
            }
        }
    }
}
