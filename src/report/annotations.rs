//! `annotations.jsonld`: the contradictions as [W3C Web Annotations](https://www.w3.org/TR/annotation-model/), for tools
//! that highlight passages in articles.
//!
//! Each annotation has two targets, the two statements. A target's `source` is the article's address, or
//! `urn:belie:article:ID` when it has none that is a web address. Its selectors are a `TextQuoteSelector` and, where the
//! article's text is at hand, a `TextPositionSelector` whose `start` and `end` count **characters** (Unicode code points,
//! as the model demands), not the bytes of `report.jsonl`; both are of the article's text as belie read it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::offsets::{Offsets, Unit};
use super::quote::{Quotes, relation};
use super::{ArticleLine, ContradictionLine, Report, SideLine, Texts};
use crate::article::{ArticleId, Part};

/// Characters of the text before and after a quotation, so that it is found when its words occur twice.
const CONTEXT: usize = 32;

/// The report as a collection of Web Annotations, best first: one JSON-LD document.
pub fn to_annotations(report: &Report, texts: &Texts) -> String {
    let annotator = Annotator::of(report, texts);
    let items: Vec<Value> = report
        .contradictions
        .iter()
        .map(|line| annotator.annotation(line))
        .collect();
    let id = "urn:belie:report";
    let collection = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": id,
        "type": "AnnotationCollection",
        "label": "Contradictions",
        "total": items.len(),
        "first": {
            "id": format!("{id}:page:1"),
            "type": "AnnotationPage",
            "partOf": id,
            "startIndex": 0,
            "items": items,
        },
    });
    format!("{collection:#}\n")
}

struct Annotator<'a> {
    quotes: Quotes<'a>,
    /// The separate titles and the texts, with their characters counted.
    parts: BTreeMap<(&'a ArticleId, Part), (&'a str, Offsets<'a>)>,
    version: &'a str,
}

impl<'a> Annotator<'a> {
    fn of(report: &'a Report, texts: &'a Texts) -> Self {
        let part = |article: &'a ArticleLine, part| {
            let text = match part {
                Part::Title => article.title.as_deref(),
                Part::Body => texts.get(&article.id),
            }?;
            Some((
                (&article.id, part),
                (text, Offsets::of(text, Unit::Character)),
            ))
        };
        let parts = report
            .articles
            .iter()
            .flat_map(|article| [part(article, Part::Title), part(article, Part::Body)])
            .flatten();
        Self {
            quotes: Quotes::of(report),
            parts: parts.collect(),
            version: &report.run.version,
        }
    }

    fn annotation(&self, line: &ContradictionLine) -> Value {
        json!({
            "id": format!("urn:belie:contradiction:{}", line.id.0),
            "type": "Annotation",
            "motivation": "linking",
            "generator": {
                "id": "urn:belie",
                "type": "Software",
                "name": format!("belie {}", self.version),
            },
            "body": [
                { "type": "TextualBody", "purpose": "classifying", "format": "text/plain", "value": relation(line.relation) },
                {
                    "type": "TextualBody",
                    "purpose": "describing",
                    "format": "text/plain",
                    "language": "en",
                    "value": format!("probability {:.2}: {}", line.probability, self.quotes.explain(line).why.join("; ")),
                },
            ],
            "target": [self.target(&line.a), self.target(&line.b)],
        })
    }

    fn target(&self, side: &SideLine) -> Value {
        let url = self
            .quotes
            .article(side)
            .and_then(|article| article.url.as_deref());
        let web = url.filter(|url| is_web_address(url));
        let mut quote = json!({ "type": "TextQuoteSelector", "exact": side.text });
        let mut selectors = Vec::new();
        if let Some((text, offsets)) = self.parts.get(&(&side.article, side.part))
            && side.span.of(text) == side.text
        {
            let (before, after) = around(text, side);
            quote["prefix"] = before.into();
            quote["suffix"] = after.into();
            let [start, end] = offsets.span(side.span);
            selectors.push(json!({ "type": "TextPositionSelector", "start": start, "end": end }));
        }
        selectors.insert(0, quote);
        json!({
            "id": format!("urn:belie:statement:{}", side.statement),
            "type": "SpecificResource",
            "source": web.map_or_else(|| format!("urn:belie:article:{}", side.article), str::to_owned),
            "selector": selectors,
        })
    }
}

fn around<'t>(text: &'t str, side: &SideLine) -> (&'t str, &'t str) {
    let before = text.get(..side.span.start).unwrap_or_default();
    let after = text.get(side.span.end..).unwrap_or_default();
    let from = before
        .char_indices()
        .rev()
        .nth(CONTEXT - 1)
        .map_or(0, |(at, _)| at);
    let to = after
        .char_indices()
        .nth(CONTEXT)
        .map_or(after.len(), |(at, _)| at);
    (
        before.get(from..).unwrap_or_default(),
        after.get(..to).unwrap_or_default(),
    )
}

/// Whether an address from outside is one of the web, and made of what an IRI may hold.
pub(super) fn is_web_address(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let web = lower.starts_with("https://") || lower.starts_with("http://");
    web && !url.chars().any(|c| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::report;
    use super::*;
    use crate::text::Span;

    fn targets(report: &Report, texts: &Texts) -> Vec<Value> {
        let document: Value = serde_json::from_str(&to_annotations(report, texts)).unwrap();
        assert_eq!(document["@context"], "http://www.w3.org/ns/anno.jsonld");
        assert_eq!(
            document["total"],
            document["first"]["items"].as_array().unwrap().len()
        );
        document["first"]["items"][0]["target"]
            .as_array()
            .unwrap()
            .clone()
    }

    #[test]
    fn without_the_text_a_statement_is_quoted_and_has_no_position() {
        let targets = targets(&report(), &Texts::default());
        assert_eq!(targets.len(), 2);
        assert_eq!(targets[0]["selector"].as_array().unwrap().len(), 1);
        assert_eq!(targets[1]["selector"][0]["exact"], "He denied it.");
        assert_eq!(targets[0]["source"], "urn:belie:article:0123456789abcdef");
    }

    #[test]
    fn only_web_addresses_are_sources() {
        assert!(is_web_address("HTTPS://a.example/x?y=1#z"));
        for bad in [
            "javascript:alert(1)",
            "https://a.example/\" onload=",
            "ftp://a",
            "https://a\u{0}b",
        ] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn positions_count_characters(before in "\\PC{0,50}", words in "\\PC{1,20}", after in "\\PC{0,50}") {
            let text = format!("{before}{words}{after}");
            let mut report = report();
            report.contradictions[0].a.text = words.clone();
            report.contradictions[0].a.span = Span::new(before.len(), before.len() + words.len());
            let texts: Texts = [(report.articles[0].id.clone(), text.clone())].into_iter().collect();
            let selector = &targets(&report, &texts)[0]["selector"];
            let at = |name: &str| selector[1][name].as_u64().unwrap() as usize;
            let cut: String = text.chars().skip(at("start")).take(at("end") - at("start")).collect();
            prop_assert_eq!(&cut, &words);
            let (prefix, suffix) = (selector[0]["prefix"].as_str().unwrap(), selector[0]["suffix"].as_str().unwrap());
            prop_assert!(before.ends_with(prefix) && after.starts_with(suffix));
        }
    }
}
