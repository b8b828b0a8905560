//! The flow goes one way: no module of the library imports a later one.
#![allow(clippy::expect_used)] // A test that cannot go on should say so and stop.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order of the flow; a module may import those before it.
const FLOW: [&str; 13] = [
    "text",
    "transformer",
    "embedding",
    "article",
    "sentence",
    "statement",
    "story",
    "pair",
    "nli",
    "verdict",
    "report",
    "pipeline",
    "eval",
];
/// What a stage must not know although it comes earlier in the list.
const APART: [(&str, &[&str]); 4] = [
    (
        "nli",
        &["text", "article", "sentence", "statement", "story", "pair"],
    ),
    ("report", &["sentence", "story", "pipeline"]),
    ("story", &["pair", "nli"]),
    ("eval", &["pipeline", "story"]),
];

fn sources(module: &str) -> Vec<PathBuf> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let file = src.join(format!("{module}.rs"));
    if file.exists() {
        found.push(file);
    }
    walk(&src.join(module), &mut found);
    assert!(!found.is_empty(), "no module {module}");
    found
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.ends_with("tests.rs")
        {
            found.push(path);
        }
    }
}

/// The modules that a file names after `crate::`, its tests left out.
fn imports(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).expect("a source file");
    let code = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    let code: String = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut found: Vec<String> = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let names = rest
            .strip_prefix('{')
            .map_or(rest, |group| group.split('}').next().unwrap_or_default());
        let first = |name: &str| {
            name.trim()
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .map(str::to_owned)
        };
        if rest.starts_with('{') {
            found.extend(names.split(',').filter_map(first));
        } else {
            found.extend(first(names));
        }
    }
    found
}

#[test]
fn no_module_imports_a_later_one() {
    for (place, module) in FLOW.iter().enumerate() {
        for path in sources(module) {
            for import in imports(&path) {
                let Some(other) = FLOW.iter().position(|name| *name == import) else {
                    continue;
                };
                assert!(
                    other <= place,
                    "{}: {module} imports {import}, which comes later",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn stages_that_are_apart_stay_apart() {
    for (module, forbidden) in APART {
        for path in sources(module) {
            for import in imports(&path) {
                assert!(
                    !forbidden.contains(&&*import),
                    "{}: {module} must not know {import}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn every_module_of_the_library_is_in_the_flow() {
    let library = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"))
        .expect("lib.rs");
    let modules = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    for module in modules {
        assert!(FLOW.contains(&module), "{module} has no place in the flow");
    }
}
