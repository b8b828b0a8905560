//! Answers to what was said before: "denied the allegations", "confirmed it", "denied taking a bribe".
//!
//! No denial may be missed, and the articles that the finder learnt from mark only some of those whose words say nothing; what it
//! left is known by its form: a verb of denial, or one of confirmation before words that stand for something said elsewhere.

use super::attribute::{Attributed, Said};
use super::claim;
use super::clause::Clause;
use super::complement::Kind;
use super::cue::head;
use super::lexicon::{self, CueClass};
use super::silence::{rest, who};
use super::{Cue, Stance};
use crate::text::Token;

/// Every answer of a sentence.
pub(super) fn rebuttals(clause: &Clause<'_>) -> Vec<Attributed> {
    let mut free = 0;
    let mut found = Vec::new();
    for at in 0..clause.tokens.len() {
        if let Some(attributed) = rebuttal(clause, at, free) {
            found.push(attributed);
            free = at + 1;
        }
    }
    found
}

fn rebuttal(clause: &Clause<'_>, at: usize, free: usize) -> Option<Attributed> {
    let token = clause.token(at).filter(|token| !token.quoted)?;
    let entry = lexicon::cue(&token.lower)
        .filter(|entry| matches!(entry.class, CueClass::Deny | CueClass::Confirm))?;
    let group = clause.verb_group(at);
    let noun = clause
        .before(group.first)
        .is_some_and(|before| before.is_one_of(super::words::DETERMINERS));
    if group.be || noun || token.lower.ends_with("ing") {
        return None;
    }
    let that = clause.is_word(at + 1, &["that"]) && clause.tokens.len() > at + 3;
    let content = rest(clause, at + 1 + usize::from(that))?;
    let words = content.of(clause.text);
    if claim::is_asked_for(words) {
        return None;
    }
    let is_anaphoric = claim::is_anaphoric(words);
    let gerund = clause
        .token(at + 1)
        .is_some_and(|next| next.lower.ends_with("ing"));
    let kind = match entry.class {
        _ if is_anaphoric => Kind::Noun,
        CueClass::Deny if that => Kind::Clause,
        CueClass::Deny if gerund => Kind::Gerund,
        _ => return None,
    };
    let said = Said {
        source: who(clause, group.first, free),
        cue: Cue {
            span: token.span,
            lemma: entry.lemma.to_owned(),
        },
        content: vec![content],
    };
    let cue: Vec<Token> = clause.tokens.get(group.first..=at)?.to_vec();
    let attributed = said.held(clause, &head(&cue), &cue, kind);
    let answers = attributed.stance == Stance::Deny || attributed.class == CueClass::Confirm;
    answers.then_some(attributed)
}
