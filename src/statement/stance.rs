//! How a source stands to a content: what its cue does, turned by negation and by the modality of the content.

use super::claim;
use super::lexicon::{CueClass, CueEntry};
use super::{Certainty, Polarity, Stance};
use crate::text::Token;

/// Words of deliberation and possibility: the content is held possible or under way, not put forward as fact.
const CONSIDERING: &[&str] = &[
    "considering",
    "considers",
    "considered",
    "weighing",
    "weighed",
    "mulling",
    "mulled",
    "contemplating",
    "exploring",
    "pondering",
    "debating",
    "discussing",
    "reviewing",
    "studying",
    "evaluating",
    "eyeing",
    "may",
    "might",
    "could",
    "possible",
    "possibly",
    "perhaps",
    "potentially",
    "option",
    "options",
    "undecided",
    "conceivable",
    "consider",
    "contemplates",
    "debate",
    "weigh",
    "weighs",
];

/// The stance that `entry` gives, under negation, to a content of these words.
pub(super) fn of(entry: CueEntry, negated: bool, content: &str) -> Stance {
    let calls = matches!(
        entry.lemma,
        "call" | "describe" | "label" | "brand" | "characterize" | "portray"
    );
    match (entry.class, negated) {
        (CueClass::Deny, true) => Stance::Consider,
        (CueClass::Deny, false) => Stance::Deny,
        (CueClass::Adjective, true) => Stance::Question,
        (CueClass::Question | CueClass::Refuse, _) => entry.stance(),
        (CueClass::Belief, true) if entry.lemma == "know" => Stance::Question,
        (CueClass::Belief, true) => Stance::Deny,
        (CueClass::Confirm, true) if matches!(entry.lemma, "agree" | "accept") => Stance::Deny,
        (CueClass::Attitude, _) if asks_to_know(content) => Stance::Question,
        (CueClass::Attitude, _) => Stance::Affirm,
        (_, true) => Stance::NoComment,
        (_, false) if calls && claim::rejects(content) => Stance::Deny,
        (_, false) if entry.stance() == Stance::Affirm => of_content(content),
        (_, false) => entry.stance(),
    }
}

/// The stance that an unmarked statement of these words takes: false, unknown, possible or under deliberation, or put
/// forward as true.
pub(super) fn of_content(content: &str) -> Stance {
    let words = claim::words(content);
    if claim::rejects_claim(content) || claim::is_own_denial(content) || has_no_plans(&words) {
        Stance::Deny
    } else if is_unknown(&words) {
        Stance::Question
    } else if (0..words.len()).any(|at| is_considering(&words, at)) {
        Stance::Consider
    } else {
        Stance::Affirm
    }
}

/// "to know whether the minister was told": who wants that, asks.
fn asks_to_know(content: &str) -> bool {
    [
        "to know whether",
        "to know if",
        "to know why",
        "to know how",
        "to know who",
    ]
    .iter()
    .any(|question| content.starts_with(question))
}

/// "has no plans to sell": what is planned by nobody is denied.
fn has_no_plans(words: &[Token]) -> bool {
    words.windows(3).any(|three| {
        matches!(three, [no, plans, to] if no.is_one_of(&["no", "any"]) && to.is_one_of(&["to", "for"])
            && plans.is_one_of(&["plans", "plan", "intention", "intentions", "desire"]))
    }) && words.iter().take(6).any(|word| is_negation(&word.lower))
}

/// Whether word `at` holds the content possible or under deliberation: "may", "weighing", "open to", "not decided".
fn is_considering(words: &[Token], at: usize) -> bool {
    let Some(word) = words.get(at).filter(|word| !word.quoted) else {
        return false;
    };
    let negated = words
        .get(at.saturating_sub(3)..at)
        .unwrap_or_default()
        .iter()
        .any(|word| is_negation(&word.lower));
    let next = |forms: &[&str]| words.get(at + 1).is_some_and(|next| next.is_one_of(forms));
    // "in May" is a month.
    let month = word.is("may") && word.capital && at > 0;
    let leaning = (word.is_one_of(&["open", "ready", "willing"]) && next(&["to"]))
        || (word.is("under") && next(&["discussion", "consideration", "review"]))
        || (word.is("on")
            && next(&["the"])
            && words.get(at + 2).is_some_and(|word| word.is("table")))
        || (word.is_one_of(&["in"]) && next(&["talks"]))
        || (word.is("look") && next(&["into"]));
    let undecided = word.is_one_of(&[
        "decided", "rule", "ruled", "exclude", "excluded", "decide", "deny", "agreed",
    ]);
    let undecided = undecided && (negated && !word.is("agreed") || is_yet(words, at));
    // "could not" leaves nothing open.
    let excluded = next(&["not", "never"]);
    (!month && !negated && !excluded && (word.is_one_of(CONSIDERING) || leaning)) || undecided
}

/// "has yet to decide".
fn is_yet(words: &[Token], at: usize) -> bool {
    at >= 2
        && words.get(at - 1).is_some_and(|word| word.is("to"))
        && words.get(at - 2).is_some_and(|word| word.is("yet"))
}

/// "it was unclear whether", "nobody knew if".
fn is_unknown(words: &[Token]) -> bool {
    let asks = |at: usize| {
        words
            .iter()
            .skip(at + 1)
            .take(2)
            .any(|word| word.is_one_of(&["whether", "if", "how", "who", "what", "why", "when"]))
    };
    (0..words.len()).take(12).any(|at| {
        let open = words[at].is_one_of(&["unclear", "unknown", "uncertain", "unsure", "doubtful"]);
        let negated = words[at].is_one_of(&["clear", "known", "sure", "certain", "know", "tell"])
            && at > 0
            && words[at.saturating_sub(2)..at]
                .iter()
                .any(|word| is_negation(&word.lower));
        let doubts = words[at].is_one_of(&["doubts", "doubt", "questions"])
            && at > 0
            && words[at - 1].is_one_of(&["were", "was", "are", "is", "had", "serious", "some"]);
        ((open || negated) && asks(at)) || doubts
    })
}

/// How certain the content is held to be: what the cue leaves certain, a modal in the content makes less so.
pub(super) fn certainty(cue: Certainty, content: &str) -> Certainty {
    let words = claim::words(content);
    let any = |forms: &[&str]| words.iter().any(|word| word.is_one_of(forms));
    let said = if of_content(content) == Stance::Question {
        Certainty::Uncommitted
    } else if of_content(content) == Stance::Consider {
        Certainty::Possible
    } else if any(&[
        "likely",
        "probably",
        "expected",
        "should",
        "reportedly",
        "apparently",
        "seems",
    ]) {
        Certainty::Probable
    } else {
        Certainty::Certain
    };
    cue.max(said)
}

/// Whether the content is held to be so: cue, its negation, and a negation near the beginning of the content each turn it.
pub(super) fn polarity(cue: Polarity, negated: bool, content: &str) -> Polarity {
    let words = claim::words(content);
    let inside = words.iter().take(12).any(|word| is_negation(&word.lower));
    let turns = [cue == Polarity::Negative, negated, inside];
    if turns.iter().filter(|turn| **turn).count() % 2 == 1 {
        Polarity::Negative
    } else {
        Polarity::Positive
    }
}

/// Whether a word turns the polarity of its clause.
pub(crate) fn is_negation(word: &str) -> bool {
    matches!(
        word,
        "not"
            | "no"
            | "never"
            | "none"
            | "nobody"
            | "nothing"
            | "neither"
            | "nor"
            | "without"
            | "cannot"
            | "nowhere"
    ) || word.ends_with("n't")
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::cue;
    use super::*;

    fn stance(form: &str, negated: bool, content: &str) -> Stance {
        of(cue(form).expect("a cue"), negated, content)
    }

    #[test]
    fn stances_follow_cue_negation_and_modality() {
        assert_eq!(
            stance("said", false, "the cabinet was weighing a sale"),
            Stance::Consider
        );
        assert_eq!(
            stance("said", false, "the cabinet was not considering a sale"),
            Stance::Affirm
        );
        assert_eq!(stance("said", false, "the cabinet sold it"), Stance::Affirm);
        assert_eq!(stance("denied", false, "the cabinet sold it"), Stance::Deny);
        assert_eq!(
            stance("deny", true, "the cabinet sold it"),
            Stance::Consider
        );
        assert_eq!(stance("confirm", true, "the sale"), Stance::NoComment);
        assert_eq!(stance("believe", true, "it was sold"), Stance::Deny);
    }
}
