//! How a person reads one side of a contradiction: who, how they stand to it, where, and the words.

use std::collections::BTreeMap;

use super::explain::{Explanation, explain};
use super::{ArticleLine, ContradictionLine, Report, SideLine, StatementLine};
use crate::article::ArticleId;
use crate::statement::Stance;
use crate::text::Span;
use crate::verdict::Relation;

/// The report, with its articles at hand by id.
pub(super) struct Quotes<'a> {
    report: &'a Report,
    articles: BTreeMap<&'a ArticleId, &'a ArticleLine>,
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
            Some(source) => format!(
                "{} ({})",
                on_one_line(&source.text),
                stance(statement.stance)
            ),
            None => format!(
                "{} ({})",
                on_one_line(self.outlet(side)),
                stance(statement.stance)
            ),
        }
    }

    /// The words of both sides: the sentences, or, where both stand in one, what each source says in it.
    pub(super) fn words(&self, line: &ContradictionLine) -> [String; 2] {
        let place = |side: &SideLine| (side.article.clone(), side.part, side.span);
        let one_sentence = place(&line.a) == place(&line.b);
        [&line.a, &line.b].map(|side| {
            let said = self.statement(side).filter(|_| one_sentence);
            let said = said.map(|said| {
                let here = |span: Span| {
                    let start = span.start.checked_sub(side.span.start)?;
                    let end = span.end.checked_sub(side.span.start)?;
                    side.text.get(start..end)
                };
                let pieces = said.content.iter().filter_map(|span| here(*span));
                pieces.collect::<Vec<_>>().join(" ")
            });
            on_one_line(
                &said
                    .filter(|said| !said.is_empty())
                    .unwrap_or_else(|| side.text.clone()),
            )
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
}
