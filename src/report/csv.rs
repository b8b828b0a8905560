//! `report.csv`: one contradiction a row, for spreadsheets.
//!
//! UTF-8 with a byte order mark, without which Excel takes it for a national code page. Cells are on one line. A cell that a
//! spreadsheet would take for a formula begins with an apostrophe, as OWASP advises ("CSV injection"): programs that need
//! the words as they stand read `report.jsonl` or Parquet.

use std::io::{self, Write};

use super::Report;
use super::quote::on_one_line;
use super::row::{Cell, columns, rows};

/// Writes the contradictions of a report, updates included, best first.
///
/// # Errors
/// When the writer fails.
pub fn to_csv(report: &Report, mut writer: impl Write) -> io::Result<()> {
    writer.write_all("\u{feff}".as_bytes())?;
    let columns = columns();
    let mut csv = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(writer);
    csv.write_record(columns.iter().map(|column| &column.name))?;
    for row in rows(report) {
        csv.write_record(columns.iter().map(|column| cell(column.cell(&row))))?;
    }
    csv.flush()
}

fn cell(cell: Cell) -> String {
    match cell {
        Cell::Text(words) => harmless(&on_one_line(&words.unwrap_or_default())),
        Cell::Whole(number) => number.map(|number| number.to_string()).unwrap_or_default(),
        Cell::Real(number) => number.to_string(),
        Cell::Time(time) => time.map(|time| time.to_string()).unwrap_or_default(),
    }
}

/// Words that no spreadsheet takes for a formula.
fn harmless(words: &str) -> String {
    // Full-width forms are folded to ASCII by some spreadsheets of East Asia.
    const FORMULA: &[char] = &['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let first = words.trim_start_matches(|c: char| c.is_whitespace() || c == '"');
    if first.starts_with(FORMULA) {
        format!("'{words}")
    } else {
        words.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::report;
    use super::*;

    fn read(bytes: &[u8]) -> Vec<::csv::StringRecord> {
        let mut reader = ::csv::Reader::from_reader(&bytes["\u{feff}".len()..]);
        reader.records().map(|record| record.unwrap()).collect()
    }

    #[test]
    fn a_row_a_contradiction_with_its_sides() {
        let mut bytes = Vec::new();
        to_csv(&report(), &mut bytes).unwrap();
        assert!(bytes.starts_with("\u{feff}id,rank,probability,relation,why".as_bytes()));
        let rows = read(&bytes);
        assert_eq!(rows.len(), 1);
        assert_eq!(&rows[0][3], "denial");
        assert!(
            rows[0]
                .iter()
                .any(|cell| cell == "He said the lease <was> weighed.")
        );
        assert!(rows[0].iter().any(|cell| cell == "2021-05-06T00:00:00Z"));
    }

    proptest! {
        #[test]
        fn no_cell_is_a_formula_and_words_come_back(text in "[ \\t\\r\\n\"]{0,2}[=+@a\\-]?\\PC{0,20}") {
            let mut report = report();
            report.contradictions[0].a.text = text.clone();
            let mut bytes = Vec::new();
            to_csv(&report, &mut bytes).unwrap();
            let rows = read(&bytes);
            for cell in rows[0].iter() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell:?}");
            }
            let words = on_one_line(&text);
            prop_assert!(rows[0].iter().any(|cell| cell.strip_prefix('\'').unwrap_or(cell) == words || cell == words));
        }
    }
}
