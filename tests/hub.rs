//! `belie models fetch` against a small hub on this machine.
#![cfg(all(feature = "hub", feature = "embedded-model"))]
#![allow(clippy::expect_used)] // A test that cannot go on should say so and stop.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";
const NAME: &str = "hf:org/some-nli@main";

/// A file as the hub has it, with the digest that the hub tells.
#[derive(Clone)]
struct Stored {
    bytes: Vec<u8>,
    etag: String,
}

/// A hub with the embedded model as `org/some-nli`; `change` changes what it stores.
struct Hub {
    endpoint: String,
    home: TempDir,
}

impl Hub {
    fn start(change: impl FnOnce(&mut BTreeMap<String, Stored>)) -> Self {
        let mut files = BTreeMap::new();
        for (name, source) in [
            ("config.json", "config.json"),
            ("tokenizer.json", "tokenizer.json"),
            ("onnx/model.onnx", "model.onnx"),
        ] {
            let path = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("models/minilm-l6-nli")
                .join(source);
            let bytes = fs::read(path).expect("a file");
            let digest = Sha256::digest(&bytes);
            let etag = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            files.insert(name.to_owned(), Stored { bytes, etag });
        }
        // A small file goes by the digest that Git gives it, here of "{}\n".
        let small = Stored {
            bytes: b"{}\n".to_vec(),
            etag: "0967ef424bce6791893e9a57bb952f80fd536e93".to_owned(),
        };
        files.insert("rust_model.ot".to_owned(), small);
        change(&mut files);
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A client that hangs up has read enough.
                let _ = answer(stream, &files);
            }
        });
        let home = tempfile::tempdir().expect("a folder");
        Self { endpoint, home }
    }

    fn belie(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_belie"));
        command
            .args(arguments)
            .env("HF_HOME", self.home.path())
            .env("HF_ENDPOINT", &self.endpoint)
            .env("NO_PROXY", "127.0.0.1");
        command
    }

    /// The same home, and no hub any more.
    fn offline(&self, arguments: &[&str]) -> Command {
        let mut command = self.belie(arguments);
        command.env("HF_ENDPOINT", "http://127.0.0.1:1");
        command
    }

    fn snapshot(&self) -> PathBuf {
        let repository = self.home.path().join("hub/models--org--some-nli");
        repository.join("snapshots").join(COMMIT)
    }
}

fn answer(mut stream: TcpStream, files: &BTreeMap<String, Stored>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let (mut request, mut range) = (String::new(), None);
    reader.read_line(&mut request)?;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? <= 2 {
            break;
        }
        let lower = line.to_ascii_lowercase();
        range = lower
            .strip_prefix("range: bytes=")
            .map(|range| range.trim().to_owned())
            .or(range);
    }
    let path = request.split(' ').nth(1).unwrap_or_default();
    if path == "/api/models/org/some-nli/revision/main" {
        let siblings: Vec<_> = files
            .keys()
            .map(|name| serde_json::json!({ "rfilename": name }))
            .collect();
        let info = serde_json::json!({ "sha": COMMIT, "siblings": siblings }).to_string();
        return respond(&mut stream, "200 OK", "", info.as_bytes());
    }
    let file = path
        .strip_prefix(&format!("/org/some-nli/resolve/{COMMIT}/"))
        .and_then(|name| files.get(name));
    let Some(file) = file else {
        return respond(&mut stream, "404 Not Found", "", b"");
    };
    let range = range.unwrap_or_default();
    let (first, last) = range.split_once('-').unwrap_or(("0", ""));
    let first: usize = first.parse().unwrap_or(0);
    let end = last
        .parse()
        .map_or(file.bytes.len(), |last: usize| last + 1);
    let headers = format!(
        "ETag: \"{}\"\r\nX-Repo-Commit: {COMMIT}\r\nContent-Range: bytes {first}-{}/{}\r\n",
        file.etag,
        end - 1,
        file.bytes.len()
    );
    respond(
        &mut stream,
        "206 Partial Content",
        &headers,
        &file.bytes[first..end],
    )
}

fn respond(
    stream: &mut TcpStream,
    status: &str,
    headers: &str,
    body: &[u8],
) -> std::io::Result<()> {
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n"
    )?;
    stream.write_all(body)?;
    stream.flush()
}

#[test]
fn a_model_is_fetched_pinned_and_runs_without_a_network_afterwards() {
    let hub = Hub::start(|_| ());
    let pinned = format!("hf:org/some-nli@{COMMIT}");
    hub.offline(&["models", "show", NAME])
        .assert()
        .code(2)
        .stderr(contains(format!("belie models fetch {NAME}")));
    hub.belie(&["models", "fetch", NAME])
        .assert()
        .success()
        .stdout(contains(&pinned))
        .stderr(contains("fetching onnx/model.onnx"));
    assert!(hub.snapshot().join("onnx/model.onnx").exists());
    for name in [NAME, &pinned] {
        hub.offline(&["models", "show", name])
            .assert()
            .success()
            .stdout(contains("model         org/some-nli@0123456789ab\n"));
    }
    hub.offline(&["models", "check", &pinned])
        .assert()
        .success();
    hub.offline(&["models", "list"])
        .assert()
        .success()
        .stdout(contains(format!("{pinned}  rten  entailment, neutral")));
}

#[test]
fn one_file_of_weights_is_fetched_when_it_is_named() {
    let hub = Hub::start(|files| {
        let quantised = files["onnx/model.onnx"].clone();
        files.insert("onnx/model_quantized.onnx".to_owned(), quantised);
    });
    let file = "onnx/model_quantized.onnx";
    hub.belie(&["models", "fetch", NAME, "--weights", file])
        .assert()
        .success();
    assert!(!hub.snapshot().join("onnx/model.onnx").exists());
    hub.offline(&["models", "show", NAME, "--weights", file])
        .assert()
        .success();
    hub.belie(&["models", "fetch", NAME, "--weights", "x.onnx"])
        .assert()
        .code(2)
        .stderr(contains("has no x.onnx"));
}

#[test]
fn damaged_files_are_removed_and_told() {
    for name in ["onnx/model.onnx", "rust_model.ot"] {
        let hub = Hub::start(|files| {
            let file = files.get_mut(name).expect("a file");
            file.bytes[1] ^= 1;
        });
        hub.belie(&["models", "fetch", NAME])
            .assert()
            .code(2)
            .stderr(contains(format!("{name} came damaged")).and(contains("the hub says")));
        assert!(!hub.snapshot().join(name).exists());
    }
}

#[test]
fn what_the_hub_has_not_is_told() {
    let hub = Hub::start(|files| drop(files.remove("tokenizer.json")));
    hub.belie(&["models", "fetch", NAME])
        .assert()
        .code(2)
        .stderr(contains("has no tokenizer.json").and(contains("save_pretrained")));
    hub.belie(&["models", "fetch", "hf:org/other@main"])
        .assert()
        .code(2)
        .stderr(contains("the hub answers 404"));
    hub.belie(&["models", "fetch", "org/some-nli"])
        .assert()
        .code(2)
        .stderr(contains("expected hf:org/name@revision"));
}

#[test]
fn no_network_is_told() {
    let hub = Hub::start(|_| ());
    hub.offline(&["models", "fetch", NAME])
        .assert()
        .code(2)
        .stderr(contains("the hub cannot be reached").and(contains("is there a network")));
}
