//! The default build stays pure Rust: no trace of libtorch, nor of a client for the network.
#![allow(clippy::expect_used)] // A test that cannot go on should say so and stop.

use std::process::Command;

/// What cargo would build, with these features.
fn tree(features: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--offline", "-e", "no-dev", "--prefix", "none"])
        .args(features)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn has(tree: &str, package: &str) -> bool {
    tree.lines()
        .any(|line| line.split(' ').next() == Some(package))
}

#[test]
fn the_default_build_has_neither_libtorch_nor_a_network() {
    let default = tree(&[]);
    for package in ["torch-sys", "tch", "rust-bert", "hf-hub", "ureq", "rustls"] {
        assert!(!has(&default, package), "{package} is in the default build");
    }
    assert!(has(&tree(&["--features", "rust-bert"]), "torch-sys"));
    assert!(has(&tree(&["--features", "hub"]), "ureq"));
}
