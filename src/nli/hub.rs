//! Models of the Hugging Face hub: fetched once, on purpose, into the cache that other tools share; read from there afterwards,
//! without a network.
//!
//! `HF_HOME` moves the cache (usually `~/.cache/huggingface`), `HF_ENDPOINT` names a mirror of the hub.

mod error;

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use hf_hub::api::sync::{ApiBuilder, ApiError, ApiRepo};
use hf_hub::{Cache, Repo, RepoType};
use sha1::Sha1;
use sha2::{Digest, Sha256};

pub use self::error::HubError;

/// What a model needs, and the weights that an engine may run.
const NEEDED: [&str; 2] = ["config.json", "tokenizer.json"];
const WEIGHTS: [&str; 4] = [
    "model.onnx",
    "onnx/model.onnx",
    "model.safetensors",
    "rust_model.ot",
];

/// A model of the hub, written `hf:org/name@revision`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubModel {
    repository: String,
    revision: String,
}

/// A model that was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The model by its commit: what to write down, for a branch moves.
    pub pinned: HubModel,
    /// Its folder.
    pub dir: PathBuf,
}

impl FromStr for HubModel {
    type Err = String;

    fn from_str(words: &str) -> Result<Self, String> {
        let parts = words.strip_prefix("hf:").and_then(|x| x.split_once('@'));
        // What a repository may be called; nothing here may lead out of the cache.
        let plain = |word: &str| {
            !word.is_empty()
                && !word.starts_with('.')
                && word
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
        };
        match parts {
            Some((repository, revision))
                if repository.split('/').count() <= 2
                    && repository.split('/').chain(revision.split('/')).all(plain) =>
            {
                Ok(Self {
                    repository: repository.to_owned(),
                    revision: revision.to_owned(),
                })
            }
            _ => Err(format!(
                "'{words}' names no model of the hub; expected hf:org/name@revision, with a commit, a tag or a branch such as main"
            )),
        }
    }
}

impl std::fmt::Display for HubModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "hf:{}@{}", self.repository, self.revision)
    }
}

impl HubModel {
    fn repo(&self) -> Repo {
        Repo::with_revision(
            self.repository.clone(),
            RepoType::Model,
            self.revision.clone(),
        )
    }

    fn at(&self, commit: &str) -> Self {
        Self {
            repository: self.repository.clone(),
            revision: commit.to_owned(),
        }
    }

    /// The folder of the model, when it was fetched. Asks no network.
    ///
    /// # Errors
    /// [`HubError::NotFetched`], or [`HubError::NoCache`].
    pub fn cached(&self) -> Result<PathBuf, HubError> {
        let config = cache()?.repo(self.repo()).get(NEEDED[0]);
        config
            .as_deref()
            .and_then(Path::parent)
            .map(Path::to_owned)
            .ok_or_else(|| HubError::NotFetched {
                model: self.to_string(),
            })
    }

    /// Fetches the model: its configuration, its tokenizer, and the file `weights`, or else every usual file of weights that it
    /// has. The revision is pinned to its commit first, and every file held against the digest that the hub names. `begin` hears of
    /// each file before it is fetched. What is there already is not fetched again.
    ///
    /// # Errors
    /// See [`HubError`].
    pub fn fetch(
        &self,
        weights: Option<&str>,
        mut begin: impl FnMut(&str),
    ) -> Result<Fetched, HubError> {
        let cache = cache()?;
        let api = ApiBuilder::from_env().with_progress(false).build();
        let api = api.map_err(|error| self.refused(error))?;
        let info = api.repo(self.repo()).info();
        let info = info.map_err(|error| self.refused(error))?;
        // It names a folder of the cache.
        if info.sha.len() != 40 || !info.sha.chars().all(|c| c.is_ascii_hexdigit()) {
            let reason = format!("the hub names '{}' as its commit", info.sha);
            return Err(HubError::Answer {
                model: self.to_string(),
                reason,
            });
        }
        let pinned = self.at(&info.sha);
        let there: Vec<&str> = info.siblings.iter().map(|file| &*file.rfilename).collect();
        for file in files(&there, weights).map_err(|(file, hint)| HubError::NoFile {
            model: self.to_string(),
            file,
            hint,
        })? {
            begin(file);
            let path = match cache.repo(pinned.repo()).get(file) {
                Some(path) => path,
                None => pinned.download(&api.repo(pinned.repo()), file)?,
            };
            verify(&path, file)?;
        }
        // The name that was asked for leads to the commit from now on, without a network.
        let create = cache.repo(self.repo()).create_ref(&info.sha);
        create.map_err(|source| HubError::Cache {
            path: cache.path().clone(),
            source,
        })?;
        let dir = pinned.cached()?;
        Ok(Fetched { pinned, dir })
    }

    fn download(&self, repo: &ApiRepo, file: &str) -> Result<PathBuf, HubError> {
        repo.download(file).map_err(|error| self.refused(error))
    }

    fn refused(&self, error: ApiError) -> HubError {
        let model = self.to_string();
        match error {
            ApiError::RequestError(error) => match *error {
                ureq::Error::StatusCode(status @ (401 | 403 | 404)) => {
                    HubError::NotFound { model, status }
                }
                ureq::Error::StatusCode(status) => HubError::NoNetwork {
                    reason: format!("it answers with status {status}"),
                },
                other => HubError::NoNetwork {
                    reason: other.to_string(),
                },
            },
            ApiError::IoError(source) => HubError::Cache {
                path: cache()
                    .map(|cache| cache.path().clone())
                    .unwrap_or_default(),
                source,
            },
            other => HubError::Answer {
                model,
                reason: other.to_string(),
            },
        }
    }
}

/// The files to fetch of those that are there; or the one that is missing, and what to do.
fn files<'a>(
    there: &[&'a str],
    weights: Option<&'a str>,
) -> Result<Vec<&'a str>, (String, &'static str)> {
    let has = |name: &str| there.iter().copied().find(|&file| file == name);
    let mut files = Vec::new();
    for name in NEEDED {
        files.push(has(name).ok_or((
            name.to_owned(),
            "download it with transformers and save it with AutoTokenizer.from_pretrained(…).save_pretrained(DIR), which writes one",
        ))?);
    }
    match weights {
        Some(name) => {
            let hint = "the page of the model lists its files";
            files.push(has(name).ok_or((name.to_owned(), hint))?);
        }
        None => files.extend(WEIGHTS.iter().filter_map(|name| has(name))),
    }
    if files.len() == NEEDED.len() {
        let hint = "export it to ONNX, or save it as safetensors with transformers; a file by another name is fetched with --weights";
        return Err((WEIGHTS.join(", "), hint));
    }
    Ok(files)
}

/// Every model that was fetched, by its commit, in the order of their names.
///
/// # Errors
/// [`HubError::NoCache`].
pub fn fetched() -> Result<Vec<Fetched>, HubError> {
    let entries = |dir: &Path| {
        let read = fs::read_dir(dir).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = read.map(|entry| entry.path()).collect();
        paths.sort();
        paths
    };
    let name = |path: &Path| Some(path.file_name()?.to_str()?.to_owned());
    let mut found = Vec::new();
    for folder in entries(cache()?.path()) {
        let repository =
            name(&folder).and_then(|name| Some(name.strip_prefix("models--")?.replace("--", "/")));
        let Some(repository) = repository else {
            continue;
        };
        for dir in entries(&folder.join("snapshots")) {
            if let Some(revision) = name(&dir)
                && NEEDED.iter().all(|file| dir.join(file).exists())
            {
                let repository = repository.clone();
                let pinned = HubModel {
                    repository,
                    revision,
                };
                found.push(Fetched { pinned, dir });
            }
        }
    }
    Ok(found)
}

fn cache() -> Result<Cache, HubError> {
    // The cache's own default gives up without a home.
    let named = std::env::var_os("HF_HOME").is_some() || std::env::home_dir().is_some();
    named.then(Cache::from_env).ok_or(HubError::NoCache)
}

/// Holds a file of the cache against its name there, which is the digest that the hub announced: SHA-256 of a large file, Git's
/// SHA-1 of a small one. A damaged file is removed.
fn verify(path: &Path, file: &str) -> Result<(), HubError> {
    let kept = |source| HubError::Cache {
        path: path.to_owned(),
        source,
    };
    let blob = fs::canonicalize(path).map_err(kept)?;
    let expected = blob.file_name().unwrap_or_default().to_string_lossy();
    let found = match expected.len() {
        64 => hex(&hashed(&blob, Sha256::new()).map_err(kept)?),
        _ => {
            let size = fs::metadata(&blob).map_err(kept)?.len();
            let git = Sha1::new().chain_update(format!("blob {size}\0"));
            hex(&hashed(&blob, git).map_err(kept)?)
        }
    };
    if found == expected {
        return Ok(());
    }
    let error = HubError::Digest {
        file: file.to_owned(),
        found,
        expected: expected.into_owned(),
    };
    fs::remove_file(path).map_err(kept)?;
    // The blob is the same file where there are no links.
    let _ = fs::remove_file(&blob);
    Err(error)
}

fn hashed<D: Digest>(path: &Path, mut hasher: D) -> io::Result<Vec<u8>> {
    let mut reader = BufReader::with_capacity(1 << 20, File::open(path)?);
    loop {
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            return Ok(hasher.finalize().to_vec());
        }
        hasher.update(bytes);
        let read = bytes.len();
        reader.consume(read);
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_is_written_and_leads_nowhere_else() {
        for good in [
            "hf:org/some-nli@main",
            "hf:bert@refs/pr/1",
            "hf:a/b.c@0123abcd",
        ] {
            let model: HubModel = good.parse().expect(good);
            assert_eq!(model.to_string(), good);
        }
        for bad in [
            "org/name@main",
            "hf:org/name",
            "hf:org/name@",
            "hf:../..@main",
            "hf:org/name@../../x",
            "hf:a/b/c@main",
            "hf:/etc@main",
        ] {
            assert!(bad.parse::<HubModel>().is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_fetched_is_what_an_engine_runs() {
        let there = [
            "README.md",
            "config.json",
            "tokenizer.json",
            "onnx/model.onnx",
            "onnx/model_quantized.onnx",
        ];
        let fetched = files(&there, None).expect("enough");
        assert_eq!(
            fetched,
            ["config.json", "tokenizer.json", "onnx/model.onnx"]
        );
        let quantised = files(&there, Some("onnx/model_quantized.onnx")).expect("enough");
        assert_eq!(quantised[2], "onnx/model_quantized.onnx");
        assert!(files(&there, Some("x.onnx")).is_err_and(|(file, _)| file == "x.onnx"));
        assert!(files(&there[1..3], None).is_err());
        assert!(files(&there[3..], None).is_err_and(|(file, _)| file == "config.json"));
    }
}
