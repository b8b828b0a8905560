//! The order in which people read a report, the same in every format: disputes first, best first, each with its
//! contradictions; then what stands in no dispute, and updates last.

use std::collections::{BTreeMap, BTreeSet};

use super::quote::many;
use super::{ContradictionLine, Counts, DisputeLine, Report};
use crate::verdict::{ContradictionId, Relation};

/// Contradictions that are read together.
pub(super) struct Group<'a> {
    /// The dispute that they belong to; `None` for one that stands alone.
    pub(super) dispute: Option<&'a DisputeLine>,
    /// Best first; never empty.
    pub(super) contradictions: Vec<&'a ContradictionLine>,
}

/// A report in reading order.
pub(super) struct Outline<'a> {
    /// Best first.
    pub(super) groups: Vec<Group<'a>>,
    /// Pairs in which a later figure replaces an earlier one: no contradictions.
    pub(super) updates: Vec<&'a ContradictionLine>,
}

impl<'a> Outline<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        let by_id: BTreeMap<&ContradictionId, &ContradictionLine> = report
            .contradictions
            .iter()
            .map(|line| (&line.id, line))
            .collect();
        let mut grouped = BTreeSet::new();
        let mut groups: Vec<Group<'a>> = Vec::new();
        for dispute in &report.disputes {
            let contradictions: Vec<&ContradictionLine> = dispute
                .contradictions
                .iter()
                .filter_map(|id| by_id.get(id).copied())
                .filter(|line| grouped.insert(&line.id))
                .collect();
            if !contradictions.is_empty() {
                groups.push(Group {
                    dispute: Some(dispute),
                    contradictions,
                });
            }
        }
        let (mut updates, mut alone) = (Vec::new(), Vec::new());
        for line in report
            .contradictions
            .iter()
            .filter(|line| !grouped.contains(&line.id))
        {
            match line.relation {
                Relation::Update => updates.push(line),
                _ => alone.push(line),
            }
        }
        groups.extend(alone.into_iter().map(|line| Group {
            dispute: None,
            contradictions: vec![line],
        }));
        Self { groups, updates }
    }

    /// How many contradictions there are, updates left out.
    pub(super) fn contradictions(&self) -> usize {
        let sizes = self.groups.iter().map(|group| group.contradictions.len());
        sizes.sum()
    }

    /// How much was found, and in what, as the start of a sentence.
    pub(super) fn counts(&self, counts: &Counts) -> String {
        format!(
            "{} in {}; read {} of {} in {}",
            many(self.contradictions(), "contradiction"),
            many(counts.disputes, "dispute"),
            many(counts.pairs, "pair"),
            many(counts.statements, "statement"),
            many(counts.articles, "article"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::report;
    use super::*;

    #[test]
    fn every_contradiction_is_read_once_disputes_first_updates_last() {
        let mut report = report();
        let line = report.contradictions[0].clone();
        for (id, relation) in [("alone", Relation::Conflict), ("update", Relation::Update)] {
            let mut other = line.clone();
            other.id = ContradictionId(id.to_owned());
            other.relation = relation;
            report.contradictions.insert(0, other);
        }
        // A report from elsewhere may name a contradiction twice, or one that is not there.
        report.disputes.push(report.disputes[0].clone());
        report.disputes[0]
            .contradictions
            .push(ContradictionId("none".to_owned()));
        let outline = Outline::of(&report);
        let ids: Vec<&str> = outline
            .groups
            .iter()
            .map(|group| &*group.contradictions[0].id.0)
            .collect();
        assert_eq!(ids, [&*line.id.0, "alone"]);
        assert_eq!(outline.contradictions(), 2);
        assert_eq!(outline.updates.len(), 1);
    }
}
