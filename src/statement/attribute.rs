//! From what the finder found in a sentence to attributions with a stance: what the cue is, and what it does to the content.

use super::claim;
use super::clause::Clause;
use super::complement::{Kind, kind};
use super::cue::{Head, head};
use super::finder::Found;
use super::lexicon::CueClass;
use super::rebuttal::rebuttals;
use super::silence::silences;
use super::words::{BE, DETERMINERS};
use super::{Certainty, Cue, Polarity, Stance, stance};
use crate::text::{Span, Token, TokenKind, tokens};

/// One attribution inside a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attributed {
    pub(super) source: Option<Span>,
    pub(super) cue: Cue,
    pub(super) content: Vec<Span>,
    pub(super) stance: Stance,
    pub(super) certainty: Certainty,
    pub(super) polarity: Polarity,
    /// What the cue does: a denial may have its content elsewhere.
    pub(super) class: CueClass,
    /// Whether the content says something without the cue: "praised the ruling" has none that does.
    pub(super) is_clausal: bool,
}

impl Attributed {
    /// Whether it says nothing by itself, so that the sentence stays the outlet's own statement.
    pub(super) fn is_attitude(&self) -> bool {
        match self.class {
            CueClass::Seem => true,
            CueClass::Attitude => self.stance == Stance::Affirm,
            _ => false,
        }
    }
}

/// All attributions of a sentence among the `found` ones of its article, its silences and its answers, in the order of their cues.
pub(super) fn attributions<'a>(
    clause: &Clause<'_>,
    found: impl Iterator<Item = &'a Found>,
) -> Vec<Attributed> {
    let mut silences = silences(clause);
    let mut said: Vec<Attributed> = Vec::new();
    let meet = |one: &Attributed, other: &Attributed| one.cue.span.overlap(other.cue.span) > 0;
    for attributed in found.filter_map(|found| attributed(clause, found)) {
        let silent = silences
            .iter()
            .position(|silence| meet(silence, &attributed));
        said.push(match silent.map(|at| silences.remove(at)) {
            // The finder knows best who, and about what; what it means to keep silent is in the words.
            Some(silence) => Attributed {
                source: attributed.source.or(silence.source),
                content: attributed.content,
                ..silence
            },
            None => attributed,
        });
    }
    said.append(&mut silences);
    let mut answers = rebuttals(clause);
    answers.retain(|answer| !said.iter().any(|said| meet(answer, said)));
    said.append(&mut answers);
    said.sort_by_key(|attributed| attributed.cue.span);
    said
}

/// What `found` says in this sentence; `None` when it says nothing here.
fn attributed(clause: &Clause<'_>, found: &Found) -> Option<Attributed> {
    let content: Vec<Span> = found
        .content
        .iter()
        .filter_map(|content| said_here(clause, found, *content))
        .collect();
    let first = *content.first()?;
    let cue_words = tokens(clause.text, found.cue, false);
    let head = head(&cue_words);
    let cue = Cue {
        span: found.cue,
        lemma: head.lemma.clone(),
    };
    let said = Said {
        source: found.source.map(|source| name_only(clause.text, source)),
        cue,
        content,
    };
    // A quotation that goes on over sentences has its cue in one of them.
    let Some((start, end)) = clause.place(found.cue) else {
        return Some(said.plainly(clause, CueClass::Speech));
    };
    let words = clause.tokens.get(clause.verb_group(start).first..end)?;
    let before = first.start < found.cue.start;
    let kind = if before {
        Kind::Clause
    } else {
        let (at, _) = clause.place(first)?;
        kind(clause, at, &head)
    };
    Some(said.held(clause, &head, words, kind))
}

/// Source, cue and content of an attribution.
pub(super) struct Said {
    pub(super) source: Option<Span>,
    pub(super) cue: Cue,
    pub(super) content: Vec<Span>,
}

impl Said {
    /// An attribution whose cue leaves its content as it is.
    fn plainly(self, clause: &Clause<'_>, class: CueClass) -> Attributed {
        let text = joined(clause, &self.content);
        Attributed {
            stance: stance::of_content(&text),
            certainty: stance::certainty(Certainty::Certain, &text),
            polarity: stance::polarity(Polarity::Positive, false, &text),
            class,
            is_clausal: class != CueClass::Seem,
            source: self.source,
            cue: self.cue,
            content: self.content,
        }
    }

    /// An attribution whose cue gives the stance and says nothing by itself.
    pub(super) fn takes(self, stance: Stance, class: CueClass, certainty: Certainty) -> Attributed {
        Attributed {
            source: self.source,
            cue: self.cue,
            content: self.content,
            stance,
            certainty,
            polarity: Polarity::Positive,
            class,
            is_clausal: false,
        }
    }

    /// The attribution that the cue of these `words`, auxiliaries included, makes of a content of this kind.
    pub(super) fn held(
        self,
        clause: &Clause<'_>,
        head: &Head,
        words: &[Token],
        kind: Kind,
    ) -> Attributed {
        let text = joined(clause, &self.content);
        let entry = head.entry;
        let be = words.iter().any(|word| word.is_one_of(BE));
        if self.source.is_none() && entry.lemma == "ask" {
            // It says nothing that another statement could contradict: it stays beside the answer.
            return self.takes(Stance::Question, CueClass::Seem, Certainty::Uncommitted);
        }
        let adverb = words.iter().any(|word| word.is_one_of(ADVERBS));
        let passive = self.source.is_none() && be && entry.class != CueClass::Adjective;
        if adverb || passive || entry.class == CueClass::Seem {
            return self.plainly(clause, CueClass::Seem);
        }
        let negated = words.iter().any(|word| stance::is_negation(&word.lower));
        let is_clausal = matches!(kind, Kind::Clause | Kind::Quotation | Kind::Question);
        // "rejected the offer" and "questioned the witness" are acts on a thing, not on what somebody said.
        let rejects = matches!(
            entry.lemma,
            "reject" | "dismiss" | "contest" | "challenge" | "disown" | "repudiate" | "brush aside"
        );
        let is_act = !is_clausal
            && kind != Kind::Gerund
            && (entry.class == CueClass::Question
                || rejects && !claim::names_claim(&text)
                || entry.class == CueClass::Deny && claim::is_asked_for(&text));
        // "hopes to sell" is what somebody wants, "hopes that it sells" what somebody holds possible.
        let wants = (entry.class == CueClass::Belief && kind == Kind::Infinitive)
            || (matches!(entry.lemma, "agree" | "accept")
                && !is_clausal
                && !claim::names_claim(&text));
        // "is considering a ban": what somebody does about a thing, in words that the lexicon does not know, is no statement.
        let is_unknown = entry.lemma.is_empty() && !is_clausal;
        Attributed {
            stance: if wants
                || is_unknown
                || is_act && (entry.class == CueClass::Deny || entry.lemma == "ask")
            {
                Stance::Affirm
            } else {
                stance::of(entry, negated, &text)
            },
            certainty: stance::certainty(entry.certainty, &text),
            polarity: stance::polarity(entry.polarity, negated, &text),
            class: if is_act || wants || is_unknown {
                CueClass::Attitude
            } else {
                entry.class
            },
            is_clausal,
            source: self.source,
            cue: self.cue,
            content: self.content,
        }
    }
}

/// Adverbs that put a content forward for nobody in particular.
const ADVERBS: &[&str] = &[
    "reportedly",
    "allegedly",
    "supposedly",
    "purportedly",
    "apparently",
    "seemingly",
];

/// The part of a content that lies in this sentence, without marks at its ends and without "that" after the cue.
fn said_here(clause: &Clause<'_>, found: &Found, content: Span) -> Option<Span> {
    let (mut first, end) = clause.place(content)?;
    if content.start >= found.cue.end && clause.is_word(first, &["that"]) && first + 2 < end {
        let pronoun = clause.is_word(first + 1, super::words::FINITE);
        first += usize::from(!pronoun);
    }
    clause.span(first, end - 1)
}

/// The source without what only describes it: "Ada Brenner, the mayor" is "Ada Brenner", a list stays whole.
fn name_only(text: &str, source: Span) -> Span {
    let words = tokens(text, source, false);
    let describes = |at: usize| {
        let after = words.get(at + 1);
        let list = words[at..].iter().any(|word| word.is("and"))
            && !after.is_some_and(|next| next.is_one_of(DETERMINERS));
        match words[at].kind {
            TokenKind::Comma => !list,
            TokenKind::Word => words[at].is_one_of(&["who", "which"]),
            _ => ["—", "–", "("].contains(&&*words[at].lower),
        }
    };
    let end = (1..words.len())
        .find(|&at| describes(at))
        .unwrap_or(words.len());
    let last = words[..end]
        .iter()
        .rev()
        .find(|word| word.kind == TokenKind::Word);
    last.map_or(source, |last| Span::new(source.start, last.span.end))
}

fn joined(clause: &Clause<'_>, content: &[Span]) -> String {
    let words: Vec<&str> = content.iter().map(|span| span.of(clause.text)).collect();
    words.join(" ")
}
