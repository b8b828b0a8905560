//! A report round-trips, follows its schema, and refuses what is none.

use super::*;
use crate::article::{ArticleId, Part};
use crate::nli::NliScores;
use crate::pair::Reason;
use crate::statement::{Certainty, Polarity, SourceKind, Stance, StatementId};
use crate::text::Span;
use crate::verdict::{ContradictionId, DisputeId, Evidence, Relation};

fn id(ordinal: u32) -> StatementId {
    StatementId {
        article: ArticleId("0123456789abcdef".to_owned()),
        ordinal,
    }
}

fn statement(ordinal: u32, text: &str, stance: Stance) -> StatementLine {
    StatementLine {
        id: id(ordinal),
        article: id(0).article,
        part: Part::Body,
        span: Span::new(0, text.len()),
        text: text.to_owned(),
        content: vec![Span::new(10, text.len())],
        source: Some(SourceLine {
            text: "He".to_owned(),
            span: Span::new(0, 2),
            name: Some("Ada Brenner".to_owned()),
            kind: SourceKind::Pronoun,
        }),
        cue: Some(CueLine {
            text: "said".to_owned(),
            span: Span::new(3, 7),
            lemma: "say".to_owned(),
        }),
        stance,
        certainty: Certainty::Certain,
        polarity: Polarity::Positive,
        denies: (stance == Stance::Deny).then(|| id(0)),
        confirms: None,
        time: None,
        attitudes: Vec::new(),
        proposition: text.to_owned(),
        repeats: Vec::new(),
    }
}

fn model(name: &str) -> ModelLine {
    ModelLine {
        name: name.to_owned(),
        digest: "00".to_owned(),
        engine: "rten".to_owned(),
        device: Some("cpu".to_owned()),
        precision: Some("fp32".to_owned()),
    }
}

pub(super) fn report() -> Report {
    let statements = vec![
        statement(0, "He said the\nlease <was> weighed.", Stance::Consider),
        statement(1, "He denied it.", Stance::Deny),
    ];
    let scores = NliScores {
        entailment: 0.1,
        neutral: 0.2,
        contradiction: 0.7,
        truncated: false,
    };
    Report {
        run: RunInfo {
            schema: SCHEMA.to_owned(),
            version: "0.0.0".to_owned(),
            model: model("m"),
            context_model: Some(model("c")),
            config: serde_json::json!({}),
            counts: Counts {
                articles: 1,
                statements: 2,
                pairs: 1,
                contradictions: 1,
                disputes: 1,
                ..Counts::default()
            },
        },
        articles: vec![ArticleLine {
            id: id(0).article,
            input: line::InputLine {
                path: "a.jsonl".to_owned(),
                line: Some(3),
            },
            input_id: None,
            title: None,
            outlet: Some("The Post".to_owned()),
            url: None,
            published: "2021-05-06T00:00:00Z".parse().ok(),
        }],
        contradictions: vec![ContradictionLine {
            id: ContradictionId("0".repeat(16)),
            rank: 1,
            probability: 0.9,
            relation: Relation::Denial,
            a: SideLine::of(&statements[0]),
            b: SideLine::of(&statements[1]),
            forward: scores,
            backward: scores,
            evidence: vec![Evidence {
                name: "denial".to_owned(),
                value: 1.0,
                weight: 2.0,
            }],
            reason: Reason::Denies,
        }],
        disputes: vec![DisputeLine {
            id: DisputeId("1".repeat(16)),
            question: "the lease".to_owned(),
            probability: 0.9,
            sides: vec![DisputeSideLine {
                stance: Stance::Consider,
                statements: vec![id(0)],
                sources: vec!["two officials".to_owned()],
                outlets: Vec::new(),
                first: None,
            }],
            contradictions: vec![ContradictionId("0".repeat(16))],
        }],
        statements,
    }
}

fn jsonl() -> String {
    let mut bytes = Vec::new();
    to_jsonl(&report(), &mut bytes).expect("writes to memory");
    String::from_utf8(bytes).expect("JSON is UTF-8")
}

#[test]
fn a_report_reads_back_as_it_was_written() {
    assert_eq!(read_jsonl(jsonl().as_bytes()).expect("readable"), report());
}

#[test]
fn an_early_report_of_one_model_is_read() {
    let mut early = report();
    early.run.context_model = None;
    let mut bytes = Vec::new();
    to_jsonl(&early, &mut bytes).expect("writes to memory");
    assert!(!String::from_utf8_lossy(&bytes).contains("context_model"));
    assert_eq!(read_jsonl(bytes.as_slice()).expect("readable"), early);
    assert!(to_markdown(&early).contains("model m on rten, cpu, fp32)"));
}

#[test]
fn an_early_report_that_names_neither_device_nor_precision_is_read() {
    let early = jsonl().replace(r#","device":"cpu","precision":"fp32""#, "");
    assert_ne!(early, jsonl());
    let report = read_jsonl(early.as_bytes()).expect("readable");
    assert_eq!(report.run.model.device, None);
    assert!(to_markdown(&report).contains("model m on rten, model c on rten)"));
    assert!(
        to_markdown(&self::report())
            .contains("model m on rten, cpu, fp32, model c on rten, cpu, fp32)")
    );
}

#[test]
fn every_line_begins_with_its_kind_and_follows_the_schema() {
    let schema = serde_json::from_str(include_str!("report.schema.json")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a JSON Schema");
    for line in jsonl().lines() {
        assert!(line.starts_with("{\"kind\":\""), "{line}");
        let value = serde_json::from_str(line).expect("JSON");
        assert!(
            validator.is_valid(&value),
            "{line}: {:?}",
            validator.iter_errors(&value).next()
        );
        let mut broken: serde_json::Value = value;
        broken["surprise"] = true.into();
        assert!(!validator.is_valid(&broken));
    }
}

#[test]
fn another_schema_a_missing_run_and_a_broken_line_are_refused() {
    let other = jsonl().replace("belie-report/1", "belie-report/9");
    assert!(matches!(
        read_jsonl(other.as_bytes()),
        Err(ReadReportError::Schema(_))
    ));
    assert!(matches!(read_jsonl(&b""[..]), Err(ReadReportError::NoRun)));
    let broken = format!("{}{{\"kind\":\"article\"}}\n", jsonl());
    assert!(matches!(
        read_jsonl(broken.as_bytes()),
        Err(ReadReportError::Line { line: 6 | 7, .. })
    ));
}

#[test]
fn people_read_source_stance_place_and_words() {
    let summary = to_summary(&report(), 10);
    assert!(summary.contains("Ada Brenner (consider):"), "{summary}");
    assert!(
        summary.contains("“He said the lease <was> weighed.”"),
        "{summary}"
    );
    assert!(summary.contains("a.jsonl:3, 2021-05-06"), "{summary}");
    assert!(
        summary.contains("why: B denies what A considers"),
        "{summary}"
    );
    let markdown = to_markdown(&report());
    assert!(markdown.contains("> He said the lease &lt;was&gt; weighed."));
    assert!(
        markdown.contains("## 1. the lease\n\n### denial 0.90"),
        "{markdown}"
    );
    assert!(markdown.contains("Why: B denies what A considers."));
}

#[test]
fn a_table_shows_who_says_what() {
    let report = report();
    let table = to_table(&report.articles[0], &report.statements);
    let row = table.lines().nth(1).expect("a row");
    assert!(
        row.contains("consider  Ada Brenner  say") && row.contains("lease <was> weighed."),
        "{table}"
    );
}
