//! How a person reads one side of a contradiction: who, how they stand to it, where, and the words.

use std::collections::BTreeMap;

use super::explain::{Explanation, explain};
use super::{ArticleLine, ContradictionLine, Report, SideLine, StatementLine};
use crate::article::ArticleId;
use crate::statement::Stance;
use crate::verdict::Relation;

/// The report, with its articles at hand by id.
pub(super) struct Quotes<'a> {
    report: &'a Report,
    articles: BTreeMap<&'a ArticleId, &'a ArticleLine>,
}

/// Part of a quoted sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// Whether this is what the statement says.
    pub(super) said: bool,
}

/// A content of fewer words ("it") says too little to be told apart.
const SAYS: usize = 3;
/// So many words beside source, cue and content are more than adverbs and a "that".
const MORE: usize = 4;

/// The sentence of a side, cut where the content of its statement begins and ends.
fn cut(side: &SideLine, statement: &StatementLine) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut piece = |start: usize, end: usize, said: bool| {
        let text = side.text.get(start..end).unwrap_or_default();
        let space = |at: Option<char>| {
            if at.is_some_and(char::is_whitespace) {
                " "
            } else {
                ""
            }
        };
        let words = on_one_line(text);
        let (before, after) = (space(text.chars().next()), space(text.chars().next_back()));
        if !words.is_empty() {
            pieces.push(Piece {
                text: format!("{before}{words}{after}"),
                said,
            });
        }
    };
    let mut done = 0;
    for span in &statement.content {
        // What lies in other sentences is not quoted.
        let here = |at: usize| {
            at.checked_sub(side.span.start)
                .filter(|at| *at <= side.text.len())
        };
        if let (Some(start), Some(end)) = (here(span.start), here(span.end))
            && start >= done
        {
            piece(done, start, false);
            piece(start, end, true);
            done = end;
        }
    }
    piece(done, side.text.len(), false);
    pieces
}

/// Whether a sentence says more than that somebody said this: many words stand outside of source, cue and content.
fn says_more(pieces: &[Piece], statement: &StatementLine) -> bool {
    let count = |text: &str| text.split_whitespace().count();
    let [said, rest] = [true, false].map(|said| -> usize {
        pieces
            .iter()
            .filter(|piece| piece.said == said)
            .map(|piece| count(&piece.text))
            .sum()
    });
    let source = statement
        .source
        .as_ref()
        .map_or(0, |source| count(&source.text));
    let cue = statement.cue.as_ref().map_or(0, |cue| count(&cue.text));
    said >= SAYS && rest >= source + cue + MORE
}

impl<'a> Quotes<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        Self {
            report,
            articles: report
                .articles
                .iter()
                .map(|article| (&article.id, article))
                .collect(),
        }
    }

    /// Why a pair is reported.
    pub(super) fn explain(&self, line: &ContradictionLine) -> Explanation {
        let statements = [&line.a, &line.b].map(|side| self.report.statement(&side.statement));
        explain(line, statements)
    }

    /// The article of a side.
    pub(super) fn article(&self, side: &SideLine) -> Option<&'a ArticleLine> {
        self.articles.get(&side.article).copied()
    }

    /// The statement of a side.
    pub(super) fn statement(&self, side: &SideLine) -> Option<&'a StatementLine> {
        self.report.statement(&side.statement)
    }

    /// "two officials (consider)", or "the article (affirm)" for the outlet's own words.
    pub(super) fn who(&self, side: &SideLine) -> String {
        let Some(statement) = self.report.statement(&side.statement) else {
            return String::new();
        };
        match &statement.source {
            Some(source) => format!("{} ({})", source.who(), stance(statement.stance)),
            None => format!(
                "{} ({})",
                on_one_line(self.outlet(side)),
                stance(statement.stance)
            ),
        }
    }

    /// The words of both sides: the sentences, or, where both stand in one, what each source says in it.
    pub(super) fn words(&self, line: &ContradictionLine) -> [String; 2] {
        self.pieces(line)
            .map(|pieces| pieces.into_iter().map(|piece| piece.text).collect())
    }

    /// The words of both sides in pieces: what the statement says is told apart where its sentence says more.
    pub(super) fn pieces(&self, line: &ContradictionLine) -> [Vec<Piece>; 2] {
        let place = |side: &SideLine| (side.article.clone(), side.part, side.span);
        let one_sentence = place(&line.a) == place(&line.b);
        [&line.a, &line.b].map(|side| {
            let whole = vec![Piece {
                text: on_one_line(&side.text),
                said: false,
            }];
            let Some(statement) = self.statement(side) else {
                return whole;
            };
            let pieces = cut(side, statement);
            let said: Vec<&str> = pieces
                .iter()
                .filter(|piece| piece.said)
                .map(|piece| piece.text.trim())
                .collect();
            if one_sentence && !said.is_empty() {
                vec![Piece {
                    text: said.join(" "),
                    said: false,
                }]
            } else if says_more(&pieces, statement) {
                pieces
            } else {
                whole
            }
        })
    }

    fn outlet(&self, side: &SideLine) -> &'a str {
        self.articles
            .get(&side.article)
            .and_then(|article| article.outlet.as_deref())
            .unwrap_or("the article")
    }

    /// The outlet (unless it is the one who speaks), the input with its line, and the date of publication.
    pub(super) fn place(&self, side: &SideLine) -> String {
        let Some(article) = self.articles.get(&side.article) else {
            return side.article.to_string();
        };
        let line = article
            .input
            .line
            .map(|line| format!(":{line}"))
            .unwrap_or_default();
        let date = article
            .published
            .map(|published| format!(", {}", published.strftime("%Y-%m-%d")));
        let attributed = self.statement(side).is_some_and(|x| x.source.is_some());
        let outlet = article.outlet.as_deref().filter(|_| attributed);
        let outlet = outlet.map(|outlet| format!("{}, ", on_one_line(outlet)));
        format!(
            "{}{}{line}{}",
            outlet.unwrap_or_default(),
            on_one_line(&article.input.path),
            date.unwrap_or_default()
        )
    }
}

/// The name of a stance as it is written in reports.
pub(super) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Affirm => "affirm",
        Stance::Consider => "consider",
        Stance::Deny => "deny",
        Stance::Question => "question",
        Stance::NoComment => "no comment",
    }
}

/// The name of a relation as it is written in reports.
pub(super) fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Denial => "denial",
        Relation::Conflict => "conflict",
        Relation::Numeric => "numeric",
        Relation::Temporal => "temporal",
        Relation::Reversal => "reversal",
        Relation::Update => "update",
    }
}

/// White space folded to single spaces; left out are control characters, which could steer a terminal, and those that turn
/// the direction of writing, which could show words in another order than they stand.
pub(super) fn on_one_line(words: &str) -> String {
    let folded = words.split_whitespace().collect::<Vec<_>>().join(" ");
    folded
        .chars()
        .filter(|character| !character.is_control() && !turns_direction(*character))
        .collect()
}

/// The embeddings, overrides and isolates of the Unicode bidirectional algorithm.
pub(super) fn turns_direction(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// "1 pair", "2 pairs".
pub(super) fn many(count: usize, thing: &str) -> String {
    if count == 1 {
        format!("1 {thing}")
    } else {
        format!("{count} {thing}s")
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::report;
    use super::*;
    use crate::text::Span;

    #[test]
    fn two_sources_of_one_sentence_are_quoted_with_what_each_says() {
        let mut report = report();
        let quoted = |report: &Report| Quotes::of(report).words(&report.contradictions[0]);
        let sentences = quoted(&report);
        assert_eq!(sentences[1], "He denied it.");
        let line = &mut report.contradictions[0];
        line.b.text.clone_from(&line.a.text);
        line.b.span = line.a.span;
        report.statements[0].content = vec![Span::new(12, 17)];
        report.statements[1].content = vec![Span::new(18, 31)];
        assert_eq!(quoted(&report), ["lease", "<was> weighed"]);
    }

    #[test]
    fn what_a_statement_says_stands_out_where_its_sentence_says_more() {
        let mut report = report();
        let text =
            "While many have guessed that the lease was signed, Pike said that he never saw it.";
        let line = &mut report.contradictions[0];
        line.b.text = text.to_owned();
        line.b.span = Span::new(100, 100 + text.len());
        let said = |report: &Report, start: usize, end: usize| {
            let mut report = report.clone();
            report.statements[1].content = vec![Span::new(100 + start, 100 + end)];
            let [_, pieces] = Quotes::of(&report).pieces(&report.contradictions[0]);
            let whole: String = pieces.iter().map(|piece| &*piece.text).collect();
            assert_eq!(whole, text);
            let said: Vec<String> = pieces
                .into_iter()
                .filter(|piece| piece.said)
                .map(|piece| piece.text)
                .collect();
            said.join("|")
        };
        assert_eq!(said(&report, 29, 49), "the lease was signed");
        assert_eq!(said(&report, 79, 81), "", "too little to stand out");
        assert_eq!(said(&report, 0, text.len() - 1), "", "all that there is");
    }
}
