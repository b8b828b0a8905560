//! The statements of an article as a table for people.

use super::quote::on_one_line;
use super::{ArticleLine, SourceLine, StatementLine};

/// The widest column of sources and cues, in characters; longer ones are cut.
const WIDEST: usize = 32;

/// One article and its statements: a heading, then a row each, with stance, source, cue and content.
pub fn to_table(article: &ArticleLine, statements: &[StatementLine]) -> String {
    let rows: Vec<[String; 5]> = statements.iter().map(row).collect();
    let width = |column: usize| {
        let widths = rows.iter().map(|row| row[column].chars().count());
        widths.max().unwrap_or_default()
    };
    let widths = [width(0), width(1), width(2), width(3)];
    let mut table = article.input.path.clone();
    if let Some(title) = &article.title {
        table.push_str(&format!(": {title}"));
    }
    table.push('\n');
    for row in &rows {
        for (cell, width) in row.iter().zip(widths) {
            table.push_str(&format!("  {cell:<width$}"));
        }
        table.push_str(&format!("  {}\n", row[4]));
    }
    table
}

fn row(statement: &StatementLine) -> [String; 5] {
    let source = statement.source.as_ref();
    let source = source.map_or("(the outlet)".to_owned(), SourceLine::who);
    let cue = statement.cue.as_ref().map_or("", |cue| &cue.lemma);
    let stance = serde_json::to_value(statement.stance)
        .ok()
        .and_then(|stance| stance.as_str().map(str::to_owned));
    let answers = [
        ("denies", &statement.denies),
        ("confirms", &statement.confirms),
    ]
    .into_iter()
    .find_map(|(verb, target)| Some(format!(" [{verb} {}]", target.as_ref()?.ordinal)));
    [
        statement.id.ordinal.to_string(),
        stance.unwrap_or_default(),
        cut(&source),
        cut(cue),
        format!("{}{}", content(statement), answers.unwrap_or_default()),
    ]
}

/// The words of the content, an interruption shown as "…".
fn content(statement: &StatementLine) -> String {
    let words = statement.content.iter().map(|span| {
        let start = span.start.checked_sub(statement.span.start);
        let end = span.end.checked_sub(statement.span.start);
        let words = start
            .zip(end)
            .and_then(|(start, end)| statement.text.get(start..end));
        on_one_line(words.unwrap_or_default())
    });
    words.collect::<Vec<_>>().join(" … ")
}

fn cut(words: &str) -> String {
    let line = on_one_line(words);
    if line.chars().count() <= WIDEST {
        return line;
    }
    let kept: String = line.chars().take(WIDEST - 1).collect();
    format!("{}…", kept.trim_end())
}
