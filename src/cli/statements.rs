//! `belie statements`.

use std::io::{self, BufWriter, Write};

use belie::article;
use belie::pipeline::{self, Stated};
use belie::report::{ArticleLine, JsonLines, Line, StatementLine, to_table};
use clap::{Args, ValueEnum};

use super::{FinderArgs, InputArgs, Status, complain, with_causes};

#[derive(Args)]
pub(super) struct StatementsArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    finder: FinderArgs,
    /// How to list them.
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    format: Listing,
}

/// How statements are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Listing {
    /// The `article` and `statement` lines of report.jsonl, for programs.
    Jsonl,
    /// A table an article, for people.
    Table,
}

/// Runs the command.
pub(super) fn run(arguments: &StatementsArgs) -> anyhow::Result<Status> {
    let mut output = BufWriter::new(io::stdout().lock());
    let mut status = Status::Done;
    let finder = arguments.finder.load()?;
    for read in article::read(&arguments.input.paths, &arguments.input.options()) {
        match read {
            Ok(article) => {
                for stated in pipeline::statements(vec![article], &finder)? {
                    write(&mut output, arguments.format, &stated)?;
                }
            }
            Err(failure) => {
                complain(format_args!("{}", with_causes(&failure)));
                status = Status::SomeInputsFailed;
            }
        }
    }
    output.flush()?;
    Ok(status)
}

fn write(output: &mut impl Write, format: Listing, stated: &Stated) -> io::Result<()> {
    let statements: Vec<StatementLine> = stated
        .statements
        .iter()
        .map(|statement| StatementLine::of(&stated.article, statement))
        .collect();
    let article = ArticleLine::of(&stated.article);
    match format {
        Listing::Table => writeln!(output, "{}", to_table(&article, &statements)),
        Listing::Jsonl => to_lines(output, article, statements),
    }
}

fn to_lines(
    output: &mut impl Write,
    article: ArticleLine,
    statements: Vec<StatementLine>,
) -> io::Result<()> {
    let mut lines = JsonLines::new(output);
    lines.write(&Line::Article(article))?;
    for statement in statements {
        lines.write(&Line::Statement(Box::new(statement)))?;
    }
    lines.finish().map(|_| ())
}
