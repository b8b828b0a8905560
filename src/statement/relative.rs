//! Whom "who" stands for: the noun phrase before a relative pronoun.

use super::clause::Clause;
use super::lexicon;
use super::words::{DETERMINERS, FINITE, PHRASE_ENDS, PREPOSITIONS, PRONOUNS, is_plural};
use crate::text::{Span, Token, TokenKind};

/// Longest such phrase, in tokens.
const LONGEST: usize = 8;

/// Prepositions after which stands where somebody is, or what he is of: "Senator Pike of Aldane, who", "voters in Aldane who".
const PLACED: &[&str] = &["of", "in", "at", "on", "from", "for"];

/// The noun phrase that the relative pronoun at `pronoun` stands for: "Ada Brenner" in "criticised Ada Brenner, who said". `is_person`
/// says whether the article knows a person of a name.
pub(super) fn antecedent(
    clause: &Clause<'_>,
    pronoun: Span,
    is_person: impl Fn(&[Token]) -> bool,
) -> Option<Span> {
    let (at, _) = clause.place(pronoun)?;
    let of_persons = clause.is_word(at, &["who"]);
    if !of_persons && !clause.is_word(at, &["which", "that"]) {
        return None;
    }
    let comma = at.checked_sub(1)?;
    let mut last = comma.checked_sub(usize::from(clause.is_kind(comma, TokenKind::Comma)))?;
    let mut first = phrase(clause, last)?;
    let can_be = |first: usize, last: usize| {
        let words = &clause.tokens[first..=last];
        let name = words.iter().rposition(|word| !word.capital);
        is_person(&words[name.map_or(0, |before| before + 1)..]) || are_people(clause, first, last)
    };
    while of_persons && !can_be(first, last) {
        // Nobody is a place: who is there stands before it.
        let preposition = first.checked_sub(1)?;
        if !clause.is_word(preposition, PLACED) {
            return None;
        }
        last = preposition.checked_sub(1)?;
        first = phrase(clause, last)?;
    }
    clause.span(first, last)
}

/// Whether a phrase without a known name can mean people: "GOP lawmakers", "the candidate", "Felix Pike"; not "the Capitol", "Aldane", nor, after
/// a preposition of places, "New Aldane".
fn are_people(clause: &Clause<'_>, first: usize, last: usize) -> bool {
    let words = &clause.tokens[first..=last];
    let head = &clause.tokens[last];
    let placed = clause
        .before(first)
        .is_some_and(|before| before.is_one_of(PLACED));
    // The first word of a sentence is written like a name.
    if head.capital && last > 0 {
        let party = head.lower.ends_with("ats") || head.lower.ends_with("ans");
        return party || !placed && words.len() > 1 && words.iter().all(|word| word.capital);
    }
    is_plural(head) || words[0].is_one_of(DETERMINERS)
}

/// The first token of the noun phrase whose last is `last`.
fn phrase(clause: &Clause<'_>, last: usize) -> Option<usize> {
    clause.token(last).filter(|head| is_noun(head))?;
    let mut first = last;
    while let Some(before) = first.checked_sub(1).filter(|_| last - first < LONGEST) {
        let token = clause.token(before)?;
        if token.is_one_of(DETERMINERS) && !token.is("that") {
            return Some(before);
        }
        if !clause.abbreviates(before) && !goes_on(token, clause.token(first)?) {
            break;
        }
        first = before;
    }
    Some(first)
}

/// Whether a noun phrase can end with the word.
fn is_noun(token: &Token) -> bool {
    token.kind == TokenKind::Word
        && ![PREPOSITIONS, PRONOUNS, FINITE, PHRASE_ENDS, DETERMINERS]
            .iter()
            .any(|list| token.is_one_of(list))
        && (token.capital || !token.lower.ends_with("ly"))
}

/// Whether the word belongs to the phrase that `next` begins. A name does ("Aldane officials", "Mayor Ortiz"), another word only before one in small
/// letters, and when it is no verb: "accused Mayor Ortiz", "long neglected dockers".
fn goes_on(token: &Token, next: &Token) -> bool {
    if token.kind == TokenKind::Mark {
        return ["'", "’", "&", "-"].contains(&&*token.lower);
    }
    if token.capital {
        return is_noun(token);
    }
    let verb = ["ed", "ing", "en", "ly"]
        .iter()
        .any(|ending| token.lower.ends_with(ending))
        || lexicon::cue(&token.lower).is_some();
    !next.capital && is_noun(token) && !verb && !token.is("and")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    #[test]
    fn the_phrase_before_the_pronoun_is_who_it_is() {
        for (text, pronoun, who) in [
            (
                "He criticised Mayor Ada Brenner, who said so.",
                "who",
                Some("Mayor Ada Brenner"),
            ),
            (
                "She compared it with Pike, who called it late.",
                "who",
                Some("Pike"),
            ),
            (
                "It angered some dockers who accused the union.",
                "who",
                Some("some dockers"),
            ),
            (
                "It angered long neglected Aldane dockers who said so.",
                "who",
                Some("Aldane dockers"),
            ),
            (
                "The chairman of the Harbour Board, who said so, left.",
                "who",
                Some("The chairman"),
            ),
            (
                "He thanked Senator Pike of New Aldane, who said so.",
                "who",
                Some("Senator Pike"),
            ),
            (
                "Protesters at the Capitol who said so left.",
                "who",
                Some("Protesters"),
            ),
            ("They met in Aldane, who said so.", "who", None),
            (
                "It drew a response from Brenner, who said so.",
                "who",
                Some("Brenner"),
            ),
            (
                "A review by the Harbour Board, which said so, is out.",
                "which",
                Some("the Harbour Board"),
            ),
            (
                "He read a statement which noted that.",
                "which",
                Some("a statement"),
            ),
            ("They are polls that showed it.", "that", Some("polls")),
            (
                "He asked Rep. J. Pike, who said so.",
                "who",
                Some("Rep. J. Pike"),
            ),
            ("Who said so?", "Who", None),
            ("It was he who said so.", "who", None),
        ] {
            let clause = Clause {
                text,
                tokens: tokens(text, Span::new(0, text.len()), false),
            };
            let start = text.find(pronoun).unwrap_or(0);
            let pronoun = Span::new(start, start + pronoun.len());
            let is_person = |name: &[Token]| {
                name.last()
                    .is_some_and(|last| last.is_one_of(&["brenner", "pike"]))
            };
            let found = antecedent(&clause, pronoun, is_person);
            assert_eq!(found.map(|found| found.of(text)), who, "{text}");
        }
    }
}
