//! How a pair stands out among the other pairs of its story. A statement that the model sets against everything contradicts
//! nothing in particular. Only pairs that may be contradictions count, so that the probability of one does not depend on how many
//! hopeless ones were read beside it.

use std::collections::HashMap;

use super::Scored;
use crate::statement::StatementId;

/// P(contradiction) of a statement over the pairs it is in.
#[derive(Default, Clone, Copy)]
struct Over {
    sum: f32,
    count: f32,
    greatest: f32,
}

/// The pairs of a story, by statement.
pub(super) struct Standings<'a>(HashMap<&'a StatementId, Over>);

/// How one pair stands out.
#[derive(Default, Clone, Copy)]
pub(super) struct Standing {
    /// The mean P(contradiction) of the other pairs that one of its statements is in; the greater of the two means.
    pub(super) others: f32,
    /// Whether neither of its statements is in a pair with a greater P(contradiction).
    pub(super) is_best: bool,
}

impl<'a> Standings<'a> {
    pub(super) fn of(story: &[Scored<'a>]) -> Self {
        let mut found: HashMap<&StatementId, Over> = HashMap::new();
        for scored in story.iter().filter(|scored| scored.may_contradict()) {
            let contradiction = scored.contradiction();
            for id in [&scored.pair.a.id, &scored.pair.b.id] {
                let over = found.entry(id).or_default();
                over.sum += contradiction;
                over.count += 1.0;
                over.greatest = over.greatest.max(contradiction);
            }
        }
        Self(found)
    }

    /// How a pair of this story stands out.
    pub(super) fn standing(&self, scored: &Scored<'_>) -> Standing {
        let contradiction = scored.contradiction();
        let overs = [&scored.pair.a.id, &scored.pair.b.id]
            .map(|id| self.0.get(id).copied().unwrap_or_default());
        let own = f32::from(u8::from(scored.may_contradict()));
        let others =
            overs.map(|over| (over.sum - own * contradiction) / (over.count - own).max(1.0));
        Standing {
            others: others[0].max(others[1]).clamp(0.0, 1.0),
            is_best: overs.iter().all(|over| over.greatest <= contradiction),
        }
    }
}
