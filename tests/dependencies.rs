//! The default build stays pure Rust: no trace of libtorch, nor of a client for the network.
#![allow(clippy::expect_used)] // A test that cannot go on should say so and stop.

use std::process::Command;

const FOREIGN: [&str; 6] = ["torch-sys", "tch", "rust-bert", "hf-hub", "ureq", "rustls"];

#[test]
fn the_default_build_has_neither_libtorch_nor_a_network() {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--locked",
            "--offline",
            "-e",
            "no-dev",
            "--prefix",
            "none",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{output:?}");
    let tree = String::from_utf8(output.stdout).expect("UTF-8");
    let built: Vec<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(built.contains(&"rten"), "{tree}");
    let lock = include_str!("../Cargo.lock");
    for package in FOREIGN {
        assert!(
            !built.contains(&package),
            "{package} is in the default build"
        );
        // What it would be called, were it there.
        assert!(lock.contains(&format!("name = \"{package}\"")), "{package}");
    }
}
