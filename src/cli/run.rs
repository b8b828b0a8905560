//! `belie run`.

use std::io::{self, Write};
use std::path::PathBuf;

use belie::pipeline::{self, Models, Options, Outcome};
use belie::report::to_summary;
use belie::verdict::Relation;
use clap::Args;

use super::output::Output;
use super::progress::Progress;
use super::{Format, InputArgs, ModelsArgs, Status, complain, probability};

#[derive(Args)]
pub(super) struct RunArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    models: ModelsArgs,
    /// A folder, or hf:org/name@revision, of the model that reads again, behind what stands before each sentence, what may be a
    /// contradiction [default: the one that is compiled in].
    #[arg(long, value_name = "DIR")]
    context_model: Option<String>,
    /// The folder to write the report and run.json to; made if it is not there.
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// The probability from which a contradiction is reported, 0 to 1.
    #[arg(long, value_name = "P", default_value_t = Options::default().min_probability, value_parser = probability)]
    min_probability: f32,
    /// How many disputes the summary on the terminal shows.
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,
    /// What to write.
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_values = ["jsonl", "html", "md"])]
    format: Vec<Format>,
    /// Compare statements of one article only, never across articles.
    #[arg(long)]
    within: bool,
    /// Compare every statement of a story with every other: slow, the yardstick for the choice of pairs.
    #[arg(long)]
    all_pairs: bool,
    /// End with exit status 3 when there is a contradiction.
    #[arg(long)]
    fail_on_contradiction: bool,
    /// Show neither progress nor summary.
    #[arg(short, long)]
    quiet: bool,
    /// Say where the time went.
    #[arg(short, long, conflicts_with = "quiet")]
    verbose: bool,
}

impl RunArgs {
    fn options(&self) -> Options {
        let mut options = Options::default();
        options.read = self.input.options();
        options.within = self.within;
        options.pair.all = self.all_pairs;
        options.min_probability = self.min_probability;
        options
    }
}

/// Runs the command.
pub(super) fn run(arguments: &RunArgs) -> anyhow::Result<Status> {
    // Whatever would make the results worthless is found out before the work begins.
    let output = Output::prepare(&arguments.output, &arguments.format)?;
    let models = Models {
        in_context: super::models::load_in_context(arguments.context_model.as_deref())?,
        ..arguments.models.load()?
    };
    let progress = Progress::start(arguments.quiet)?;
    let options = arguments.options();
    let outcome = arguments
        .models
        .nli
        .on_threads(|| pipeline::run(&arguments.input.paths, models, &options, &progress))??;
    progress.finish();
    let written = output.write_run(&outcome);
    if !arguments.quiet {
        io::stdout().write_all(summary(arguments, &outcome).as_bytes())?;
    }
    written?;
    say_what_was_left_out(&outcome, progress.stopped());
    Ok(status(arguments, &outcome, progress.stopped()))
}

fn summary(arguments: &RunArgs, outcome: &Outcome) -> String {
    let mut summary = to_summary(&outcome.report, arguments.top);
    summary.push_str(&written_to(arguments));
    if arguments.verbose {
        let timings = &outcome.timings;
        summary.push_str(&format!(
            "Reading {:.2} s, statements {:.2} s, embeddings {:.2} s, stories and pairs {:.2} s, NLI {:.2} s, judging {:.2} s.\n",
            timings.read, timings.state, timings.embed, timings.pair, timings.score, timings.judge
        ));
    }
    summary
}

/// Where a person looks next: the page, when there is one.
fn written_to(arguments: &RunArgs) -> String {
    let folder = arguments.output.display();
    if arguments.format.contains(&Format::Html) {
        let page = arguments.output.join("report.html");
        format!("Written to {folder}; open {}.\n", page.display())
    } else {
        format!("Written to {folder}.\n")
    }
}

fn say_what_was_left_out(outcome: &Outcome, stopped: bool) {
    let counts = &outcome.report.run.counts;
    if stopped {
        let done = outcome.compared_articles;
        complain(format_args!(
            "stopped; the report covers {done} of {} articles",
            counts.articles
        ));
    }
    if !outcome.failures.is_empty() {
        complain(format_args!(
            "{} could not be read (see above)",
            inputs(outcome.failures.len())
        ));
    }
    if counts.replaced_characters > 0 {
        complain(format_args!(
            "{} characters could not be decoded and were replaced",
            counts.replaced_characters
        ));
    }
    if counts.truncated_pairs > 0 {
        complain(format_args!(
            "{} pairs were longer than the model reads and were cut",
            counts.truncated_pairs
        ));
    }
}

fn inputs(count: usize) -> String {
    if count == 1 {
        "1 input".to_owned()
    } else {
        format!("{count} inputs")
    }
}

fn status(arguments: &RunArgs, outcome: &Outcome, stopped: bool) -> Status {
    let contradicts = outcome
        .report
        .contradictions
        .iter()
        .any(|line| line.relation != Relation::Update);
    if arguments.fail_on_contradiction && contradicts {
        Status::Contradictions
    } else if stopped || !outcome.failures.is_empty() {
        Status::SomeInputsFailed
    } else {
        Status::Done
    }
}
