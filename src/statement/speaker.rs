//! Who says it: the noun phrase before a cue, and what the finder takes for a source made whole.

use super::clause::Clause;
use super::time::WEEKDAYS;
use super::words::{ARTICLES, DETERMINERS, PREPOSITIONS, REFLEXIVES, is_plural};
use crate::text::{Span, Token, TokenKind, tokens};

/// Who does what begins at token `verb`, when that can be somebody who speaks: what the finder left without a source.
pub(super) fn subject(clause: &Clause<'_>, verb: usize) -> Option<Span> {
    let joined = clause
        .before(verb)
        .is_some_and(|token| token.is_one_of(&["and", "but", "then"]));
    let speaker = |verb: usize| {
        let subject = clause.subject(verb);
        subject.filter(|subject| clause.can_speak(subject.first, subject.last))
    };
    // "The mayor defended the sale, saying": who does it is told at the beginning, unless somebody is quoted there.
    let participle = clause
        .token(verb)
        .is_some_and(|token| token.lower.ends_with("ing") && !token.quoted);
    let comma = verb.checked_sub(1);
    let apart = participle && comma.is_some_and(|at| clause.is_kind(at, TokenKind::Comma));
    let subject = if joined || apart && !clause.is_kind(0, TokenKind::Open) {
        clause.opening_subject()
    } else {
        // "Economists who use the same data put": what stands before the verb is only what they use.
        let nearest = speaker(verb)?;
        let relative = clause
            .before(nearest.first)
            .is_some_and(|token| token.is("who"));
        if relative {
            speaker(nearest.first)
        } else {
            Some(nearest)
        }
    }?;
    clause.span(subject.first, subject.last)
}

/// Whose somebody or something is.
const POSSESSIVES: &[&str] = &["his", "her", "its", "their", "our", "my", "your"];
/// What is left of "late Friday" when the weekday is gone.
const PARTS_OF_A_DAY: &[&str] = &["early", "late"];
/// Participles before the comma after which a speaker is named.
const OPENINGS: &[&str] = &[
    "appearing",
    "responding",
    "speaking",
    "talking",
    "testifying",
    "writing",
];

/// The source that the finder gives for the cue at `cue`, made whole: without what only describes it, without a preposition that has lost
/// its noun, and no piece of a relative clause; `None` when nothing is left.
pub(super) fn speaker(clause: &Clause<'_>, source: Span, cue: Span) -> Option<Span> {
    let Some((first, end)) = clause.place(source) else {
        return Some(name_only(clause.text, source));
    };
    let verb = clause
        .place(cue)
        .map(|(verb, _)| clause.verb_group(verb).first);
    // "The log, which the auditor published on Tuesday, shows": the log does.
    let which = clause.before(first).is_some_and(|token| token.is("which"));
    let closed = verb.is_some_and(|verb| end <= verb && clause.is_kind(verb - 1, TokenKind::Comma));
    let outer = (which && closed).then(|| subject(clause, first)).flatten();
    // "Facing a storm of questions, the mayor denied it": who denied it stands elsewhere.
    let deed = clause
        .token(first)
        .is_some_and(|token| token.lower.ends_with("ing"))
        && clause.is_word(first + 1, DETERMINERS);
    if deed || (first..end).all(|at| clause.token(at).is_some_and(is_mute)) {
        return verb.and_then(|verb| subject(clause, verb));
    }
    let whole = list_to_verb(clause, (first, end), verb).unwrap_or(source);
    Some(outer.unwrap_or_else(|| name_only(clause.text, whole)))
}

/// Longest end of a list that the finder left out, in words.
const LONGEST_REST: usize = 4;

/// "The port and" of "The port and its tenants blame", up to the verb.
fn list_to_verb(clause: &Clause<'_>, list: (usize, usize), verb: Option<usize>) -> Option<Span> {
    let (first, end) = list;
    let verb = verb.filter(|&verb| (end + 1..=end + LONGEST_REST).contains(&verb))?;
    let is_cut = clause.before(end)?.is_one_of(JOINERS);
    let words = (end..verb).all(|at| clause.is_kind(at, TokenKind::Word));
    (is_cut && words).then(|| clause.span(first, verb - 1))?
}

/// What joins the last of a list to the others.
const JOINERS: &[&str] = &["and", "or"];

/// Whether a word alone is nobody who could speak: "The" of "The children complained", "His" of "His lawyers complained", "Monday" of "a
/// filing Monday says", "Speaking" of "Speaking in Aldane, Pike said".
fn is_mute(word: &Token) -> bool {
    let of_another = [ARTICLES, POSSESSIVES, OPENINGS];
    is_weekday(word) || of_another.iter().any(|words| word.is_one_of(words))
}

fn is_weekday(word: &Token) -> bool {
    WEEKDAYS.iter().any(|(day, _)| word.is(day))
}

/// The source without what only describes it: "Ada Brenner, the mayor" is "Ada Brenner", a list stays whole.
fn name_only(text: &str, source: Span) -> Span {
    let words = tokens(text, source, false);
    let describes = |at: usize| {
        let after = words.get(at + 1);
        let list = words[at..].iter().any(|word| word.is("and"))
            && !after.is_some_and(|next| next.is_one_of(DETERMINERS))
            && !is_office_of(&words, at);
        match words[at].kind {
            TokenKind::Comma => !list,
            TokenKind::Word => words[at].is_one_of(&["who", "which"]),
            _ => ["—", "–", "("].contains(&&*words[at].lower),
        }
    };
    let end = (1..words.len())
        .find(|&at| describes(at))
        .unwrap_or(words.len());
    let noun = |word: &Token| {
        let trails = [PREPOSITIONS, REFLEXIVES, JOINERS, PARTS_OF_A_DAY]
            .iter()
            .any(|words| word.is_one_of(words))
            || is_weekday(word);
        word.kind == TokenKind::Word && !trails
    };
    let Some(last) = words[..end].iter().rposition(noun) else {
        return source;
    };
    // "the U.S.": the last full stop belongs to it.
    let stop = words.get(last + 1).filter(|stop| {
        let together = stop.span.start == words[last].span.end;
        stop.lower == "." && together && words[last].lower.contains('.')
    });
    let joined = words[0].is_one_of(&["and", "but"]) && last > 0;
    let first = &words[usize::from(joined)];
    Span::new(first.span.start, stop.unwrap_or(&words[last]).span.end)
}

/// Whether what follows the comma at `comma` says what the one person named before it is: "Ada Brenner, mayor and chair of the port". A list
/// ends with an "and" after its last comma, or goes on with names or with several.
fn is_office_of(words: &[Token], comma: usize) -> bool {
    let rest = words.get(comma + 1..).unwrap_or_default();
    let ends = |token: &Token| {
        token.kind == TokenKind::Comma || token.is("and") || token.is_one_of(PREPOSITIONS)
    };
    let end = rest.iter().position(ends).unwrap_or(rest.len());
    let is_name = comma.checked_sub(1).is_some_and(|at| words[at].capital);
    let is_one = rest[..end].last().is_some_and(|head| {
        let party = head.is_one_of(&["republican", "democrat", "independent"]);
        party || !head.capital && !is_plural(head)
    });
    let is_list = rest
        .windows(2)
        .any(|two| two[0].kind == TokenKind::Comma && two[1].is("and"));
    is_name && is_one && !is_list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_made_whole() {
        let made = |text: &str, source: &str, cue: &str, expected: Option<&str>| {
            let at = |words: &str| {
                let start = text.find(words).unwrap_or(text.len());
                Span::new(start, start + words.len())
            };
            let whole = Span::new(0, text.len());
            let tokens = tokens(text, whole, false);
            let clause = Clause { text, tokens };
            let found = speaker(&clause, at(source), at(cue));
            assert_eq!(found.map(|source| source.of(text)), expected, "{text}");
        };
        made(
            "The log of the dam, which the state auditor published on Tuesday, shows that it was open.",
            "the state auditor published on Tuesday,",
            "shows",
            Some("The log of the dam"),
        );
        made(
            "The log, which the auditor says shows the flood, is gone.",
            "the auditor",
            "says",
            Some("the auditor"),
        );
        made(
            "The children complained of cramps.",
            "The",
            "complained",
            Some("The children"),
        );
        made(
            "And a port filing Monday says so.",
            "And a port filing Monday",
            "says",
            Some("a port filing"),
        );
        made(
            "Pike late Friday said so.",
            "Pike late Friday",
            "said",
            Some("Pike"),
        );
        made(
            "The mayor, facing a storm of questions, denied it.",
            "facing a storm of questions",
            "denied",
            Some("The mayor"),
        );
        made(
            "His lawyers complained of it.",
            "His",
            "complained",
            Some("His lawyers"),
        );
        made(
            "Speaking in Aldane on Sunday, Pike said so.",
            "Speaking",
            "said",
            Some("Pike"),
        );
        made(
            "Ada Pike herself denied it.",
            "Ada Pike herself",
            "denied",
            Some("Ada Pike"),
        );
        made(
            "A senior official at the ministry on Tuesday denied it.",
            "A senior official at the ministry on",
            "denied",
            Some("A senior official at the ministry"),
        );
        made(
            "Ada Brenner, chief medical officer and head of the port, said so.",
            "Ada Brenner, chief medical officer and head of the port",
            "said",
            Some("Ada Brenner"),
        );
        for list in [
            "Brenner, Pike and the union",
            "Ada Brenner, dockers and the union",
            "Brenner, mayor of Aldane, and other lawmakers",
        ] {
            let text = format!("{list} said so.");
            made(&text, list, "said", Some(list));
        }
        made(
            "The port and its tenants blame the mayor.",
            "The port and",
            "blame",
            Some("The port and its tenants"),
        );
        made(
            "Ada Pike and, it seems, the union denied it.",
            "Ada Pike and",
            "denied",
            Some("Ada Pike"),
        );
        made(
            "The U.S. denied it.",
            "The U.S.",
            "denied",
            Some("The U.S."),
        );
        made(
            "Ada Brenner, the mayor, said so.",
            "Ada Brenner, the mayor",
            "said",
            Some("Ada Brenner"),
        );
    }

    #[test]
    fn what_is_set_apart_from_its_subject_is_done_by_whom_the_sentence_is_about() {
        for (text, verb, who) in [
            (
                "Mayor Ada Brenner on Friday defended the sale, saying that it was legal.",
                "saying",
                Some("Mayor Ada Brenner"),
            ),
            (
                "The union rejected the offer, however, maintaining that it was late.",
                "maintaining",
                Some("The union"),
            ),
            (
                "“The port is old,” he said, suggesting that it was lost.",
                "suggesting",
                None,
            ),
            (
                "The port is old, the mayor said.",
                "said",
                Some("the mayor"),
            ),
        ] {
            let clause = Clause {
                text,
                tokens: tokens(text, Span::new(0, text.len()), false),
            };
            let at = clause.tokens.iter().position(|token| token.is(verb));
            let found = at.and_then(|at| subject(&clause, at));
            assert_eq!(found.map(|source| source.of(text)), who, "{text}");
        }
    }
}
