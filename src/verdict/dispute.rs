//! Contradictions that share a statement are one dispute, with two sides.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};

use super::{Contradiction, ContradictionId, Relation, short_hash};
use crate::statement::{Stance, StatementId};

/// The id of a dispute: 16 hexadecimal digits of the BLAKE3 hash of the ids of its contradictions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DisputeId(pub String);

/// One side of a dispute: the statements that hold together against the other side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// How the side stands to the question.
    pub stance: Stance,
    /// Its statements, in the order of their ids.
    pub statements: Vec<StatementId>,
}

/// Contradictions about one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Dispute {
    /// Stable id.
    pub id: DisputeId,
    /// What is in dispute: the content that one side puts forward in the most probable contradiction.
    pub question: String,
    /// The two sides, the one that puts the question forward first.
    pub sides: Vec<Side>,
    /// Its contradictions, best first.
    pub contradictions: Vec<ContradictionId>,
    /// The probability of its best contradiction.
    pub probability: f32,
}

/// What [`disputes`] needs to know of a statement.
#[derive(Debug, Clone, Copy)]
pub struct Held<'a> {
    /// How its source stands to the content.
    pub stance: Stance,
    /// The content that can stand alone.
    pub proposition: &'a str,
}

/// For a statement the others of its story that say the same in other words, as far as belie can tell.
pub type Alike = BTreeMap<StatementId, Vec<StatementId>>;

/// Groups ranked contradictions (best first) into disputes, best first; updates are no part of any. Contradictions are of one dispute
/// when they share a statement, or when statements of theirs say the same.
/// `held` tells of each statement what it holds, `alike` which other statements say the same.
pub fn disputes<'a>(
    ranked: &[Contradiction],
    held: impl Fn(&StatementId) -> Option<Held<'a>>,
    alike: &Alike,
) -> Vec<Dispute> {
    let ranked: Vec<&Contradiction> = ranked
        .iter()
        .filter(|x| x.relation != Relation::Update)
        .collect();
    let mut touching: BTreeMap<&StatementId, Vec<usize>> = BTreeMap::new();
    for (at, contradiction) in ranked.iter().enumerate() {
        touching.entry(&contradiction.a).or_default().push(at);
        touching.entry(&contradiction.b).or_default().push(at);
    }
    let mut taken = vec![false; ranked.len()];
    let mut disputes = Vec::new();
    for best in 0..ranked.len() {
        if !taken[best] {
            disputes.push(dispute(&ranked, &touching, &mut taken, best, &held, alike));
        }
    }
    disputes
}

fn dispute<'a>(
    ranked: &[&Contradiction],
    touching: &BTreeMap<&StatementId, Vec<usize>>,
    taken: &mut [bool],
    best: usize,
    held: &impl Fn(&StatementId) -> Option<Held<'a>>,
    alike: &Alike,
) -> Dispute {
    let stance = |id: &StatementId| held(id).map_or(Stance::Affirm, |held| held.stance);
    let (a, b) = (&ranked[best].a, &ranked[best].b);
    // The side that denies answers the question; the other one puts it forward.
    let (first, second) = if stance(a) == Stance::Deny && stance(b) != Stance::Deny {
        (b, a)
    } else {
        (a, b)
    };
    let mut sides = [BTreeSet::from([first]), BTreeSet::from([second])];
    let mut members = BTreeSet::new();
    let mut open = VecDeque::from([first, second]);
    while let Some(statement) = open.pop_front() {
        let side = usize::from(sides[1].contains(statement));
        for &at in &touching[statement] {
            taken[at] = true;
            members.insert(at);
            let other = if ranked[at].a == *statement {
                &ranked[at].b
            } else {
                &ranked[at].a
            };
            if !sides.iter().any(|side| side.contains(other)) {
                sides[1 - side].insert(other);
                open.push_back(other);
            }
        }
        let same = alike.get(statement).into_iter().flatten();
        for other in same.filter_map(|id| Some(*touching.get_key_value(id)?.0)) {
            if !sides.iter().any(|side| side.contains(other)) {
                sides[side].insert(other);
                open.push_back(other);
            }
        }
    }
    let contradictions: Vec<ContradictionId> = members
        .into_iter()
        .map(|at| ranked[at].id.clone())
        .collect();
    let [putting, answering] = sides;
    let side = |statements: BTreeSet<&StatementId>, stance| Side {
        stance,
        statements: statements.into_iter().cloned().collect(),
    };
    let answer = if stance(second) == Stance::Affirm {
        Stance::Deny
    } else {
        stance(second)
    };
    Dispute {
        id: DisputeId(short_hash(
            &contradictions
                .iter()
                .map(|id| &*id.0)
                .collect::<Vec<_>>()
                .join(" "),
        )),
        question: held(first)
            .map(|held| held.proposition.to_owned())
            .unwrap_or_default(),
        sides: vec![side(putting, stance(first)), side(answering, answer)],
        contradictions,
        probability: ranked[best].probability,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleId;
    use crate::nli::NliScores;
    use crate::pair::Reason;

    fn id(ordinal: u32) -> StatementId {
        StatementId {
            article: ArticleId("x".to_owned()),
            ordinal,
        }
    }

    fn contradiction(a: u32, b: u32, probability: f32) -> Contradiction {
        let scores = NliScores {
            entailment: 0.0,
            neutral: 0.0,
            contradiction: 1.0,
            truncated: false,
        };
        Contradiction {
            id: ContradictionId(format!("{a}{b}")),
            a: id(a),
            b: id(b),
            relation: Relation::Denial,
            probability,
            forward: scores,
            backward: scores,
            evidence: Vec::new(),
            reason: Reason::Denial,
        }
    }

    #[test]
    fn contradictions_that_share_a_statement_are_one_dispute_with_two_sides() {
        let ranked = [
            contradiction(0, 1, 0.9),
            contradiction(5, 6, 0.8),
            contradiction(1, 2, 0.7),
        ];
        let stance = |id: &StatementId| {
            if id.ordinal == 1 {
                Stance::Deny
            } else {
                Stance::Consider
            }
        };
        let found = disputes(
            &ranked,
            |id| {
                Some(Held {
                    stance: stance(id),
                    proposition: "the sale",
                })
            },
            &Alike::new(),
        );
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0].sides[0],
            Side {
                stance: Stance::Consider,
                statements: vec![id(0), id(2)]
            }
        );
        assert_eq!(
            found[0].sides[1],
            Side {
                stance: Stance::Deny,
                statements: vec![id(1)]
            }
        );
        assert_eq!((found[0].probability, found[1].probability), (0.9, 0.8));
        assert_eq!(found[0].question, "the sale");
    }

    #[test]
    fn contradictions_whose_statements_say_the_same_are_one_dispute() {
        let ranked = [contradiction(0, 1, 0.9), contradiction(5, 6, 0.8)];
        let alike = Alike::from([(id(1), vec![id(6), id(9)]), (id(6), vec![id(1)])]);
        let found = disputes(&ranked, |_| None, &alike);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].sides[0].statements, [id(0), id(5)]);
        assert_eq!(found[0].sides[1].statements, [id(1), id(6)]);
    }

    #[test]
    fn updates_are_no_dispute() {
        let mut update = contradiction(0, 1, 0.9);
        update.relation = Relation::Update;
        assert!(disputes(&[update], |_| None, &Alike::new()).is_empty());
    }
}
