//! The summary for a terminal: the best contradictions, both statements quoted with source and stance.

use std::fmt::Write;

use super::quote::{Quotes, on_one_line, relation};
use super::{ContradictionLine, Report};

/// The counts of the run and its `top` best contradictions, as plain text.
pub fn to_summary(report: &Report, top: usize) -> String {
    let quotes = Quotes::of(report);
    let mut text = String::new();
    for line in quotes.contradictions().take(top) {
        entry(&mut text, &quotes, line);
    }
    let found = quotes.contradictions().count();
    let counts = &report.run.counts;
    let shown = if found > top {
        format!(" (best {top} shown)")
    } else {
        String::new()
    };
    let _ = writeln!(
        text,
        "{} in {}; {} and {} compared in {} ({}).{shown}",
        many(found, "contradiction"),
        many(counts.disputes, "dispute"),
        many(counts.statements, "statement"),
        many(counts.pairs, "pair"),
        many(counts.articles, "article"),
        report.run.model.name,
    );
    text
}

fn entry(text: &mut String, quotes: &Quotes<'_>, line: &ContradictionLine) {
    let _ = writeln!(
        text,
        "{:>3}. {} {:.2}",
        line.rank,
        relation(line.relation),
        line.probability
    );
    for side in [&line.a, &line.b] {
        let _ = writeln!(text, "     {}:", quotes.who(side));
        let _ = writeln!(text, "       “{}”", on_one_line(&side.text));
        let _ = writeln!(text, "       {}", quotes.place(side));
    }
    text.push('\n');
}

fn many(count: usize, thing: &str) -> String {
    if count == 1 {
        format!("1 {thing}")
    } else {
        format!("{count} {thing}s")
    }
}
