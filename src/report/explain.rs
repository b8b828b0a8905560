//! Why a pair is reported, in the words of a person, and which words of the two statements clash.

use super::{ContradictionLine, SideLine, StatementLine};
use crate::statement::{Stance, is_negation};
use crate::text::{Span, TokenKind, content_words, tokens};
use crate::verdict::{Evidence, Measure, Quantity, Relation, quantities};

/// At most this share of a statement's words is marked where contents exclude each other: beyond it, marks say nothing.
const MOST_MARKED: f64 = 0.6;

const MODALS: &[&str] = &["may", "might", "could"];
/// Stems of words of deliberation.
const DELIBERATION: &[&str] = &[
    "consid", "contempl", "debat", "deliber", "discuss", "examin", "explor", "hope", "intend",
    "mull", "plan", "ponder", "possibl", "propos", "review", "studi", "talk", "weigh",
];

/// Why a pair is reported.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Explanation {
    /// Short sentences, the strongest sign first: "B denies what A considers", "numbers differ: 12 / 15".
    pub(super) why: Vec<String>,
    /// The words that clash, of both sides: bytes of the side's `text`.
    pub(super) clash: [Vec<Span>; 2],
}

/// One side, and what is known about its statement.
struct Reading<'a> {
    text: &'a str,
    /// What is said, as bytes of `text`; all of it when the report does not tell.
    content: Vec<Span>,
    statement: Option<&'a StatementLine>,
}

/// Explains a contradiction between two sides, whose statements stand in the report or do not.
pub(super) fn explain(
    line: &ContradictionLine,
    statements: [Option<&StatementLine>; 2],
) -> Explanation {
    let sides = [
        Reading::of(&line.a, statements[0]),
        Reading::of(&line.b, statements[1]),
    ];
    let mut explanation = Explanation::default();
    explanation.stances(line, &sides);
    explanation.negation(line, &sides);
    explanation.quantities(line, &sides);
    explanation.nature(line, &sides);
    explanation.doubts(line);
    if explanation.why.is_empty() {
        explanation
            .why
            .push("the contents exclude each other".to_owned());
    }
    for (clash, side) in explanation.clash.iter_mut().zip(&sides) {
        clash.retain(|span| !span.is_empty() && !span.of(side.text).is_empty());
        clash.sort();
        clash.dedup();
    }
    explanation
}

impl<'a> Reading<'a> {
    fn of(side: &'a SideLine, statement: Option<&'a StatementLine>) -> Self {
        let whole = Span::new(0, side.text.len());
        let mut reading = Self {
            text: &side.text,
            content: vec![whole],
            statement,
        };
        if let Some(statement) = statement {
            let inside: Vec<Span> = statement
                .content
                .iter()
                .filter_map(|span| reading.inside(side.span, *span))
                .collect();
            if !inside.is_empty() {
                reading.content = inside;
            }
        }
        reading
    }

    /// A span of the article as bytes of the side's text.
    fn inside(&self, sentence: Span, span: Span) -> Option<Span> {
        let start = span.start.max(sentence.start);
        let end = span.end.min(sentence.end);
        let inside = Span::new(
            start.checked_sub(sentence.start)?,
            end.checked_sub(sentence.start)?,
        );
        (start < end && !inside.of(self.text).is_empty()).then_some(inside)
    }

    fn says(&self, span: Span) -> bool {
        self.content.iter().any(|content| content.contains(span))
    }

    fn stance(&self) -> Stance {
        self.statement.map_or(Stance::Affirm, |x| x.stance)
    }

    fn cue(&self) -> Option<Span> {
        let statement = self.statement?;
        self.inside(statement.span, statement.cue.as_ref()?.span)
    }

    fn negations(&self) -> Vec<Span> {
        tokens(self.text, Span::new(0, self.text.len()), false)
            .into_iter()
            .filter(|token| is_negation(&token.lower) && self.says(token.span))
            .map(|token| token.span)
            .collect()
    }

    /// The words that hold the content possible.
    fn deliberation(&self) -> Vec<Span> {
        let whole = tokens(self.text, Span::new(0, self.text.len()), false);
        let deliberates = |lower: &str| {
            MODALS.contains(&lower)
                || content_words(lower)
                    .iter()
                    .any(|stem| DELIBERATION.contains(&&**stem))
        };
        whole
            .into_iter()
            .filter(|token| self.says(token.span) || self.cue() == Some(token.span))
            .filter(|token| deliberates(&token.lower))
            .map(|token| token.span)
            .collect()
    }

    fn quantities(&self) -> Vec<Quantity> {
        let mut found = quantities(self.text);
        found.retain(|quantity| self.says(quantity.span));
        found
    }

    /// The words at these places, each once.
    fn words(&self, spans: &[Span]) -> String {
        let mut words: Vec<&str> = Vec::new();
        for word in spans.iter().map(|span| span.of(self.text)) {
            if !words.iter().any(|known| known.eq_ignore_ascii_case(word)) {
                words.push(word);
            }
        }
        words.join(", ")
    }
}

impl Explanation {
    fn stances(&mut self, line: &ContradictionLine, sides: &[Reading<'_>; 2]) {
        let verb = |stance| match stance {
            Stance::Affirm => Some("affirms"),
            Stance::Consider => Some("considers"),
            _ => None,
        };
        for (denying, other, [x, y]) in [(1, 0, ["B", "A"]), (0, 1, ["A", "B"])] {
            let (deny, said) = (&sides[denying], &sides[other]);
            let Some(verb) = verb(said.stance()).filter(|_| deny.stance() == Stance::Deny) else {
                continue;
            };
            self.why.push(format!("{x} denies what {y} {verb}"));
            self.clash[denying].extend(deny.cue());
            if said.stance() == Stance::Consider {
                self.clash[other].extend(said.deliberation());
            }
            if holds(line, "denial_resolved") {
                self.why.push(format!("the denial refers back to {y}"));
            }
        }
    }

    fn negation(&mut self, line: &ContradictionLine, sides: &[Reading<'_>; 2]) {
        let found = [sides[0].negations(), sides[1].negations()];
        if line.relation == Relation::Denial || holds(line, "negation_differs") {
            for (clash, found) in self.clash.iter_mut().zip(&found) {
                clash.extend(found);
            }
        }
        let one = match (found[0].is_empty(), found[1].is_empty()) {
            (false, true) => Some((0, "A")),
            (true, false) => Some((1, "B")),
            _ => None,
        };
        if let Some((side, name)) = one.filter(|_| holds(line, "negation_differs")) {
            let words = sides[side].words(&found[side]);
            self.why.push(format!("only {name} is negated: “{words}”"));
        }
    }

    fn quantities(&mut self, line: &ContradictionLine, sides: &[Reading<'_>; 2]) {
        let [a, b] = [sides[0].quantities(), sides[1].quantities()];
        let numbers = holds(line, "numbers_differ")
            || matches!(line.relation, Relation::Numeric | Relation::Update);
        let dates = holds(line, "dates_differ") || line.relation == Relation::Temporal;
        for (wanted, name, same_kind) in [
            (
                numbers,
                "numbers",
                Measure::may_count_with as fn(&Measure, &Measure) -> bool,
            ),
            (dates, "dates", Measure::dates_with),
        ] {
            if !wanted {
                continue;
            }
            let [left, right] = [differing(&a, &b, same_kind), differing(&b, &a, same_kind)];
            if !left.is_empty() && !right.is_empty() {
                let (x, y) = (sides[0].words(&left), sides[1].words(&right));
                self.why.push(format!("{name} differ: {x} / {y}"));
                self.clash[0].extend(left);
                self.clash[1].extend(right);
            }
        }
    }

    /// What only the relation tells.
    fn nature(&mut self, line: &ContradictionLine, sides: &[Reading<'_>; 2]) {
        match line.relation {
            Relation::Reversal => self.why.push("the same source said otherwise".to_owned()),
            Relation::Update => self
                .why
                .push("a later figure replaces an earlier one".to_owned()),
            _ => {}
        }
        if holds(line, "contrast") {
            self.why.push("B opens with a contrast".to_owned());
        }
        if self.clash.iter().all(Vec::is_empty) {
            self.clash[0] = unshared(&sides[0], &sides[1]);
            self.clash[1] = unshared(&sides[1], &sides[0]);
        }
    }

    /// What speaks against it.
    fn doubts(&mut self, line: &ContradictionLine) {
        let opinion = if value(line, "opinion") < 1.0 {
            "but one may be an opinion"
        } else {
            "but both may be opinions"
        };
        for (name, words) in [
            ("hypothetical", "but one speaks of what would be"),
            ("uncommitted", "but one takes no stand"),
            ("opinion", opinion),
        ] {
            let against = |evidence: &Evidence| evidence.value * evidence.weight < 0.0;
            let mut evidence = line.evidence.iter();
            if evidence.any(|evidence| evidence.name == name && against(evidence)) {
                self.why.push(words.to_owned());
            }
        }
    }
}

/// Whether a fact is among the evidence.
fn holds(line: &ContradictionLine, name: &str) -> bool {
    value(line, name) > 0.0
}

/// The value of an evidence; 0 where it is not listed.
fn value(line: &ContradictionLine, name: &str) -> f32 {
    let mut evidence = line.evidence.iter();
    evidence
        .find(|evidence| evidence.name == name)
        .map_or(0.0, |evidence| evidence.value)
}

/// Where `here` has a measure of a kind that `there` has, too, with another value.
fn differing(
    here: &[Quantity],
    there: &[Quantity],
    same_kind: fn(&Measure, &Measure) -> bool,
) -> Vec<Span> {
    here.iter()
        .filter(|x| there.iter().any(|y| same_kind(&x.measure, &y.measure)))
        .filter(|x| there.iter().all(|y| !x.measure.agrees(&y.measure)))
        .map(|x| x.span)
        .collect()
}

/// The content words of `here` that `there` does not have; none when that would be nearly all.
fn unshared(here: &Reading<'_>, there: &Reading<'_>) -> Vec<Span> {
    let others = content_words(there.text);
    let words: Vec<(Span, bool)> = tokens(here.text, Span::new(0, here.text.len()), false)
        .into_iter()
        .filter(|token| token.kind == TokenKind::Word && here.says(token.span))
        .filter_map(|token| {
            let stem = content_words(&token.lower).pop()?;
            Some((token.span, others.contains(&stem)))
        })
        .collect();
    let unshared: Vec<Span> = words
        .iter()
        .filter(|(_, shared)| !shared)
        .map(|(span, _)| *span)
        .collect();
    if unshared.len() as f64 > MOST_MARKED * words.len() as f64 {
        Vec::new()
    } else {
        unshared
    }
}

#[cfg(test)]
mod tests;
