//! `report.parquet`: one contradiction a row, with the columns of the CSV but typed. What a column holds stands in the
//! metadata of its field, under `description`.

use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;

use arrow_array::{
    ArrayRef, Float32Array, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray,
};
use arrow_schema::{ArrowError, DataType, Field, Schema, TimeUnit};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use thiserror::Error;

use super::row::{Cell, Column, Kind, Row, columns, rows};
use super::{Report, SCHEMA};

/// A report cannot be written as Parquet.
#[derive(Debug, Error)]
pub enum ParquetReportError {
    /// The columns do not make a table.
    #[error("cannot make a table of the report: {0}")]
    Table(#[from] ArrowError),
    /// The writer failed.
    #[error("cannot write Parquet: {0}")]
    Write(#[from] ParquetError),
}

/// Writes the contradictions of a report, updates included, best first.
///
/// # Errors
/// See [`ParquetReportError`].
pub fn to_parquet(report: &Report, writer: impl Write + Send) -> Result<(), ParquetReportError> {
    let (columns, rows) = (columns(), rows(report));
    let about = HashMap::from([("belie".to_owned(), SCHEMA.to_owned())]);
    let fields: Vec<Field> = columns.iter().map(field).collect();
    let schema = Arc::new(Schema::new_with_metadata(fields, about));
    let arrays = columns.iter().map(|column| array(column, &rows)).collect();
    let batch = RecordBatch::try_new(Arc::clone(&schema), arrays)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .build();
    let mut writer = ArrowWriter::try_new(writer, schema, Some(properties))?;
    writer.write(&batch)?;
    writer.close()?;
    Ok(())
}

fn field(column: &Column) -> Field {
    let kind = match column.kind {
        Kind::Text => DataType::Utf8,
        Kind::Whole => DataType::Int64,
        Kind::Real => DataType::Float32,
        Kind::Time => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
    };
    let about = HashMap::from([("description".to_owned(), column.about.clone())]);
    Field::new(&column.name, kind, true).with_metadata(about)
}

fn array(column: &Column, rows: &[Row<'_>]) -> ArrayRef {
    let cells = rows.iter().map(|row| column.cell(row));
    match column.kind {
        Kind::Text => Arc::new(StringArray::from_iter(cells.map(|cell| match cell {
            Cell::Text(words) => words,
            _ => None,
        }))),
        Kind::Whole => Arc::new(Int64Array::from_iter(cells.map(|cell| match cell {
            Cell::Whole(number) => number.and_then(|number| i64::try_from(number).ok()),
            _ => None,
        }))),
        Kind::Real => Arc::new(Float32Array::from_iter(cells.map(|cell| match cell {
            Cell::Real(number) => Some(number),
            _ => None,
        }))),
        Kind::Time => {
            let times = cells.map(|cell| match cell {
                Cell::Time(time) => time.map(|time| time.as_microsecond()),
                _ => None,
            });
            Arc::new(TimestampMicrosecondArray::from_iter(times).with_timezone("UTC"))
        }
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::cast::AsArray;
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    use super::super::tests::report;
    use super::*;

    #[test]
    fn what_is_written_reads_back_with_its_descriptions() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.parquet");
        to_parquet(&report(), std::fs::File::create(&path).unwrap()).unwrap();
        let reader =
            ParquetRecordBatchReaderBuilder::try_new(std::fs::File::open(&path).unwrap()).unwrap();
        let schema = Arc::clone(reader.schema());
        assert!(
            schema
                .fields()
                .iter()
                .all(|field| !field.metadata()["description"].is_empty())
        );
        let batch = reader.build().unwrap().next().unwrap().unwrap();
        assert_eq!(batch.num_rows(), 1);
        let words = batch.column_by_name("a_text").unwrap().as_string::<i32>();
        assert_eq!(words.value(0), report().contradictions[0].a.text);
    }
}
