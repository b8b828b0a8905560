//! Stage *state*: sentences become [`Statement`]s: who says what, by which words, and how they stand to it.

mod attribute;
mod claim;
mod clause;
mod complement;
mod cue;
mod finder;
mod lexicon;
mod quotation;
mod rebuttal;
mod referent;
mod resolve;
mod silence;
mod source;
mod stance;
mod time;
mod words;

use std::fmt;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::article::{Article, ArticleId, Part};
use crate::sentence::{Sentence, SentenceKind};
use crate::text::{Span, tokens};
use crate::transformer::TransformerError;

use attribute::Attributed;
use clause::Clause;
pub use finder::Finder;
use finder::Found;
#[cfg(feature = "embedded-model")]
pub use finder::default_finder;
use lexicon::CueClass;
pub(crate) use stance::is_negation;
pub use time::TimeSlot;

/// The id of a statement: its article, and its place among the article's statements from 0.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StatementId {
    /// The article it stands in.
    pub article: ArticleId,
    /// Its place in reading order, from 0.
    pub ordinal: u32,
}

impl fmt::Display for StatementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.article, self.ordinal)
    }
}

impl From<StatementId> for String {
    fn from(id: StatementId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for StatementId {
    type Error = String;

    fn try_from(id: String) -> Result<Self, Self::Error> {
        id.rsplit_once('-')
            .and_then(|(article, ordinal)| {
                Some(StatementId {
                    article: ArticleId(article.to_owned()),
                    ordinal: ordinal.parse().ok()?,
                })
            })
            .ok_or_else(|| format!("'{id}' is no statement id: expected ARTICLE-ORDINAL"))
    }
}

/// How a source stands to the content it speaks of (SDQC's support, deny, query, comment; *consider* added).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Puts the content forward as true.
    Affirm,
    /// Holds it possible, planned or under deliberation.
    Consider,
    /// Puts it forward as false, or rejects it.
    Deny,
    /// Asks or doubts whether it is true.
    Question,
    /// Declines to take a stand.
    NoComment,
}

/// How sure a source is of the content (FactBank, Saurí and Pustejovsky 2009).
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// FactBank's CT.
    #[default]
    Certain,
    /// FactBank's PR.
    Probable,
    /// FactBank's PS.
    Possible,
    /// FactBank's U.
    Uncommitted,
}

/// Whether the content is held to be so or not to be so (FactBank's + and −).
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// It is so.
    #[default]
    Positive,
    /// It is not so.
    Negative,
}

/// What kind of source speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// A person with a name.
    Named,
    /// People without a name ("two senior officials").
    Anonymous,
    /// A body that speaks as one ("the White House").
    Organization,
    /// Something written ("the report", "a poll").
    Document,
    /// A pronoun ("he").
    Pronoun,
}

/// Who says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Where the source is named, in the statement's part.
    pub span: Span,
    /// Who it is, where the article tells with certainty: the full name behind a surname, the person behind a pronoun.
    pub name: Option<String>,
    /// What kind of source it is.
    pub kind: SourceKind,
}

/// The words that attribute the content to the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// Where they stand, in the statement's part.
    pub span: Span,
    /// The lemma of the head word: "deny", "say", "according to".
    pub lemma: String,
}

/// Source and cue of an attributed statement (PARC 3.0, PolNeAR).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Who says it, when the text names a source.
    pub source: Option<Source>,
    /// By which words.
    pub cue: Cue,
}

/// A stand that somebody in a sentence takes without saying anything: "praised the ruling", "wants to sell", "is expected to".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attitude {
    /// Whose it is, and by which words.
    pub attribution: Attribution,
    /// What it is about.
    pub content: Vec<Span>,
}

/// Something that is said in an article, by a source or by the outlet itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Its article and place.
    pub id: StatementId,
    /// The text that all its spans point into.
    pub part: Part,
    /// The sentence it stands in.
    pub span: Span,
    /// Which sentence of the article (index into the sentences that `state` was given).
    pub sentence: usize,
    /// What is said, without source and cue: one span, or several when the attribution interrupts it.
    pub content: Vec<Span>,
    /// Who says it; `None` when it is the outlet's own.
    pub attribution: Option<Attribution>,
    /// How the source stands to the content.
    pub stance: Stance,
    /// How sure the source is.
    pub certainty: Certainty,
    /// Whether the source holds that it is so: a denial, and a content with a negation, are negative; a denied negation is
    /// positive.
    pub polarity: Polarity,
    /// The earlier statement that this one denies without repeating it ("denied the allegations").
    pub denies: Option<StatementId>,
    /// The earlier statement that this one confirms without repeating it ("confirmed the report").
    pub confirms: Option<StatementId>,
    /// How sure it is that this is what it denies or confirms, from 0.5 to about 1.3; `None` when it is not resolved.
    pub answer_score: Option<f32>,
    /// Whether what it denies stands elsewhere ("the allegations"): its own words are then never compared.
    pub is_anaphoric: bool,
    /// The day or period that the content speaks of, when it names one.
    pub time: Option<TimeSlot>,
    /// What somebody in its sentence favours, opposes or wants; at the first statement of each sentence.
    pub attitudes: Vec<Attitude>,
    /// What NLI reads, on one line: the content, with the source's name for a pronoun that it begins with where that is
    /// certain; for a denial source and cue as well, which say that it is none; the sentence, where the content alone says
    /// nothing ("praised the ruling", "denied it").
    pub proposition: String,
}

impl Statement {
    /// The words of the sentence it stands in, on one line.
    pub fn words(&self, article: &Article) -> String {
        on_one_line(self.span.of(article.part(self.part)))
    }

    /// The words of its content, on one line, without source and cue.
    pub fn said(&self, article: &Article) -> String {
        words_at(article.part(self.part), &self.content)
    }
}

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
        let here = found
            .iter()
            .filter(|(part, _)| *part == sentence.part)
            .map(|(_, found)| found);
        let (attitudes, said): (Vec<Attributed>, Vec<Attributed>) =
            attribute::attributions(&clause, here)
                .into_iter()
                .partition(Attributed::is_attitude);
        let first = statements.len();
        if said.is_empty() {
            statements.push(statement(article, index, sentence, None, statements.len()));
        }
        for attributed in said {
            statements.push(statement(
                article,
                index,
                sentence,
                Some(attributed),
                statements.len(),
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
    referent::name(article, &mut statements);
    resolve::resolve(article, &mut statements);
    statements
}

/// Whether a sentence states anything.
fn states(sentence: &Sentence) -> bool {
    !matches!(
        sentence.kind,
        SentenceKind::Boilerplate | SentenceKind::Byline
    )
}

/// One statement of `sentence`; without an attribution it is the outlet's own.
fn statement(
    article: &Article,
    index: usize,
    sentence: &Sentence,
    attributed: Option<Attributed>,
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
        // A denial keeps its source and cue: without them it would say what it denies.
        Some(attribution) if stance == Stance::Deny => {
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
fn words_at(text: &str, spans: &[Span]) -> String {
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

fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(all(test, feature = "embedded-model"))]
pub(crate) mod tests;
