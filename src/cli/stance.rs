//! `belie stance`.

use std::io::{self, BufWriter, Write};

use belie::pipeline::{self, StanceOptions};
use belie::report::to_stands;
use clap::{Args, ValueEnum};

use super::progress::Progress;
use super::{InputArgs, ModelsArgs, Status, probability};

#[derive(Args)]
pub(super) struct StanceArgs {
    /// What is claimed, as a full sentence.
    #[arg(long, value_name = "SENTENCE")]
    claim: String,
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    models: ModelsArgs,
    /// The score from which a stand is listed, 0 to 1.
    #[arg(long, value_name = "S", default_value_t = StanceOptions::default().min_score, value_parser = probability)]
    min_score: f32,
    /// How to list them.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Listing,
}

/// How stands are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Listing {
    /// A section for each side, for people.
    Text,
    /// A JSON object a stand, for programs.
    Jsonl,
}

/// Runs the command.
pub(super) fn run(arguments: &StanceArgs) -> anyhow::Result<Status> {
    let models = arguments.models.load()?;
    let mut options = StanceOptions::default();
    options.read = arguments.input.options();
    options.min_score = arguments.min_score;
    let progress = Progress::start(false)?;
    let (stands, failures) = arguments.models.nli.on_threads(|| {
        pipeline::stance(
            &arguments.claim,
            &arguments.input.paths,
            models,
            &options,
            &progress,
        )
    })??;
    progress.finish();
    let mut output = BufWriter::new(io::stdout().lock());
    match arguments.format {
        Listing::Text => output.write_all(to_stands(&arguments.claim, &stands).as_bytes())?,
        Listing::Jsonl => {
            for stand in &stands {
                serde_json::to_writer(&mut output, stand)?;
                output.write_all(b"\n")?;
            }
        }
    }
    output.flush()?;
    Ok(if progress.stopped() || !failures.is_empty() {
        Status::SomeInputsFailed
    } else {
        Status::Done
    })
}
