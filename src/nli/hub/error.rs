//! What can be wrong with a model of the hub.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// A model of the hub cannot be named, fetched or found.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum HubError {
    /// There is no folder to keep models in.
    #[error("there is no home folder to keep models in; name one with HF_HOME")]
    NoCache,
    /// The hub cannot be reached.
    #[error(
        "the hub cannot be reached ({reason}); is there a network, and a proxy or mirror (HF_ENDPOINT) to name? A model that \
         was fetched before, or a folder, needs no network"
    )]
    NoNetwork {
        /// Why.
        reason: String,
    },
    /// The hub has no such model, or not for everybody.
    #[error(
        "{model}: the hub answers {status}: there is no such model or revision, or it needs an account (huggingface-cli login)"
    )]
    NotFound {
        /// The model.
        model: String,
        /// The HTTP status.
        status: u16,
    },
    /// The model lacks a file.
    #[error("{model} has no {file}: {hint}")]
    NoFile {
        /// The model.
        model: String,
        /// The file.
        file: String,
        /// What to do.
        hint: &'static str,
    },
    /// What came is not what the hub announced.
    #[error(
        "{file} came damaged: its digest is {found}, and the hub says {expected}; it was removed, fetch it again"
    )]
    Digest {
        /// The file.
        file: String,
        /// The digest of what came.
        found: String,
        /// The digest that the hub names.
        expected: String,
    },
    /// The cache cannot be written to or read.
    #[error("cannot keep the model in {path}: {source}", path = .path.display())]
    Cache {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The hub answers what it should not.
    #[error("{model}: {reason}")]
    Answer {
        /// The model.
        model: String,
        /// What is wrong.
        reason: String,
    },
    /// The model was never fetched.
    #[error("{model} is not here; fetch it first: belie models fetch {model}")]
    NotFetched {
        /// The model.
        model: String,
    },
}
