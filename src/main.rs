//! The `belie` program: parses the command line, runs the library, maps the result to an exit status.

fn main() {}
