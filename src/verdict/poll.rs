//! Shares of those who were asked: "Half of the pilots said that …; 23 percent opposed it." Two answers to a poll do not contradict each other,
//! though each is held by somebody.

use crate::text::{Token, TokenKind};

/// What tells that people were asked.
const POLLS: &[&str] = &[
    "poll",
    "polls",
    "polled",
    "polling",
    "pollster",
    "pollsters",
    "respondents",
    "survey",
    "surveyed",
    "surveys",
];
/// Parts of a whole, before "of".
const PARTS: &[&str] = &[
    "half",
    "third",
    "one-third",
    "two-thirds",
    "quarter",
    "one-quarter",
    "three-quarters",
    "majority",
    "plurality",
    "most",
];
/// What people answer, of those who were asked.
const ANSWERS: &[&str] = &[
    "agree",
    "agreed",
    "approve",
    "approved",
    "believe",
    "believed",
    "blame",
    "blamed",
    "called",
    "describe",
    "described",
    "disagree",
    "disagreed",
    "disapprove",
    "disapproved",
    "expect",
    "expected",
    "favor",
    "favored",
    "favour",
    "favoured",
    "feel",
    "felt",
    "had",
    "have",
    "oppose",
    "opposed",
    "predict",
    "predicted",
    "prefer",
    "preferred",
    "say",
    "said",
    "see",
    "support",
    "supported",
    "think",
    "thought",
    "trust",
    "view",
    "viewed",
    "want",
    "wanted",
];
/// How many words may tell between a share and its answer of whom it is one: "62% of the dockers in Aldane said".
const WHOM_WITHIN: usize = 8;

/// Whether a sentence tells what a share of people answered.
pub(super) fn is_answer(sentence: &[Token]) -> bool {
    let is_poll = sentence.iter().any(|token| token.is_one_of(POLLS));
    (0..sentence.len())
        .any(|at| share(sentence, at).is_some_and(|end| is_poll || answers(&sentence[end..])))
}

/// Whether a sentence gives a percentage. Most differ because they are of different things.
pub(super) fn has_percentage(sentence: &[Token]) -> bool {
    (0..sentence.len()).any(|at| percentage(sentence, at).is_some())
}

/// The token after the share at `at`: after "23 percent", "44%", "one-third".
fn share(tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    let is_part = token.is_one_of(PARTS) && tokens.get(at + 1).is_some_and(|next| next.is("of"));
    percentage(tokens, at).or_else(|| is_part.then_some(at + 1))
}

/// The token after the "percent" at `at`.
fn percentage(tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    if token.is("per") && tokens.get(at + 1).is_some_and(|next| next.is("cent")) {
        return Some(at + 2);
    }
    (token.lower == "%" || token.is("percent")).then_some(at + 1)
}

/// Whether what follows a share is what they answer: "said …", ", predict …", "of the pilots said …".
fn answers(rest: &[Token]) -> bool {
    let whom = rest
        .first()
        .is_some_and(|next| next.is_one_of(&["of", "in"]));
    let within = if whom { WHOM_WITHIN } else { 2 };
    let answer = rest
        .iter()
        .take(within + 1)
        .position(|token| token.is_one_of(ANSWERS));
    // "Prices rose by 3 percent, said Pike."
    answer.is_some_and(|answer| {
        let apart = rest[..answer]
            .iter()
            .any(|token| token.kind == TokenKind::Comma);
        !apart || !whom && !rest[answer].is_one_of(&["said", "say", "called"])
    })
}

#[cfg(test)]
mod tests {
    use crate::text::{Span, tokens};

    fn is_answer(sentence: &str) -> bool {
        super::is_answer(&tokens(sentence, Span::new(0, sentence.len()), false))
    }

    fn has_percentage(sentence: &str) -> bool {
        super::has_percentage(&tokens(sentence, Span::new(0, sentence.len()), false))
    }

    #[test]
    fn what_a_share_of_those_asked_answers() {
        for sentence in [
            "Forty-one percent said that the ferry was late.",
            "Last spring, 62% of the dockers in Aldane said that they would strike.",
            "Half of the pilots said that they would stay.",
            "Some 37 per cent believe that the port is safe.",
            "The fewest, 8%, expect a new quay.",
            "The poll gave Brenner 41 percent.",
        ] {
            assert!(is_answer(sentence), "{sentence}");
        }
    }

    #[test]
    fn percentages() {
        assert!(has_percentage(
            "Profits fell by 12 percent, the company said."
        ));
        assert!(has_percentage("Some 37 per cent stayed, and 8% left."));
        assert!(!has_percentage("Half of the pilots left, four per ship."));
    }

    #[test]
    fn other_shares_are_nobody_s_answer() {
        for sentence in [
            "Profits fell by 12 percent, the company said.",
            "Prices rose by 3 percent, said Pike.",
            "A third of the berths were empty, the union found.",
            "Two dockers said so.",
            "The poll was held on Monday.",
            "",
        ] {
            assert!(!is_answer(sentence), "{sentence}");
        }
    }
}
