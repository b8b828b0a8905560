//! The lines of `report.jsonl` as types, and how the results of the stages become them.

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::quote::on_one_line;
use super::{DisputeLine, RunInfo};
use crate::article::{Article, ArticleId, Part};
use crate::nli::NliScores;
use crate::pair::Reason;
use crate::statement::{
    Attribution, Certainty, Polarity, SourceKind, Stance, Statement, StatementId,
};
use crate::text::Span;
use crate::verdict::{Contradiction, ContradictionId, Evidence, Relation};

/// One line of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Line {
    /// What the run was.
    Run(Box<RunInfo>),
    /// An article that was read.
    Article(ArticleLine),
    /// A statement.
    Statement(Box<StatementLine>),
    /// A contradiction.
    Contradiction(Box<ContradictionLine>),
    /// A dispute.
    Dispute(DisputeLine),
}

/// Where an article came from, as a report names it: always with `/`, so that reports are the same on every system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputLine {
    /// The path.
    pub path: String,
    /// The line (from 1) of a JSON Lines file.
    pub line: Option<usize>,
}

/// An article as a report lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleLine {
    /// Its id.
    pub id: ArticleId,
    /// Where it was read from.
    pub input: InputLine,
    /// The input's own id.
    pub input_id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
}

/// A statement as a report lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementLine {
    /// Its id.
    pub id: StatementId,
    /// Its article.
    pub article: ArticleId,
    /// Which text the spans point into.
    pub part: Part,
    /// Its sentence.
    pub span: Span,
    /// The words of its sentence.
    pub text: String,
    /// What is said.
    pub content: Vec<Span>,
    /// Who says it.
    pub source: Option<SourceLine>,
    /// By which words.
    pub cue: Option<CueLine>,
    /// How the source stands to it.
    pub stance: Stance,
    /// How sure the source is of it. Reports of belie 0.1.0 and before have none, nor the fields that follow.
    #[serde(default)]
    pub certainty: Certainty,
    /// Whether the source holds that it is so.
    #[serde(default)]
    pub polarity: Polarity,
    /// The earlier statement that this one denies without repeating it.
    pub denies: Option<StatementId>,
    /// The earlier statement that this one confirms without repeating it.
    pub confirms: Option<StatementId>,
    /// When the content is said to hold.
    pub time: Option<TimeLine>,
    /// What somebody in its sentence favours, opposes or wants, without saying it.
    #[serde(default)]
    pub attitudes: Vec<AttitudeLine>,
    /// The content as it was compared: on one line, with a name for a pronoun where that is certain.
    #[serde(default)]
    pub proposition: String,
    /// Where other articles of the story print the same sentence.
    #[serde(default)]
    pub repeats: Vec<RepeatLine>,
}

/// A sentence of another article that repeats a statement's word for word, as a report lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepeatLine {
    /// The other article.
    pub article: ArticleId,
    /// Which text the span points into.
    pub part: Part,
    /// The sentence there.
    pub span: Span,
}

/// An attitude as a report lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttitudeLine {
    /// Whose it is.
    pub source: Option<SourceLine>,
    /// By which words.
    pub cue: CueLine,
    /// What it is about.
    pub content: Vec<Span>,
}

/// A time as a report lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeLine {
    /// Its words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// First and last day; null when the words need a date that the article does not give.
    pub days: Option<(Date, Date)>,
}

/// A source as a report lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceLine {
    /// Its words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// Who it is, where the article tells with certainty.
    pub name: Option<String>,
    /// What kind it is.
    pub kind: SourceKind,
}

/// A cue as a report lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CueLine {
    /// Its words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// Its lemma.
    pub lemma: String,
}

/// One side of a contradiction as a report lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideLine {
    /// The statement.
    pub statement: StatementId,
    /// Its article.
    pub article: ArticleId,
    /// Which text the span points into.
    pub part: Part,
    /// Its sentence.
    pub span: Span,
    /// The words of its sentence.
    pub text: String,
}

/// A contradiction as a report lists it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContradictionLine {
    /// Its id.
    pub id: ContradictionId,
    /// Its place in the list, from 1.
    pub rank: usize,
    /// How probable it is, from 0 to 1.
    pub probability: f32,
    /// How the two contradict each other.
    pub relation: Relation,
    /// The earlier statement.
    pub a: SideLine,
    /// The later statement.
    pub b: SideLine,
    /// NLI scores with `a` as the premise.
    pub forward: NliScores,
    /// NLI scores with `b` as the premise.
    pub backward: NliScores,
    /// What speaks for and against it.
    pub evidence: Vec<Evidence>,
    /// Why the two were compared.
    pub reason: Reason,
}

impl ArticleLine {
    /// The line of an article.
    pub fn of(article: &Article) -> Self {
        Self {
            id: article.id.clone(),
            input: InputLine {
                path: portable(&article.input.path),
                line: article.input.line,
            },
            input_id: article.input_id.clone(),
            title: article.title.clone(),
            outlet: article.outlet.clone(),
            url: article.url.clone(),
            published: article.published,
        }
    }
}

fn portable(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

impl StatementLine {
    /// The line of a statement of `article`.
    pub fn of(article: &Article, statement: &Statement) -> Self {
        let text = article.part(statement.part);
        let words = |span: Span| span.of(text).to_owned();
        let attribution = statement.attribution.as_ref();
        Self {
            id: statement.id.clone(),
            article: article.id.clone(),
            part: statement.part,
            span: statement.span,
            text: words(statement.span),
            content: statement.content.clone(),
            source: attribution.and_then(|attribution| SourceLine::of(attribution, text)),
            cue: attribution.map(|attribution| CueLine::of(attribution, text)),
            stance: statement.stance,
            certainty: statement.certainty,
            polarity: statement.polarity,
            denies: statement.denies.clone(),
            confirms: statement.confirms.clone(),
            time: statement.time.as_ref().map(|time| TimeLine {
                text: words(time.span),
                span: time.span,
                days: time.days,
            }),
            attitudes: statement
                .attitudes
                .iter()
                .map(|attitude| AttitudeLine {
                    source: SourceLine::of(&attitude.attribution, text),
                    cue: CueLine::of(&attitude.attribution, text),
                    content: attitude.content.clone(),
                })
                .collect(),
            proposition: statement.proposition.clone(),
            repeats: Vec::new(),
        }
    }
}

impl SourceLine {
    fn of(attribution: &Attribution, text: &str) -> Option<Self> {
        attribution.source.as_ref().map(|source| Self {
            text: source.span.of(text).to_owned(),
            span: source.span,
            name: source.name.clone(),
            kind: source.kind,
        })
    }

    /// The source for people: "the fire chief, Dora Lind", and "Dora Lind" for "she", all on one line.
    pub(super) fn who(&self) -> String {
        let words = on_one_line(&self.text);
        let Some(name) = &self.name else {
            return words;
        };
        let surname = name.rsplit(' ').next().unwrap_or(name);
        if words.contains(&**name) {
            words
        } else if self.kind == SourceKind::Pronoun || words.contains(surname) {
            name.clone()
        } else {
            format!("{words}, {name}")
        }
    }
}

impl CueLine {
    fn of(attribution: &Attribution, text: &str) -> Self {
        Self {
            text: attribution.cue.span.of(text).to_owned(),
            span: attribution.cue.span,
            lemma: attribution.cue.lemma.clone(),
        }
    }
}

impl SideLine {
    /// The side that a statement takes.
    pub fn of(statement: &StatementLine) -> Self {
        Self {
            statement: statement.id.clone(),
            article: statement.article.clone(),
            part: statement.part,
            span: statement.span,
            text: statement.text.clone(),
        }
    }
}

impl ContradictionLine {
    /// The line of a contradiction between two statements, at `rank` from 1.
    pub fn of(
        contradiction: Contradiction,
        rank: usize,
        a: &StatementLine,
        b: &StatementLine,
    ) -> Self {
        Self {
            id: contradiction.id,
            rank,
            probability: contradiction.probability,
            relation: contradiction.relation,
            a: SideLine::of(a),
            b: SideLine::of(b),
            forward: contradiction.forward,
            backward: contradiction.backward,
            evidence: contradiction.evidence,
            reason: contradiction.reason,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_shown_with_its_name() {
        let who = |text: &str, name: Option<&str>, kind| {
            let line = SourceLine {
                text: text.to_owned(),
                span: Span::new(0, text.len()),
                name: name.map(str::to_owned),
                kind,
            };
            line.who()
        };
        let named = |text, name| who(text, Some(name), SourceKind::Named);
        assert_eq!(
            named("the fire\nchief", "Dora Lind"),
            "the fire chief, Dora Lind"
        );
        assert_eq!(named("Lind", "Dora Lind"), "Dora Lind");
        assert_eq!(
            named("Dora Lind of Aldane", "Dora Lind"),
            "Dora Lind of Aldane"
        );
        assert_eq!(
            who("She", Some("Dora Lind"), SourceKind::Pronoun),
            "Dora Lind"
        );
        assert_eq!(who("officials", None, SourceKind::Anonymous), "officials");
    }
}
