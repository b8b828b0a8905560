//! Which relation a contradicting pair stands in.

use super::evidence::Facts;
use super::{Compared, Relation};

/// The relation, from the strongest sign to the weakest.
pub(super) fn relation(pair: &Compared<'_>, facts: &Facts) -> Relation {
    let attributed = pair.a.attribution.is_some() || pair.b.attribution.is_some();
    if facts.same_source && facts.earlier_words && !facts.resolved {
        Relation::Reversal
    } else if facts.denies || facts.resolved {
        Relation::Denial
    } else if facts.numbers_differ {
        if facts.update_words {
            Relation::Update
        } else {
            Relation::Numeric
        }
    } else if facts.negation_differs && attributed {
        Relation::Denial
    } else if facts.dates_differ {
        Relation::Temporal
    } else {
        Relation::Conflict
    }
}
