//! `report.html`: the report as one page that people look at, with everything in it.
//!
//! The page holds its style, its scripts and the results as JSON, and asks no network for anything. Words of articles reach
//! it as data alone: the JSON escapes what could end its element, the scripts only ever make text nodes of them, and the
//! content security policy lets nothing run but the scripts compiled in here, which it knows by their hashes.

mod data;

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::{Report, Texts};
use data::Data;

const PAGE: &str = include_str!("page/page.html");
const STYLES: [&str; 4] = [
    include_str!("page/base.css"),
    include_str!("page/controls.css"),
    include_str!("page/dispute.css"),
    include_str!("page/print.css"),
];
/// One script in parts that share a scope; `start.js`, which sets it going, comes last.
const SCRIPTS: [&str; 11] = [
    include_str!("page/words.js"),
    include_str!("page/results.js"),
    include_str!("page/review.js"),
    include_str!("page/filter.js"),
    include_str!("page/marked.js"),
    include_str!("page/pair.js"),
    include_str!("page/list.js"),
    include_str!("page/article.js"),
    include_str!("page/figures.js"),
    include_str!("page/keyboard.js"),
    include_str!("page/start.js"),
];

/// How much a page holds. What it leaves out it says, and `report.jsonl` has it all.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HtmlOptions {
    /// The most contradictions, the best ones. Default: 10 000.
    pub max_contradictions: usize,
    /// The most bytes of article texts, those of the best contradictions. Default: 20 000 000.
    pub max_text_bytes: usize,
}

impl Default for HtmlOptions {
    fn default() -> Self {
        Self {
            max_contradictions: 10_000,
            max_text_bytes: 20_000_000,
        }
    }
}

/// The report as one HTML page. An article whose text is not in `texts` is shown by its statements alone.
pub fn to_html(report: &Report, texts: &Texts, options: &HtmlOptions) -> String {
    let style = unix_lines(&STYLES.join("\n"));
    let script = unix_lines(&format!(
        "(function () {{\n\"use strict\";\n{}}})();\n",
        SCRIPTS.join("\n")
    ));
    let data = serde_json::to_string(&Data::of(report, texts, options)).unwrap_or_default();
    let parts = BTreeMap::from([
        ("policy", policy(&style, &script)),
        ("version", escape_text(&report.run.version)),
        ("style", style),
        ("script", script),
        ("data", escape_json(&data)),
    ]);
    fill(PAGE, &parts)
}

/// Browsers hash what stands between the tags after they have made line ends one byte; a checkout may have two.
fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Only this style and this script; no request, no frame, no form, no base address, no HTML made of strings.
fn policy(style: &str, script: &str) -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        hash(style),
        hash(script)
    )
}

/// Puts parts in the place of `{{name}}`; what is put in is not looked at again.
fn fill(page: &str, parts: &BTreeMap<&str, String>) -> String {
    let mut filled = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").unwrap_or((after, ""));
        filled.push_str(before);
        filled.push_str(parts.get(name).map_or("", String::as_str));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// JSON that no HTML parser can be led out of, and whose source reads in the order it stands in: markup, separators,
/// control characters and those that turn the direction of writing become `\uXXXX`, which JSON reads as the same text.
fn escape_json(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        let hidden = matches!(
            character,
            '<' | '>'
                | '&'
                | '\u{2028}'
                | '\u{2029}'
                | '\u{feff}'
                | '\u{fffe}'
                | '\u{ffff}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{61c}'
        ) || character.is_control()
            || super::quote::turns_direction(character);
        if hidden {
            escaped.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            escaped.push(character);
        }
    }
    escaped
}

fn escape_text(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests;
