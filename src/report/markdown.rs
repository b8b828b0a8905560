//! `report.md`: the disputes as a page of Markdown, in the order and the words of the viewer.

use std::fmt::Write;

use super::outline::{Group, Outline};
use super::quote::{Piece, Quotes, on_one_line, relation};
use super::{ContradictionLine, Report};

/// The report as Markdown. Words of articles are escaped, so that they cannot format the page.
pub fn to_markdown(report: &Report) -> String {
    let quotes = Quotes::of(report);
    let outline = Outline::of(report);
    let models = report.run.models();
    let models: Vec<String> = models
        .map(|model| format!("model {} on {}", model.name, model.how()))
        .collect();
    let mut page = String::from("# Contradictions\n\n");
    let _ = writeln!(
        page,
        "{} (belie {}, {}).\n",
        outline.counts(&report.run.counts),
        report.run.version,
        models.join(", "),
    );
    for (at, group) in outline.groups.iter().enumerate() {
        heading(&mut page, at + 1, group);
        for line in &group.contradictions {
            entry(&mut page, &quotes, line);
        }
    }
    if !outline.updates.is_empty() {
        page.push_str(
            "# Updates\n\nLater figures that replace earlier ones: no contradictions.\n\n",
        );
    }
    for line in outline.updates {
        entry(&mut page, &quotes, line);
    }
    page
}

fn heading(page: &mut String, number: usize, group: &Group<'_>) {
    let question = group.dispute.map(|dispute| on_one_line(&dispute.question));
    let question = question.filter(|question| !question.is_empty());
    let _ = writeln!(
        page,
        "## {number}. {}\n",
        escape(question.as_deref().unwrap_or("One contradiction"))
    );
}

fn entry(page: &mut String, quotes: &Quotes<'_>, line: &ContradictionLine) {
    let _ = writeln!(
        page,
        "### {} {:.2}\n",
        relation(line.relation),
        line.probability
    );
    for (side, words) in [&line.a, &line.b].into_iter().zip(quotes.pieces(line)) {
        let who = escape(&quotes.who(side));
        let _ = writeln!(
            page,
            "**{who}** — {}\n\n> {}\n",
            escape(&quotes.place(side)),
            quoted(&words)
        );
    }
    let _ = writeln!(
        page,
        "Why: {}. NLI contradiction {:.2} →, {:.2} ←.\n",
        escape(&on_one_line(&quotes.explain(line).why.join("; "))),
        line.forward.contradiction,
        line.backward.contradiction,
    );
}

/// The words of a side; what its statement says stands out where the sentence says more.
fn quoted(pieces: &[Piece]) -> String {
    let quoted = pieces
        .iter()
        .map(|piece| match (piece.said, escape(&piece.text)) {
            (true, words) => format!("**{words}**"),
            (false, words) => words,
        });
    quoted.collect()
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
    use super::{Piece, escape, quoted};

    #[test]
    fn markup_in_articles_is_shown_and_does_nothing() {
        assert_eq!(
            escape("<script> *b* [x](y) a_b"),
            "&lt;script&gt; \\*b\\* \\[x\\](y) a\\_b"
        );
    }

    #[test]
    fn what_is_said_is_bold() {
        let piece = |text: &str, said| Piece {
            text: text.to_owned(),
            said,
        };
        let pieces = [
            piece("Pike said ", false),
            piece("the *lease* was signed", true),
            piece(".", false),
        ];
        assert_eq!(quoted(&pieces), "Pike said **the \\*lease\\* was signed**.");
    }
}
