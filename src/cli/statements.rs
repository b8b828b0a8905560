//! `belie statements`.

use std::io::{self, BufWriter};

use belie::article;
use belie::pipeline;
use belie::report::{ArticleLine, JsonLines, Line, StatementLine};
use clap::Args;

use super::{InputArgs, Status, complain, with_causes};

#[derive(Args)]
pub(super) struct StatementsArgs {
    #[command(flatten)]
    input: InputArgs,
}

/// Runs the command.
pub(super) fn run(arguments: &StatementsArgs) -> anyhow::Result<Status> {
    let mut lines = JsonLines::new(BufWriter::new(io::stdout().lock()));
    let mut status = Status::Done;
    for read in article::read(&arguments.input.paths, &arguments.input.options()) {
        match read {
            Ok(article) => {
                let stated = pipeline::statements(article);
                lines.write(&Line::Article(ArticleLine::of(&stated.article)))?;
                for statement in &stated.statements {
                    lines.write(&Line::Statement(StatementLine::of(
                        &stated.article,
                        statement,
                    )))?;
                }
            }
            Err(failure) => {
                complain(format_args!("{}", with_causes(&failure)));
                status = Status::SomeInputsFailed;
            }
        }
    }
    lines.finish()?;
    Ok(status)
}
