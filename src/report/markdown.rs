//! `report.md`: the contradictions as a page of Markdown, in the order of the report.

use std::fmt::Write;

use super::quote::{Quotes, on_one_line, relation};
use super::{ContradictionLine, Report};

/// The report as Markdown. Words of articles are escaped, so that they cannot format the page.
pub fn to_markdown(report: &Report) -> String {
    let quotes = Quotes::of(report);
    let counts = &report.run.counts;
    let mut page = String::from("# Contradictions\n\n");
    let _ = writeln!(
        page,
        "belie {}, model {} on {}: {} articles, {} statements, {} pairs, {} contradictions, {} disputes.\n",
        report.run.version,
        report.run.model.name,
        report.run.model.engine,
        counts.articles,
        counts.statements,
        counts.pairs,
        counts.contradictions,
        counts.disputes
    );
    for line in quotes.contradictions() {
        entry(&mut page, &quotes, line);
    }
    let mut updates = quotes.updates().peekable();
    if updates.peek().is_some() {
        page.push_str(
            "# Updates\n\nLater figures that replace earlier ones: no contradictions.\n\n",
        );
    }
    for line in updates {
        entry(&mut page, &quotes, line);
    }
    page
}

fn entry(page: &mut String, quotes: &Quotes<'_>, line: &ContradictionLine) {
    let _ = writeln!(
        page,
        "## {}. {} ({:.2})\n",
        line.rank,
        relation(line.relation),
        line.probability
    );
    for side in [&line.a, &line.b] {
        let who = escape(&quotes.who(side));
        let _ = writeln!(
            page,
            "**{who}** — {}\n\n> {}\n",
            escape(&quotes.place(side)),
            escape(&on_one_line(&side.text))
        );
    }
    let evidence = line
        .evidence
        .iter()
        .filter(|evidence| evidence.weight != 0.0)
        .take(4);
    let evidence: Vec<String> = evidence
        .map(|evidence| {
            format!(
                "{} {:+.1}",
                evidence.name.replace('_', " "),
                evidence.value * evidence.weight
            )
        })
        .collect();
    let _ = writeln!(
        page,
        "NLI contradiction {:.2} →, {:.2} ←. Evidence: {}.\n",
        line.forward.contradiction,
        line.backward.contradiction,
        evidence.join(", ")
    );
}

/// Escapes what Markdown or HTML would take for markup.
fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' => {
                escaped.extend(['\\', character])
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn markup_in_articles_is_shown_and_does_nothing() {
        assert_eq!(
            escape("<script> *b* [x](y) a_b"),
            "&lt;script&gt; \\*b\\* \\[x\\](y) a\\_b"
        );
    }
}
