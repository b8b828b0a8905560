//! `report.parquet`: one contradiction a row, with the columns of the CSV, but typed and with the words as they stand. The
//! file's metadata holds what each column is, under the key `belie.columns` (a JSON object), and the schema of the report
//! that it was made from, under `belie.schema`.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, FloatType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use thiserror::Error;

use super::row::{Cell, Column, Kind, Row, columns, rows};
use super::{Report, SCHEMA};

/// A report cannot be written as Parquet.
#[derive(Debug, Error)]
#[error("cannot write Parquet: {0}")]
pub struct ParquetReportError(#[from] ParquetError);

/// Writes the contradictions of a report, updates included, best first.
///
/// # Errors
/// When the writer fails.
pub fn to_parquet(report: &Report, writer: impl Write + Send) -> Result<(), ParquetReportError> {
    let (columns, rows) = (columns(), rows(report));
    let fields: Result<Vec<_>, ParquetError> = columns
        .iter()
        .map(|column| field(column).map(Arc::new))
        .collect();
    let schema = Type::group_type_builder("contradiction")
        .with_fields(fields?)
        .build()?;
    let mut file =
        SerializedFileWriter::new(writer, Arc::new(schema), Arc::new(properties(&columns)))?;
    let mut group = file.next_row_group()?;
    for column in &columns {
        let Some(mut writer) = group.next_column()? else {
            break;
        };
        write(column, &rows, &mut writer)?;
        writer.close()?;
    }
    group.close()?;
    file.close()?;
    Ok(())
}

fn properties(columns: &[Column]) -> WriterProperties {
    let about: serde_json::Map<String, serde_json::Value> = columns
        .iter()
        .map(|column| (column.name.clone(), column.about.clone().into()))
        .collect();
    let entry = |key: &str, value: String| KeyValue::new(key.to_owned(), value);
    WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_key_value_metadata(Some(vec![
            entry("belie.schema", SCHEMA.to_owned()),
            entry("belie.columns", serde_json::Value::from(about).to_string()),
        ]))
        .build()
}

fn field(column: &Column) -> Result<Type, ParquetError> {
    let (physical, logical) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Whole => (Physical::INT64, None),
        Kind::Real => (Physical::FLOAT, None),
        Kind::Time => (
            Physical::INT64,
            Some(LogicalType::timestamp(true, TimeUnit::MICROS)),
        ),
    };
    Type::primitive_type_builder(&column.name, physical)
        .with_logical_type(logical)
        .with_repetition(Repetition::OPTIONAL)
        .build()
}

fn write(
    column: &Column,
    rows: &[Row<'_>],
    writer: &mut SerializedColumnWriter<'_>,
) -> Result<(), ParquetError> {
    let cells = rows.iter().map(|row| column.cell(row));
    match column.kind {
        Kind::Text => optional::<ByteArrayType>(writer, cells.map(text)),
        Kind::Real => optional::<FloatType>(writer, cells.map(real)),
        Kind::Whole | Kind::Time => optional::<Int64Type>(writer, cells.map(whole)),
    }
}

/// Writes a column in which values may be missing: the values that are there, and for each row whether it has one.
fn optional<T: DataType>(
    writer: &mut SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = Option<T::T>>,
) -> Result<(), ParquetError> {
    let cells: Vec<Option<T::T>> = cells.collect();
    let there: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    let values: Vec<T::T> = cells.into_iter().flatten().collect();
    writer
        .typed::<T>()
        .write_batch(&values, Some(&there), None)
        .map(drop)
}

fn text(cell: Cell) -> Option<ByteArray> {
    match cell {
        Cell::Text(words) => words.map(|words| ByteArray::from(words.into_bytes())),
        _ => None,
    }
}

fn real(cell: Cell) -> Option<f32> {
    match cell {
        Cell::Real(number) => Some(number),
        _ => None,
    }
}

fn whole(cell: Cell) -> Option<i64> {
    match cell {
        Cell::Whole(number) => number.and_then(|number| i64::try_from(number).ok()),
        Cell::Time(time) => time.map(|time| time.as_microsecond()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    use super::super::tests::report;
    use super::*;

    #[test]
    fn what_is_written_reads_back_with_its_descriptions() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.parquet");
        to_parquet(&report(), std::fs::File::create(&path).unwrap()).unwrap();
        let reader = SerializedFileReader::new(std::fs::File::open(&path).unwrap()).unwrap();
        let metadata = reader.metadata().file_metadata();
        let about = metadata.key_value_metadata().unwrap();
        let about = about
            .iter()
            .find(|entry| entry.key == "belie.columns")
            .unwrap();
        let about: serde_json::Value = serde_json::from_str(about.value.as_ref().unwrap()).unwrap();
        let names: Vec<String> = metadata
            .schema()
            .get_fields()
            .iter()
            .map(|field| field.name().to_owned())
            .collect();
        assert!(names.iter().all(|name| about[name].is_string()));
        let rows: Vec<_> = reader
            .get_row_iter(None)
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(rows.len(), 1);
        let at = |name: &str| names.iter().position(|each| each == name).unwrap();
        let line = &report().contradictions[0];
        assert_eq!(rows[0].get_string(at("a_text")).unwrap(), &line.a.text);
        assert_eq!(
            rows[0].get_float(at("probability")).unwrap(),
            line.probability
        );
        assert_eq!(
            rows[0].get_long(at("a_end")).unwrap(),
            line.a.span.end as i64
        );
    }
}
