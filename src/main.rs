//! The `belie` program: parses the command line, runs the library, maps the result to an exit status.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
