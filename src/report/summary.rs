//! The summary for a terminal: the best disputes, each by its best contradiction, in the order and the words of the viewer.

use std::fmt::Write;

use super::Report;
use super::outline::{Group, Outline};
use super::quote::{Quotes, many, on_one_line, relation};

/// The counts of the run and its `top` best disputes, as plain text.
pub fn to_summary(report: &Report, top: usize) -> String {
    let quotes = Quotes::of(report);
    let outline = Outline::of(report);
    let mut text = String::new();
    for (at, group) in outline.groups.iter().take(top).enumerate() {
        entry(&mut text, &quotes, at + 1, group);
    }
    let models: Vec<&str> = report.run.models().map(|m| m.name.as_str()).collect();
    let shown = if outline.groups.len() > top {
        format!(" (best {top} disputes shown)")
    } else {
        String::new()
    };
    let _ = writeln!(
        text,
        "{} ({}).{shown}",
        outline.counts(&report.run.counts),
        models.join(", "),
    );
    text
}

fn entry(text: &mut String, quotes: &Quotes<'_>, number: usize, group: &Group<'_>) {
    let Some(line) = group.contradictions.first() else {
        return;
    };
    let _ = writeln!(
        text,
        "{number:>3}. {} {:.2}",
        relation(line.relation),
        line.probability
    );
    for (side, words) in [&line.a, &line.b].into_iter().zip(quotes.words(line)) {
        let _ = writeln!(text, "     {}:", quotes.who(side));
        let _ = writeln!(text, "       “{words}”");
        let _ = writeln!(text, "       {}", quotes.place(side));
    }
    let why = on_one_line(&quotes.explain(line).why.join("; "));
    let _ = writeln!(text, "     why: {why}");
    let more = group.contradictions.len() - 1;
    if more > 0 {
        let _ = writeln!(
            text,
            "     {} in this dispute",
            many(more, "more contradiction")
        );
    }
    text.push('\n');
}
