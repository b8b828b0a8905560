//! Sentences and what was found in them become statements, in reading order.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::attribute::{self, Attributed};
use super::clause::Clause;
use super::finder::{self, Finder, Found};
use super::lexicon::CueClass;
use super::{
    Attitude, Attribution, Certainty, Cue, Polarity, Source, Stance, Statement, StatementId,
    antecedent, claim, on_one_line, quotation, referent, resolve, source, stance, time,
};
use crate::article::{Article, Part};
use crate::sentence::{Sentence, SentenceKind};
use crate::text::{Span, tokens};
use crate::transformer::TransformerError;

/// The statements of each article, in reading order, on the current rayon thread pool. Boilerplate and bylines state nothing.
///
/// # Errors
/// When the finder fails.
pub fn state(
    finder: &Finder,
    articles: &[(&Article, &[Sentence])],
) -> Result<Vec<Vec<Statement>>, TransformerError> {
    let found = finder.find(articles)?;
    let stated = articles
        .par_iter()
        .zip(found)
        .map(|((article, sentences), found)| statements(article, sentences, &found));
    Ok(stated.collect())
}

fn statements(
    article: &Article,
    sentences: &[Sentence],
    found: &[(Part, Found)],
) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut quotations = quotation::Tracker::default();
    let found = by_sentence(sentences, found);
    for (index, sentence) in sentences.iter().enumerate() {
        if !states(sentence) {
            continue;
        }
        let text = article.part(sentence.part);
        let opened = quotations.enter(text, sentence, &mut statements);
        let clause = Clause {
            text,
            tokens: tokens(text, sentence.span, opened),
        };
        let here = found[index].iter().copied();
        let (attitudes, said): (Vec<Attributed>, Vec<Attributed>) =
            attribute::attributions(&clause, here)
                .into_iter()
                .partition(Attributed::is_attitude);
        let first = statements.len();
        if said.is_empty() {
            let ordinal = statements.len();
            statements.push(statement(article, index, sentence, None, true, ordinal));
        }
        let alone = said.len() == 1;
        for attributed in said {
            let ordinal = statements.len();
            let attributed = Some(attributed);
            statements.push(statement(
                article, index, sentence, attributed, alone, ordinal,
            ));
        }
        if let Some(statement) = statements.get_mut(first) {
            statement.attitudes = attitudes
                .into_iter()
                .map(|attitude| Attitude {
                    attribution: attribution(text, attitude.source, attitude.cue),
                    content: attitude.content,
                })
                .collect();
        }
        quotations.leave(&clause, &mut statements, first);
    }
    quotations.end_paragraph(&mut statements);
    referent::name(article, sentences, &mut statements);
    antecedent::stand_in(article, &mut statements);
    resolve::resolve(article, &mut statements);
    // A corpus keeps them all.
    statements.shrink_to_fit();
    statements
}

/// For each sentence what was found that says something in it. Only there is it looked for: a long article would else be searched
/// as a whole for each of its sentences.
fn by_sentence<'a>(sentences: &[Sentence], found: &'a [(Part, Found)]) -> Vec<Vec<&'a Found>> {
    let mut here: Vec<Vec<&Found>> = vec![Vec::new(); sentences.len()];
    for (part, one) in found {
        let places = one.content.iter();
        let reached: BTreeSet<usize> = places
            .flat_map(|piece| finder::reached(sentences, *part, *piece))
            .collect();
        for at in reached {
            here[at].push(one);
        }
    }
    here
}

/// Whether a sentence states anything.
pub(super) fn states(sentence: &Sentence) -> bool {
    !matches!(
        sentence.kind,
        SentenceKind::Boilerplate | SentenceKind::Byline
    )
}

/// One statement of `sentence`, or the one that it has, `alone`; without an attribution it is the outlet's own.
fn statement(
    article: &Article,
    index: usize,
    sentence: &Sentence,
    attributed: Option<Attributed>,
    alone: bool,
    ordinal: usize,
) -> Statement {
    let text = article.part(sentence.part);
    let content = attributed.as_ref().map_or_else(
        || vec![unquoted(text, sentence.span)],
        |attributed| attributed.content.clone(),
    );
    let words = words_at(text, &content);
    let (stance, certainty, polarity) = attributed.as_ref().map_or_else(
        || {
            (
                stance::of_content(&words),
                stance::certainty(Certainty::Certain, &words),
                stance::polarity(Polarity::Positive, false, &words),
            )
        },
        |attributed| (attributed.stance, attributed.certainty, attributed.polarity),
    );
    let answers = attributed.as_ref().is_some_and(|attributed| {
        attributed.stance == Stance::Deny || attributed.class == CueClass::Confirm
    });
    let is_anaphoric = answers && claim::is_anaphoric(&words);
    let is_figure = attributed
        .as_ref()
        .is_some_and(|attributed| attributed.class == CueClass::Reckon);
    let is_clausal = attributed
        .as_ref()
        .is_some_and(|attributed| attributed.is_clausal);
    let attribution =
        attributed.map(|Attributed { source, cue, .. }| attribution(text, source, cue));
    let proposition = match &attribution {
        // "Denied it" says nothing alone; what the source adds in the same breath says what is denied.
        Some(_) if stance == Stance::Deny && is_anaphoric => {
            on_one_line(unquoted(text, sentence.span).of(text))
        }
        // A denial keeps its source and cue: without them it would say what it denies; a figure, without them it is no sentence.
        // What somebody else says in the same sentence is no part of what is praised or wanted.
        Some(attribution) if stance == Stance::Deny || is_figure || !is_clausal && !alone => {
            on_one_line(whole(attribution, &content).of(text))
        }
        // What is praised or wanted says nothing without the praise.
        Some(_) if !is_clausal => on_one_line(unquoted(text, sentence.span).of(text)),
        _ => words,
    };
    let time = time::time_of(article, text, &content);
    Statement {
        id: StatementId {
            article: article.id.clone(),
            ordinal: ordinal as u32,
        },
        part: sentence.part,
        span: sentence.span,
        sentence: index,
        content,
        attribution,
        stance,
        certainty,
        polarity,
        denies: None,
        confirms: None,
        answer_score: None,
        time,
        attitudes: Vec::new(),
        is_anaphoric,
        proposition,
    }
}

fn attribution(text: &str, source: Option<Span>, cue: Cue) -> Attribution {
    Attribution {
        source: source.map(|span| Source {
            span,
            name: None,
            kind: source::kind(text, span),
        }),
        cue,
    }
}

/// From the first to the last of source, cue and content.
fn whole(attribution: &Attribution, content: &[Span]) -> Span {
    let source = attribution.source.iter().map(|source| source.span);
    let parts = source
        .chain([attribution.cue.span])
        .chain(content.iter().copied());
    parts.fold(attribution.cue.span, |whole, part| {
        Span::new(whole.start.min(part.start), whole.end.max(part.end))
    })
}

/// The words at `spans` of `text`, on one line.
pub(super) fn words_at(text: &str, spans: &[Span]) -> String {
    let words: Vec<String> = spans
        .iter()
        .map(|span| on_one_line(span.of(text)))
        .collect();
    words.join(" ")
}

/// The span without the quotation marks at its ends, when it begins with one.
fn unquoted(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let inner = words.trim_start_matches(['“', '"']);
    let bare = inner.trim_end_matches(['”', '"']);
    if inner.len() == words.len() || bare.is_empty() {
        return span;
    }
    let start = span.end - inner.len();
    Span::new(start, start + bare.len())
}
