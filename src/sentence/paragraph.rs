//! Lines into paragraphs: hard-wrapped lines are joined, headings, list items and furniture stand alone.

use super::numbering::Numbering;
use super::{SentenceKind, furniture};
use crate::text::Span;

/// Lines longer than this are paragraphs, not wrapped lines.
const WIDEST_WRAP: usize = 120;
/// A heading has no more words than this.
const LONGEST_HEADING: usize = 14;

/// A run of text in which sentences are cut.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) span: Span,
    pub(super) kind: SentenceKind,
}

struct Line {
    /// Without white space, list mark and heading mark.
    span: Span,
    /// Whether a mark or a blank line before it begins a new paragraph.
    begins: bool,
    heading: bool,
}

/// The paragraphs of a text; `title` is where its title stands.
pub(super) fn paragraphs(text: &str, title: Option<Span>) -> Vec<Paragraph> {
    let lines = lines(text);
    let width = wrap_width(text, &lines);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut previous: Option<&Line> = None;
    for line in &lines {
        let kind = kind(text, line, title);
        let joined = previous
            .filter(|previous| !line.begins && goes_on(text, previous, line, width))
            .is_some();
        match paragraphs.last_mut() {
            Some(last)
                if joined && last.kind == SentenceKind::Body && kind == SentenceKind::Body =>
            {
                last.span.end = line.span.end;
            }
            _ => paragraphs.push(Paragraph {
                span: line.span,
                kind,
            }),
        }
        previous = Some(line);
    }
    for paragraph in &mut paragraphs {
        if paragraph.kind == SentenceKind::Body && is_heading(paragraph.span.of(text)) {
            paragraph.kind = SentenceKind::Subhead;
        }
    }
    paragraphs
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut start, mut begins) = (0, true);
    for raw in text.split_inclusive('\n') {
        let whole = Span::new(start, start + raw.len()).trim(text);
        start += raw.len();
        let (mark, heading) = mark(whole.of(text));
        let span = Span::new(whole.start + mark, whole.end).trim(text);
        if span.is_empty() || !span.of(text).contains(char::is_alphanumeric) {
            begins = true;
            continue;
        }
        lines.push(Line {
            span,
            begins: begins || mark > 0 || Numbering::of(span.of(text)).is_list(),
            heading,
        });
        begins = false;
    }
    lines
}

/// The length of a list, quotation or heading mark at the start of a line, and whether it marks a heading.
fn mark(line: &str) -> (usize, bool) {
    let bare = line.trim_start_matches('#');
    if bare.len() < line.len() && bare.starts_with(' ') {
        return (line.len() - bare.len(), true);
    }
    // Numbers and bullets stay, as the golden rules of sentence splitting have it.
    for mark in ["- ", "* ", "> ", "– ", "· "] {
        if line.starts_with(mark) {
            return (mark.len(), false);
        }
    }
    (0, false)
}

/// The width at which lines were wrapped by hand, if they were: when a fifth of them go on in lower case.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let widest = lines.iter().map(|line| line.span.len()).max()?;
    let following = lines.windows(2).filter(|pair| !pair[1].begins);
    let (mut all, mut lower) = (0, 0);
    for pair in following {
        all += 1;
        let next = pair[1].span.of(text).chars().next();
        lower += usize::from(
            next.is_some_and(char::is_lowercase) && !ends_sentence(pair[0].span.of(text)),
        );
    }
    (widest <= WIDEST_WRAP && all > 0 && lower * 5 >= all).then_some(widest)
}

/// Whether `line` continues the paragraph of the line before it.
fn goes_on(text: &str, previous: &Line, line: &Line, width: Option<usize>) -> bool {
    let (before, words) = (previous.span.of(text), line.span.of(text));
    let lower = words.chars().next().is_some_and(char::is_lowercase);
    if previous.heading {
        return false;
    }
    let Some(width) = width else {
        return lower && !ends_sentence(before);
    };
    let next_word = words.split_whitespace().next().map_or(0, str::len);
    let full = before.len() + 1 + next_word > width;
    match ends_sentence(before) {
        true => full && (ends_sentence(words) || words.len() * 10 > width * 6),
        // Hand-wrapped lines are uneven; a heading is much shorter than a line.
        false => lower || full || before.len() * 10 > width * 6,
    }
}

fn ends_sentence(words: &str) -> bool {
    words
        .trim_end_matches(['"', '”', '’', '\'', ')', ']'])
        .ends_with(['.', '!', '?', '…'])
}

fn kind(text: &str, line: &Line, title: Option<Span>) -> SentenceKind {
    let words = line.span.of(text);
    if title.is_some_and(|title| line.span.overlap(title) > 0) {
        SentenceKind::Title
    } else if furniture::is_boilerplate(words) {
        SentenceKind::Boilerplate
    } else if furniture::is_byline(words) {
        SentenceKind::Byline
    } else if line.heading {
        SentenceKind::Subhead
    } else {
        SentenceKind::Body
    }
}

/// A short paragraph without a full stop that begins with a capital.
fn is_heading(words: &str) -> bool {
    let short = words.split_whitespace().count() <= LONGEST_HEADING;
    short
        && !ends_sentence(words)
        && !words.ends_with([',', ';', ':', '"', '”'])
        && words.starts_with(char::is_uppercase)
}
