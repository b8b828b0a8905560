//! Stage *state*: sentences become [`Statement`]s: who says what, by which words, and how they stand to it.

mod antecedent;
mod attribute;
mod claim;
mod clause;
mod complement;
mod cue;
mod finder;
mod label;
mod lexicon;
mod nested;
mod person;
mod quotation;
mod rebuttal;
mod reckoning;
mod referent;
mod relative;
mod resolve;
mod silence;
mod source;
mod speaker;
mod stance;
mod state;
mod tag;
mod time;
mod wish;
mod words;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::article::{Article, ArticleId, Part};
use crate::text::Span;

pub use finder::Finder;
#[cfg(feature = "embedded-model")]
pub use finder::default_finder;
pub(crate) use stance::is_negation;
pub use state::state;
pub use time::TimeSlot;
pub(crate) use time::{MONTHS, WEEKDAYS, month_at};
pub(crate) use wish::is_wish;

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
    /// Who it is, where the article tells: the full name behind a surname, the person behind a pronoun or an office ("the
    /// president"), the name between commas after "the fire chief".
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
    /// What is compared, on one line: the content, with the source's name for a pronoun that it begins with, and with the words of
    /// an earlier phrase for one that only repeats it ("the request"), where that is certain; as it was written the content stays
    /// in its spans. For a denial source and cue as well, which say that it is none; the sentence, where the content alone says
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
        state::words_at(article.part(self.part), &self.content)
    }
}

/// The words with a single space between them.
pub(crate) fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(all(test, feature = "embedded-model"))]
pub(crate) mod tests;
