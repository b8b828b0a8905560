//! `belie eval`.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use belie::eval::{nli, pairs, statements, stories};
use belie::report::read_jsonl;
use clap::{Args, Subcommand};

use super::{EncoderArgs, FinderArgs, ModelArgs, Status};

#[derive(Subcommand)]
pub(super) enum EvalCommand {
    /// Measures the NLI model on files with `premise`, `hypothesis` and `label` a line.
    #[command(after_help = "Example: belie eval nli dev.jsonl.gz")]
    Nli(NliArgs),
    /// Measures the ranked findings of a report against marked pairs of places.
    #[command(
        after_help = "Example: belie eval pairs report/report.jsonl datasets/gold.jsonl --within"
    )]
    Pairs(PairsArgs),
    /// Measures sentences and statements on labelled texts: boundaries, attributions, stances or resolved denials, as the fields of a file say.
    #[command(
        after_help = "Example: belie eval statements polnear.dev.jsonl.gz datasets/stance/*.jsonl"
    )]
    Statements(StatementsArgs),
    /// Measures how articles are grouped into stories, on files with the event of each article in `story` or `event`.
    #[command(after_help = "Example: belie eval stories ecbplus.jsonl.gz")]
    Stories(StoriesArgs),
    /// Measures how copies of articles are found, on copies that were written as edits of articles.
    #[command(
        after_help = "Example: belie eval copies datasets/copies/copies.jsonl articles.jsonl.gz"
    )]
    Copies(CopiesArgs),
}

#[derive(Args)]
pub(super) struct StoriesArgs {
    /// JSON Lines, also .gz: articles with `id` and `story` or `event`.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    encoder: EncoderArgs,
    /// List the stories that hold several events, and the events in several stories.
    #[arg(long, conflicts_with = "json")]
    list: bool,
    /// Print one JSON object a file.
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(super) struct CopiesArgs {
    /// JSON Lines, also .gz: `id`, `of` (the id of an article) and `edits`, each with `start`, `end` and `text`; with `other`, two articles that are no copies.
    copies: PathBuf,
    /// The articles, JSON Lines, also .gz.
    articles: PathBuf,
    /// List the pairs that were missed or wrong, and those among the articles.
    #[arg(long, conflicts_with = "json")]
    list: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(super) struct StatementsArgs {
    /// JSON Lines, also .gz: `text` with `sentences`, `attributions`, `stances`, or `answer` and `refers`.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    finder: FinderArgs,
    /// List what was missed or wrong.
    #[arg(long, conflicts_with = "json")]
    list: bool,
    /// Print one JSON object a file.
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(super) struct NliArgs {
    /// JSON Lines, also .gz.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    model: ModelArgs,
    /// Print one JSON object a file.
    #[arg(long)]
    json: bool,
    /// Write the scores of every pair here, a JSON object a line, in the order of the files.
    #[arg(long, value_name = "FILE")]
    scores: Option<PathBuf>,
}

#[derive(Args)]
pub(super) struct PairsArgs {
    /// A report.jsonl; its inputs must still be where they were.
    report: PathBuf,
    /// JSON Lines, also .gz: `label`, `type`, and `a` and `b` with `id` and `span`.
    gold: PathBuf,
    /// Count only pairs inside one article.
    #[arg(long)]
    within: bool,
    /// Rank by the mean NLI probability of a contradiction instead of the judge's.
    #[arg(long)]
    by_nli: bool,
    /// List the contradictions that were missed, and the findings that count as wrong.
    #[arg(long)]
    list: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(super) fn run(command: &EvalCommand) -> anyhow::Result<Status> {
    match command {
        EvalCommand::Nli(arguments) => eval_nli(arguments)?,
        EvalCommand::Pairs(arguments) => eval_pairs(arguments)?,
        EvalCommand::Statements(arguments) => eval_statements(arguments)?,
        EvalCommand::Stories(arguments) => eval_stories(arguments)?,
        EvalCommand::Copies(arguments) => eval_copies(arguments)?,
    }
    Ok(Status::Done)
}

fn eval_nli(arguments: &NliArgs) -> anyhow::Result<()> {
    let model = arguments.model.load()?;
    let mut written = arguments.scores.as_deref().map(create).transpose()?;
    for file in &arguments.files {
        let examples = nli::read(file)?;
        let (figures, scores) = arguments
            .model
            .on_threads(|| nli::evaluate(&*model, &examples))??;
        let name = file.display().to_string();
        let text = if arguments.json {
            figures.to_json(&name)
        } else {
            figures.to_text(&name)
        };
        writeln!(io::stdout(), "{text}")?;
        if let Some(target) = &mut written {
            for scores in scores {
                writeln!(target, "{}", serde_json::json!(scores))?;
            }
        }
    }
    written.map_or(Ok(()), |mut target| target.flush())?;
    Ok(())
}

fn create(path: &Path) -> anyhow::Result<BufWriter<File>> {
    let file = File::create(path)
        .with_context(|| format!("cannot write {}; name another file", path.display()))?;
    Ok(BufWriter::new(file))
}

fn eval_pairs(arguments: &PairsArgs) -> anyhow::Result<()> {
    let open = File::open(&arguments.report)
        .with_context(|| format!("cannot read {}", arguments.report.display()))?;
    let mut report =
        read_jsonl(BufReader::new(open)).with_context(|| arguments.report.display().to_string())?;
    let mut gold = pairs::read(&arguments.gold, &report)?;
    if arguments.within {
        gold.retain_within(&mut report);
    }
    let ranking = if arguments.by_nli {
        pairs::Ranking::Nli
    } else {
        pairs::Ranking::Judge
    };
    let figures = pairs::evaluate(&report, &gold, ranking);
    let text = if arguments.json {
        figures.to_json()
    } else {
        figures.to_text(arguments.list)
    };
    writeln!(io::stdout(), "{text}")?;
    Ok(())
}

fn eval_statements(arguments: &StatementsArgs) -> anyhow::Result<()> {
    let finder = arguments.finder.load()?;
    for file in &arguments.files {
        let figures = statements::evaluate(file, &finder)?;
        let name = file.display().to_string();
        let text = if arguments.json {
            figures.to_json(&name)
        } else {
            figures.to_text(&name, arguments.list)
        };
        writeln!(io::stdout(), "{text}")?;
    }
    Ok(())
}

fn eval_stories(arguments: &StoriesArgs) -> anyhow::Result<()> {
    let encoder = arguments.encoder.load()?;
    for file in &arguments.files {
        let figures = stories::evaluate(file, &encoder)?;
        let name = file.display().to_string();
        let text = if arguments.json {
            figures.to_json(&name)
        } else {
            figures.to_text(&name, arguments.list)
        };
        writeln!(io::stdout(), "{text}")?;
    }
    Ok(())
}

fn eval_copies(arguments: &CopiesArgs) -> anyhow::Result<()> {
    let figures = stories::copies::evaluate(&arguments.copies, &arguments.articles)?;
    let name = arguments.copies.display().to_string();
    let text = if arguments.json {
        figures.to_json(&name)
    } else {
        figures.to_text(&name, arguments.list)
    };
    writeln!(io::stdout(), "{text}")?;
    Ok(())
}
