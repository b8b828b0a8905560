//! `belie report`.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::PathBuf;

use anyhow::Context;
use belie::article::{self, ReadOptions};
use belie::report::{Report, Texts, read_jsonl};
use clap::Args;

use super::output::Output;
use super::{Format, Status, complain};

#[derive(Args)]
pub(super) struct ReportArgs {
    /// The folder of a finished run, with its report.jsonl.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// What to write.
    #[arg(
        long,
        value_name = "FORMAT",
        value_delimiter = ',',
        default_value = "html"
    )]
    format: Vec<Format>,
    /// The folder to write to [default: DIR].
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(arguments: &ReportArgs) -> anyhow::Result<Status> {
    let path = arguments.folder.join("report.jsonl");
    let file = File::open(&path).with_context(|| {
        format!(
            "cannot read {}; name the folder that `belie run -o` wrote",
            path.display()
        )
    })?;
    let report = read_jsonl(BufReader::new(file)).with_context(|| path.display().to_string())?;
    let folder = arguments.output.as_ref().unwrap_or(&arguments.folder);
    let output = Output::prepare(folder, &arguments.format)?;
    let shows_texts = |format| matches!(format, &Format::Html | &Format::Annotations);
    let texts = if arguments.format.iter().any(shows_texts) {
        let texts = texts(&report);
        say_what_is_missing(&report, &texts);
        texts
    } else {
        Texts::default()
    };
    for path in output.write(&report, &texts)? {
        writeln!(io::stdout(), "{}", path.display())?;
    }
    Ok(Status::Done)
}

/// Articles that statements of the report stand in.
fn quoted(report: &Report) -> BTreeSet<&article::ArticleId> {
    let statements = report.statements.iter();
    statements.map(|statement| &statement.article).collect()
}

/// The texts of those articles, read again from where the run found them. An article's id is a hash of its text: one that
/// has changed since is another one, and is left out.
fn texts(report: &Report) -> Texts {
    let quoted = quoted(report);
    let paths: BTreeSet<PathBuf> = report
        .articles
        .iter()
        // Standard input is read once.
        .filter(|article| quoted.contains(&article.id) && article.input.path != "-")
        .map(|article| PathBuf::from(&article.input.path))
        .filter(|path| path.is_file())
        .collect();
    if paths.is_empty() {
        return Texts::default();
    }
    let config = &report.run.config;
    let mut options = ReadOptions::default();
    if let Ok(fields) = serde_json::from_value(config["fields"].clone()) {
        options.fields = fields;
    }
    if let Some(most) = config["max_article_bytes"].as_u64() {
        options.max_article_bytes = usize::try_from(most).unwrap_or(usize::MAX);
    }
    article::read(&paths.into_iter().collect::<Vec<_>>(), &options)
        .flatten()
        .filter(|article| quoted.contains(&article.id))
        .collect()
}

fn say_what_is_missing(report: &Report, texts: &Texts) {
    let (wanted, found) = (quoted(report).len(), texts.len());
    if found < wanted {
        complain(format_args!(
            "the texts of {} of {wanted} articles are not where the run read them, or have changed; their statements stand alone",
            wanted - found
        ));
    }
}
