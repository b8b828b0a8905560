//! The command line: arguments become the library's options here, and nowhere else.

mod eval;
mod models;
mod output;
mod progress;
mod report;
mod run;
mod stance;
mod statements;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use belie::article::ReadOptions;
use belie::embedding::SentenceEncoder;
use belie::nli::NliModel;
use belie::pipeline::Models;
use belie::statement::Finder;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Finds the statements that contradict each other in news articles.
#[derive(Parser)]
#[command(
    version,
    about,
    after_help = "Example: belie run articles/ -o report\n\nExit status: 0 done; 1 done, but some \
    inputs failed; 2 usage or configuration; 3 with --fail-on-contradiction, when there is one."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Reads articles and reports their contradictions.
    #[command(
        after_help = "Example: belie run articles/ more.jsonl.gz -o report --min-probability 0.7"
    )]
    Run(run::RunArgs),
    /// Lists the statements of articles, as JSON Lines or as a table: who says what, by which words, and how they stand to it.
    #[command(after_help = "Example: belie statements articles/ > statements.jsonl")]
    Statements(statements::StatementsArgs),
    /// Lists who affirms, considers, denies or questions a claim.
    #[command(
        after_help = "Example: belie stance --claim \"The council will sell the harbour\" articles/"
    )]
    Stance(stance::StanceArgs),
    /// Writes a finished run again, in other formats.
    #[command(after_help = "Example: belie report report --format csv,annotations")]
    Report(report::ReportArgs),
    /// Lists, shows, proves and fetches NLI models.
    #[command(subcommand)]
    Models(models::ModelsCommand),
    /// Measures belie against labelled data.
    #[command(subcommand)]
    Eval(eval::EvalCommand),
}

/// Which inputs, and how they are read.
#[derive(Args)]
struct InputArgs {
    /// Files (.txt, .md, .jsonl, also .gz or .zst), folders, or - for standard input.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The name of a JSON field: id, title, text, outlet, url or published, and its name in the file.
    #[arg(long = "field", value_name = "FIELD=NAME", value_parser = field)]
    fields: Vec<(String, String)>,
    /// The most text an article may have, in bytes.
    #[arg(long, value_name = "BYTES", default_value_t = ReadOptions::default().max_article_bytes)]
    max_article_bytes: usize,
}

impl InputArgs {
    fn options(&self) -> ReadOptions {
        let mut options = ReadOptions::default();
        options.fields = self.fields.iter().cloned().collect();
        options.max_article_bytes = self.max_article_bytes;
        options
    }
}

fn field(words: &str) -> Result<(String, String), String> {
    const FIELDS: [&str; 6] = ["id", "title", "text", "outlet", "url", "published"];
    match words.split_once('=') {
        Some((field, name)) if FIELDS.contains(&field) && !name.is_empty() => {
            Ok((field.to_owned(), name.to_owned()))
        }
        _ => Err(format!(
            "expected FIELD=NAME with FIELD one of {}",
            FIELDS.join(", ")
        )),
    }
}

fn probability(words: &str) -> Result<f32, String> {
    let value = words
        .parse()
        .ok()
        .filter(|value| (0.0..=1.0).contains(value));
    value.ok_or_else(|| "expected a number from 0 to 1".to_owned())
}

/// Which model, in which engine, and on how many threads.
#[derive(Args)]
struct ModelArgs {
    /// A folder with config.json, tokenizer.json, and model.onnx or model.safetensors; or hf:org/name@revision, once fetched
    /// [default: the model that is compiled in].
    #[arg(long, value_name = "DIR")]
    model: Option<String>,
    #[command(flatten)]
    load: models::LoadArgs,
    /// How many threads to use [default: one a processor].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

impl ModelArgs {
    fn load(&self) -> anyhow::Result<Box<dyn NliModel>> {
        models::load(self.model.as_deref(), &self.load)
    }

    /// Runs `work` on the threads asked for.
    fn on_threads<R: Send>(&self, work: impl FnOnce() -> R + Send) -> anyhow::Result<R> {
        let threads = self.threads.map_or(0, usize::from);
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .context("cannot start threads")?;
        Ok(pool.install(work))
    }
}

/// Which sentence encoder.
#[derive(Args)]
struct EncoderArgs {
    /// A folder with tokenizer.json and model.onnx, whose output is one vector of 384 numbers a text [default: the encoder that is
    /// compiled in].
    #[arg(long, value_name = "DIR")]
    encoder: Option<PathBuf>,
}

impl EncoderArgs {
    fn load(&self) -> anyhow::Result<SentenceEncoder> {
        match &self.encoder {
            Some(dir) => Ok(SentenceEncoder::load(dir)?),
            None => embedded_encoder(),
        }
    }
}

#[cfg(feature = "embedded-model")]
fn embedded_encoder() -> anyhow::Result<SentenceEncoder> {
    Ok(belie::embedding::default_encoder()?)
}

#[cfg(not(feature = "embedded-model"))]
fn embedded_encoder() -> anyhow::Result<SentenceEncoder> {
    anyhow::bail!("this belie was built without a sentence encoder; name one with --encoder DIR")
}

/// Which model finds attributions.
#[derive(Args)]
struct FinderArgs {
    /// A folder with tokenizer.json and model.onnx of a model that finds sources, cues and contents [default: the model that is compiled in].
    #[arg(long, value_name = "DIR")]
    finder: Option<PathBuf>,
}

impl FinderArgs {
    fn load(&self) -> anyhow::Result<Finder> {
        match &self.finder {
            Some(dir) => Ok(Finder::load(dir)?),
            None => embedded_finder(),
        }
    }
}

#[cfg(feature = "embedded-model")]
fn embedded_finder() -> anyhow::Result<Finder> {
    Ok(belie::statement::default_finder()?)
}

#[cfg(not(feature = "embedded-model"))]
fn embedded_finder() -> anyhow::Result<Finder> {
    anyhow::bail!("this belie was built without a model; name one with --finder DIR")
}

/// All models of a run.
#[derive(Args)]
struct ModelsArgs {
    #[command(flatten)]
    nli: ModelArgs,
    #[command(flatten)]
    encoder: EncoderArgs,
    #[command(flatten)]
    finder: FinderArgs,
}

impl ModelsArgs {
    fn load(&self) -> anyhow::Result<Models> {
        Ok(Models {
            in_context: None,
            nli: self.nli.load()?.into(),
            encoder: self.encoder.load()?.into(),
            finder: self.finder.load()?.into(),
        })
    }
}

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// report.jsonl, for programs.
    Jsonl,
    /// report.html, to look at and to review.
    Html,
    /// report.md, to read as text.
    Md,
    /// report.csv, for spreadsheets.
    Csv,
    /// report.parquet, for data frames (feature `parquet`).
    Parquet,
    /// annotations.jsonld, W3C Web Annotations.
    Annotations,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Done,
    SomeInputsFailed,
    Contradictions,
}

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors; clap knows which stream is right.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let result = match cli.command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Statements(arguments) => statements::run(&arguments),
        Command::Stance(arguments) => stance::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Models(command) => models::run(&command),
        Command::Eval(command) => eval::run(&command),
    };
    match result {
        Ok(Status::Done) => ExitCode::SUCCESS,
        Ok(Status::SomeInputsFailed) => ExitCode::from(1),
        Ok(Status::Contradictions) => ExitCode::from(3),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(format_args!("{}", with_causes(error.as_ref())));
            ExitCode::from(2)
        }
    }
}

/// The message and those causes that it does not already tell.
fn with_causes(error: &(dyn std::error::Error + 'static)) -> String {
    let mut told = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let words = error.to_string();
        if !told.contains(&words) {
            told = format!("{told}: {words}");
        }
        cause = error.source();
    }
    told
}

/// Somebody who reads our output has read enough: that is success.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |cause: &(dyn std::error::Error + 'static)| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    error.chain().any(broken)
}

/// Says something on standard error; when nobody can hear it, nothing can be done.
fn complain(message: std::fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr(), "belie: {message}");
}
