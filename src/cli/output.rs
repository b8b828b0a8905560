//! The output folder of a run. Files appear whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use belie::pipeline::Outcome;
use belie::report::{to_jsonl, to_markdown};

use super::Format;

/// A folder that can be written to.
pub(super) struct Output {
    folder: PathBuf,
}

impl Output {
    /// Makes the folder, and tries to write to it.
    pub(super) fn prepare(folder: &Path) -> anyhow::Result<Self> {
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
        })
    }

    pub(super) fn write(&self, outcome: &Outcome, formats: &[Format]) -> anyhow::Result<()> {
        if formats.contains(&Format::Jsonl) {
            self.file("report.jsonl", |writer| to_jsonl(&outcome.report, writer))?;
        }
        if formats.contains(&Format::Md) {
            self.file("report.md", |writer| {
                writer.write_all(to_markdown(&outcome.report).as_bytes())
            })?;
        }
        let run = serde_json::json!({ "run": &outcome.report.run, "seconds": &outcome.timings });
        self.file("run.json", |writer| {
            Ok(serde_json::to_writer_pretty(writer, &run)?)
        })
    }

    /// Writes beside the file and renames, so that a full disk leaves no half report.
    fn file(
        &self,
        name: &str,
        write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> anyhow::Result<()> {
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
        })
    }
}
