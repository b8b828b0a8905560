//! Whatever articles say, the page holds it as text, and reads it back as it was.

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::article::ArticleId;
use crate::report::tests::report;
use crate::text::Span;

fn page(report: &Report, texts: &Texts) -> String {
    to_html(report, texts, &HtmlOptions::default())
}

/// The data of a page, as a browser cuts it out: up to the first end tag.
fn data(page: &str) -> Value {
    let (_, rest) = page
        .split_once("<script type=\"application/json\" id=\"belie-data\">")
        .unwrap();
    let (json, _) = rest.split_once("</script").unwrap();
    serde_json::from_str(json).unwrap()
}

#[test]
fn the_page_is_whole_and_small() {
    let page = page(&report(), &Texts::default());
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    assert!(!page.contains("{{"));
    assert!(page.len() < 300_000, "{} bytes without data", page.len());
    assert!(!page.contains("src=\"") && !page.contains("url("));
}

#[test]
fn neither_style_nor_script_can_be_left_early() {
    for text in STYLES.iter().chain(&SCRIPTS) {
        assert!(!text.contains("</") && !text.contains("<!--"));
    }
    for sink in [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
    ] {
        assert!(
            SCRIPTS.iter().all(|script| !script.contains(sink)),
            "{sink}"
        );
    }
}

#[test]
fn the_policy_names_the_hashes_of_what_stands_in_the_page() {
    let page = page(&report(), &Texts::default());
    let between = |start: &str, end: &str| {
        let (_, rest) = page.split_once(start).unwrap();
        rest.split_once(end).unwrap().0.to_owned()
    };
    let (style, script) = (
        between("<style>", "</style>"),
        between("<script>", "</script>"),
    );
    assert!(page.contains(&policy(&style, &script)));
}

#[test]
fn a_page_says_what_it_leaves_out() {
    let options = HtmlOptions {
        max_contradictions: 0,
        ..HtmlOptions::default()
    };
    let data = data(&to_html(&report(), &Texts::default(), &options));
    assert_eq!(
        (&data["all"], data["pairs"].as_array().map(Vec::len)),
        (&1.into(), Some(0))
    );
    let options = HtmlOptions {
        max_text_bytes: 3,
        ..HtmlOptions::default()
    };
    let texts: Texts = [(report().articles[0].id.clone(), "long".to_owned())]
        .into_iter()
        .collect();
    assert_eq!(
        data_of(&texts, &options)["articles"][0]["text"],
        Value::Null
    );
}

fn data_of(texts: &Texts, options: &HtmlOptions) -> Value {
    data(&to_html(&report(), texts, options))
}

#[test]
fn a_pair_says_why_and_marks_the_words_that_clash() {
    let data = data(&page(&report(), &Texts::default()));
    let pair = &data["pairs"][0];
    assert_eq!(pair["why"][0], "B denies what A considers");
    assert_eq!(data["groups"][0]["sides"][0]["stance"], "consider");
    assert_eq!(data["statements"][0]["source"], "Ada Brenner");
}

#[test]
fn only_web_addresses_become_links() {
    let mut report = report();
    report.articles[0].url = Some("javascript:alert(1)".to_owned());
    assert_eq!(
        data(&page(&report, &Texts::default()))["articles"][0]["url"],
        Value::Null
    );
}

proptest! {
    #[test]
    fn any_text_is_escaped_and_reads_back(text: String, tag in "(</script>|<!--|<script>|\u{202e}|\u{0}|\u{2028}|]]>)?") {
        let text = format!("{text}{tag}{text}");
        let mut report = report();
        report.contradictions[0].a.text = text.clone();
        report.articles[0].title = Some(text.clone());
        let texts: Texts = [(ArticleId("0123456789abcdef".to_owned()), text.clone())].into_iter().collect();
        let page = page(&report, &texts);
        prop_assert_eq!(page.matches("<script").count(), 2);
        prop_assert_eq!(page.matches("</script").count(), 2);
        let hidden = ['\u{202e}', '\u{0}', '\u{2028}'];
        prop_assert!(!page.contains(hidden));
        let data = data(&page);
        prop_assert_eq!(&data["statements"][0]["text"], &Value::from(text.clone()));
        prop_assert_eq!(&data["articles"][0]["title"], &Value::from(text.clone()));
        prop_assert_eq!(&data["articles"][0]["text"], &Value::from(text));
    }

    #[test]
    fn places_are_those_of_a_browser(before in "\\PC{0,30}", words in "\\PC{1,20}", after in "\\PC{0,30}") {
        let text = format!("{before}{words}{after}");
        let mut report = report();
        report.contradictions[0].a.text = words.clone();
        report.contradictions[0].a.span = Span::new(before.len(), before.len() + words.len());
        let texts: Texts = [(ArticleId("0123456789abcdef".to_owned()), text.clone())].into_iter().collect();
        let data = data(&page(&report, &texts));
        let at = |end: usize| data["statements"][0]["at"][end].as_u64().unwrap() as usize;
        let units: Vec<u16> = text.encode_utf16().collect();
        prop_assert_eq!(String::from_utf16(&units[at(0)..at(1)]).unwrap(), words);
    }

    #[test]
    fn spans_from_outside_do_no_harm(start: usize, end: usize) {
        let mut report = report();
        report.contradictions[0].a.span = Span::new(start.min(end), end);
        report.statements[0].content = vec![Span::new(start, end)];
        report.statements[0].span = Span::new(end, start);
        page(&report, &Texts::default());
    }
}
