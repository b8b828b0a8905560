//! The output folder of a run. Files appear whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use belie::pipeline::Outcome;
use belie::report::{
    HtmlOptions, Report, Texts, to_annotations, to_csv, to_html, to_jsonl, to_markdown,
};

use super::Format;

/// A folder that can be written to, and what to write there.
pub(super) struct Output {
    folder: PathBuf,
    formats: Vec<Format>,
}

impl Output {
    /// Makes the folder, and tries to write to it.
    pub(super) fn prepare(folder: &Path, formats: &[Format]) -> anyhow::Result<Self> {
        if formats.contains(&Format::Parquet) && !cfg!(feature = "parquet") {
            bail!("this belie was built without Parquet; build it with --features parquet");
        }
        let cannot = || {
            format!(
                "cannot write to the output folder {}; name another with -o",
                folder.display()
            )
        };
        fs::create_dir_all(folder).with_context(cannot)?;
        let probe = folder.join(".belie-probe");
        File::create(&probe).with_context(cannot)?;
        fs::remove_file(&probe).with_context(cannot)?;
        Ok(Self {
            folder: folder.to_owned(),
            formats: formats.to_owned(),
        })
    }

    /// Writes the report of a run, and `run.json`.
    pub(super) fn write_run(&self, outcome: &Outcome) -> anyhow::Result<()> {
        self.write(&outcome.report, &outcome.texts)?;
        let run = serde_json::json!({ "run": &outcome.report.run, "seconds": &outcome.timings });
        self.file("run.json", |writer| {
            Ok(serde_json::to_writer_pretty(writer, &run)?)
        })
        .map(drop)
    }

    /// Writes a report in every format; returns the files.
    pub(super) fn write(&self, report: &Report, texts: &Texts) -> anyhow::Result<Vec<PathBuf>> {
        let mut formats = self.formats.clone();
        formats.dedup();
        formats
            .into_iter()
            .map(|format| self.file(name(format), |writer| write(format, report, texts, writer)))
            .collect()
    }

    /// Writes beside the file and renames, so that a full disk leaves no half report.
    fn file(
        &self,
        name: &str,
        write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> anyhow::Result<PathBuf> {
        let (path, partial) = (
            self.folder.join(name),
            self.folder.join(format!("{name}.partial")),
        );
        let written = File::create(&partial).and_then(|file| {
            let mut writer = BufWriter::new(file);
            write(&mut writer)?;
            writer.flush()?;
            fs::rename(&partial, &path)
        });
        if written.is_err() {
            // The half file is of no use, and the space may be.
            let _ = fs::remove_file(&partial);
        }
        written.with_context(|| {
            format!(
                "cannot write {}; make room or name another folder with -o",
                path.display()
            )
        })?;
        Ok(path)
    }
}

fn name(format: Format) -> &'static str {
    match format {
        Format::Jsonl => "report.jsonl",
        Format::Html => "report.html",
        Format::Md => "report.md",
        Format::Csv => "report.csv",
        Format::Parquet => "report.parquet",
        Format::Annotations => "annotations.jsonld",
    }
}

fn write(
    format: Format,
    report: &Report,
    texts: &Texts,
    writer: &mut BufWriter<File>,
) -> io::Result<()> {
    match format {
        Format::Jsonl => to_jsonl(report, writer),
        Format::Html => {
            writer.write_all(to_html(report, texts, &HtmlOptions::default()).as_bytes())
        }
        Format::Md => writer.write_all(to_markdown(report).as_bytes()),
        Format::Csv => to_csv(report, writer),
        Format::Parquet => parquet(report, writer),
        Format::Annotations => writer.write_all(to_annotations(report, texts).as_bytes()),
    }
}

#[cfg(feature = "parquet")]
fn parquet(report: &Report, writer: &mut BufWriter<File>) -> io::Result<()> {
    belie::report::to_parquet(report, writer).map_err(io::Error::other)
}

/// [`Output::prepare`] has refused it.
#[cfg(not(feature = "parquet"))]
fn parquet(_: &Report, _: &mut BufWriter<File>) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
