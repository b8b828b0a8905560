//! A report and gold pairs made by hand.

use std::io::Write;

use super::*;
use crate::nli::NliScores;
use crate::pair::Reason;
use crate::report::read_jsonl;
use crate::verdict::ContradictionId;

/// A report on one file with sentences of ten bytes each, and its findings as pairs of sentence numbers.
fn report(findings: &[(usize, usize, f32)]) -> Report {
    let run = serde_json::json!({"kind": "run", "schema": "belie-report/1", "version": "0", "config": {},
        "model": {"name": "", "digest": "", "engine": ""},
        "counts": {"articles": 1, "statements": 0, "pairs": 0, "contradictions": 0, "disputes": 0, "failed_inputs": 0,
            "truncated_pairs": 0, "replaced_characters": 0}});
    let article = serde_json::json!({"kind": "article", "id": "x", "input": {"path": "data/a.txt", "line": null},
        "input_id": null, "title": null, "outlet": null, "url": null, "published": null});
    let mut report = read_jsonl(format!("{run}\n{article}\n").as_bytes()).expect("a report");
    let side = |sentence: usize| SideLine {
        statement: format!("x-{sentence}").try_into().expect("an id"),
        article: report.articles[0].id.clone(),
        part: Part::Body,
        span: crate::text::Span::new(10 * sentence, 10 * sentence + 10),
        text: String::new(),
    };
    let scores = NliScores {
        entailment: 0.0,
        neutral: 0.0,
        contradiction: 1.0,
        truncated: false,
    };
    let line = |(at, &(a, b, probability)): (usize, &(usize, usize, f32))| ContradictionLine {
        id: ContradictionId(at.to_string()),
        rank: at + 1,
        probability,
        relation: Relation::Denial,
        a: side(a),
        b: side(b),
        forward: scores,
        backward: scores,
        evidence: Vec::new(),
        reason: Reason::Denial,
    };
    report.contradictions = findings.iter().enumerate().map(line).collect();
    report
}

fn gold(rows: &[(&str, usize, usize)], report: &Report) -> Gold {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    for (label, a, b) in rows {
        let place = |sentence: &usize| serde_json::json!({"id": "a.txt", "span": [10 * sentence, 10 * sentence + 10]});
        let row = serde_json::json!({"event": "e", "label": label, "unit": "byte", "difficulty": "easy", "a": place(a), "b": place(b)});
        writeln!(file, "{row}").expect("written");
    }
    read(file.path(), report).expect("gold")
}

#[test]
fn hits_misses_repeats_and_ignored_pairs() {
    let report = report(&[
        (1, 0, 0.9),
        (0, 1, 0.8),
        (2, 3, 0.7),
        (4, 5, 0.6),
        (6, 7, 0.55),
    ]);
    let gold = gold(
        &[
            ("contradiction", 0, 1),
            ("contradiction", 8, 9),
            ("ignore", 2, 3),
            ("not_contradiction", 4, 5),
            ("contradiction", 6, 7),
        ],
        &report,
    );
    let figures = evaluate(&report, &gold, Ranking::Judge);
    assert_eq!((figures.gold, figures.found), (3, 2));
    // Counted: hit, (repeat), (ignored), wrong, hit.
    assert!(
        (figures.average_precision - (1.0 + 2.0 / 3.0) / 3.0).abs() < 1e-9,
        "{figures:?}"
    );
    assert_eq!(figures.look_alikes_flagged, (1, 1));
    assert_eq!(figures.found_by_difficulty["easy"], (2, 3));
    assert!((figures.recall_at[&1] - 1.0 / 3.0).abs() < 1e-9);
}

#[test]
fn half_a_span_is_enough_and_less_is_not() {
    let report = report(&[(0, 1, 0.9)]);
    let mut near = gold(&[("contradiction", 0, 1)], &report);
    near.rows[0].a[0].span = crate::text::Span::new(5, 25);
    assert_eq!(evaluate(&report, &near, Ranking::Judge).found, 1);
    near.rows[0].a[0].span = crate::text::Span::new(6, 26);
    assert_eq!(evaluate(&report, &near, Ranking::Judge).found, 0);
}

#[test]
fn a_finding_across_articles_is_not_wrong_when_only_those_inside_one_count() {
    let mut report = report(&[(0, 1, 0.9), (1, 2, 0.8)]);
    report.contradictions[0].b.article = crate::article::ArticleId("another".to_owned());
    let mut within = gold(&[("contradiction", 1, 2)], &report);
    let figures = evaluate(&report, &within, Ranking::Judge);
    assert!(figures.average_precision < 1.0);
    within.retain_within(&mut report);
    let figures = evaluate(&report, &within, Ranking::Judge);
    assert!((figures.average_precision - 1.0).abs() < 1e-9);
}
