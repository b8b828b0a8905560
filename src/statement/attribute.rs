//! From what the finder found in a sentence to attributions with a stance: what the cue is, and what it does to the content.

use super::claim;
use super::clause::Clause;
use super::complement::{Kind, kind};
use super::cue::{Head, head};
use super::finder::Found;
use super::label::labelled;
use super::lexicon::CueClass;
use super::nested::nested;
use super::rebuttal::rebuttals;
use super::reckoning::reckonings;
use super::silence::silences;
use super::speaker::{speaker, subject};
use super::tag::tagged;
use super::words::BE;
use super::{Certainty, Cue, Polarity, Stance, source, stance};
use crate::text::{Span, Token, tokens};

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
    /// Whether the cue of `other` stands in its content.
    fn holds(&self, other: &Attributed) -> bool {
        let mut places = self.content.iter();
        places.any(|place| place.overlap(other.cue.span) > 0)
    }

    /// Whether it says nothing by itself, so that the sentence stays the outlet's own statement.
    pub(super) fn is_attitude(&self) -> bool {
        match self.class {
            CueClass::Seem => true,
            CueClass::Attitude => self.stance == Stance::Affirm,
            _ => false,
        }
    }
}

/// All attributions of a sentence among the `found` ones of its article and what they report of others, its silences and its
/// answers, in the order of their cues.
pub(super) fn attributions<'a>(
    clause: &Clause<'_>,
    found: impl Iterator<Item = &'a Found>,
) -> Vec<Attributed> {
    let found: Vec<&Found> = found.collect();
    let mut silences = silences(clause);
    let mut said: Vec<Attributed> = Vec::new();
    let spoken_here = found.iter().any(|found| clause.place(found.cue).is_some());
    let tag = (!spoken_here && silences.is_empty())
        .then(|| tagged(clause))
        .flatten();
    let meet = |one: &Attributed, other: &Attributed| one.cue.span.overlap(other.cue.span) > 0;
    let spoken = found.into_iter().filter(|_| tag.is_none());
    for attributed in spoken.filter_map(|found| attributed(clause, found)) {
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
    said.extend(tag);
    if said.is_empty() {
        said.extend(labelled(clause));
    }
    let mut reckoned = reckonings(clause);
    let spoken = |one: &Attributed, said: &Attributed| {
        said.holds(one) || meet(one, said) && !said.is_attitude()
    };
    reckoned.retain(|one| !said.iter().any(|said| spoken(one, said)));
    // What the finder takes for a mere act on its content ("put the toll at 214") is said all the same.
    said.retain(|said| !reckoned.iter().any(|one| meet(one, said)));
    said.append(&mut reckoned);
    let mut answers = rebuttals(clause);
    answers.retain(|answer| !said.iter().any(|said| meet(answer, said)));
    // What is denied or confirmed is nobody else's.
    for other in &mut said {
        let answered = |content: &Span| {
            let places = answers.iter().flat_map(|answer| &answer.content);
            places.into_iter().any(|place| place.contains(*content))
        };
        other.content.retain(|content| !answered(content));
    }
    said.retain(|said| !said.content.is_empty());
    said.append(&mut answers);
    let mut reported: Vec<Attributed> = said
        .iter()
        .flat_map(|outer| nested(clause, outer))
        .collect();
    reported.retain(|inner| !said.iter().any(|said| meet(inner, said)));
    said.append(&mut reported);
    said.sort_by_key(|attributed| attributed.cue.span);
    speaker_of_opening(clause, &mut said);
    said
}

/// "Rejecting claims that the harbour was sold, the mayor said …": who says what follows, does what the opening participle says.
fn speaker_of_opening(clause: &Clause<'_>, said: &mut [Attributed]) {
    let Some((opening, later)) = said.split_first_mut() else {
        return;
    };
    let participle = |word: &Token| word.lower.ends_with("ing");
    let opens = clause
        .place(opening.cue.span)
        .is_some_and(|(first, _)| first == 0 && clause.token(first).is_some_and(participle));
    if opens && opening.source.is_none() {
        let end = opening.content.last().map(|content| content.end);
        let after = |source: &Span| end.is_some_and(|end| source.start >= end);
        opening.source = later.iter().find_map(|one| one.source.filter(after));
    }
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
    let mut said = Said {
        source: found
            .source
            .and_then(|source| speaker(clause, source, found.cue)),
        cue,
        content,
    };
    // A quotation that goes on over sentences has its cue in one of them.
    let Some((start, end)) = clause.place(found.cue) else {
        return Some(said.plainly(clause, CueClass::Speech));
    };
    let group = clause.verb_group(start);
    let words = clause.tokens.get(group.first..end)?;
    let is_verb = !head.entry.lemma.is_empty() && !group.be;
    let after = said.content.last()?.start >= found.cue.end;
    if said.source.is_none() && is_verb && after {
        said.source = subject(clause, group.first);
    }
    // "a noted academic": an article alone says nothing.
    if found.source.is_some() && said.source.is_none() {
        return None;
    }
    // "The mayor faces allegations that …": somebody else makes them.
    said.source
        .take_if(|_| words.iter().any(|word| word.is_one_of(SUFFERS)));
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
    pub(super) fn plainly(self, clause: &Clause<'_>, class: CueClass) -> Attributed {
        let text = joined(clause, &self.content);
        Attributed {
            stance: stance::of_content(&text),
            certainty: stance::certainty(Certainty::Certain, &text),
            polarity: stance::polarity(Polarity::Positive, false, &text),
            class,
            is_clausal: !matches!(class, CueClass::Seem | CueClass::Reckon),
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
        mut self,
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
        let by_nobody = self
            .source
            .is_some_and(|source| source::is_nobody(clause.text, source));
        if by_nobody && (entry.class == CueClass::Deny || entry.lemma == "doubt") {
            // What nobody disputes is put forward by all.
            self.source = None;
            return self.plainly(clause, CueClass::Speech);
        }
        if entry.class == CueClass::Attitude && kind == Kind::Question {
            // "wants to know whether the minister was told"
            return self.takes(Stance::Question, entry.class, Certainty::Uncommitted);
        }
        let adverb = words.iter().any(|word| word.is_one_of(ADVERBS));
        let passive = be
            && entry.class != CueClass::Adjective
            && (self.source.is_none() || words.iter().any(|word| word.is_one_of(HELD)));
        // "Managers were told of infections": they hear it.
        let told = be
            && entry.class == CueClass::Tell
            && words
                .last()
                .is_some_and(|verb| !verb.lower.ends_with("ing"));
        let before = |source: Span| source.end <= self.cue.span.start;
        if told && self.source.is_some_and(before) {
            return self.plainly(clause, CueClass::Seem);
        }
        // "The harbour is expected to close": nobody is named who expects it.
        if let Some(subject) = self.source.take_if(|_| passive) {
            self.content.insert(0, subject);
        }
        if adverb || passive || entry.class == CueClass::Seem {
            return self.plainly(clause, CueClass::Seem);
        }
        let negated = by_nobody || words.iter().any(|word| stance::is_negation(&word.lower));
        let is_clausal = matches!(kind, Kind::Clause | Kind::Quotation | Kind::Question);
        // "rejected the offer" and "questioned the witness" are acts on a thing, not on what somebody said.
        let rejects = matches!(
            entry.lemma,
            "reject" | "dismiss" | "contest" | "challenge" | "disown" | "repudiate"
        ) || entry.class == CueClass::Deny
            && entry.lemma.contains(' ')
            && !matches!(entry.lemma, "rule out" | "play down");
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
        // "is considering a ban", "refused every application", "added it to the list": what somebody does about a thing.
        let does = entry.class == CueClass::Refuse
            || !is_clausal
                && (entry.lemma.is_empty()
                    || kind == Kind::Noun && entry.ambiguous && !entry.takes('n'));
        Attributed {
            stance: if wants
                || does
                || is_act && (entry.class == CueClass::Deny || entry.lemma == "ask")
            {
                Stance::Affirm
            } else {
                stance::of(entry, negated, &text)
            },
            certainty: stance::certainty(entry.certainty, &text),
            polarity: stance::polarity(entry.polarity, negated, &text),
            class: if is_act || wants || does {
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

/// Participles that attribute to nobody after a form of "be".
const HELD: &[&str] = &[
    "expected",
    "believed",
    "thought",
    "reported",
    "said",
    "known",
    "alleged",
    "considered",
    "seen",
    "regarded",
    "viewed",
    "described",
    "rumored",
    "rumoured",
    "understood",
    "assumed",
    "projected",
    "predicted",
    "estimated",
    "called",
    "accused",
    "named",
    "deemed",
    "perceived",
    "feared",
];

/// Verbs, within a cue, of those whom others accuse.
const SUFFERS: &[&str] = &["face", "faces", "faced", "facing"];

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

fn joined(clause: &Clause<'_>, content: &[Span]) -> String {
    let words: Vec<&str> = content.iter().map(|span| span.of(clause.text)).collect();
    words.join(" ")
}
