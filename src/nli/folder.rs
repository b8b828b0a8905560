//! A model's folder: which files it has, and which engine runs them.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::config::Config;
use super::{Device, Engine, LoadOptions, NliError};

/// Where the weights may lie, the first that is there counts; exports to ONNX stand in a folder of their own on the hub.
const ONNX: [&str; 2] = ["model.onnx", "onnx/model.onnx"];
const TORCH: [&str; 2] = ["model.safetensors", "rust_model.ot"];

impl Engine {
    fn weights(self) -> [&'static str; 2] {
        match self {
            Engine::Rten => ONNX,
            Engine::RustBert => TORCH,
        }
    }
}

/// The files of a model.
pub(super) struct Folder {
    /// The name of the folder.
    pub(super) name: String,
    /// `config.json`, read.
    pub(super) config: Config,
    /// `config.json`, as it is.
    pub(super) config_json: Vec<u8>,
    /// `tokenizer.json`.
    pub(super) tokenizer: Vec<u8>,
    /// The file of weights.
    pub(super) weights: PathBuf,
}

impl Folder {
    /// Reads what is small, and finds the weights for `engine`.
    pub(super) fn open(
        dir: &Path,
        options: &LoadOptions,
        engine: Engine,
    ) -> Result<Self, NliError> {
        let config_json = read(&dir.join("config.json"))?;
        let name = name(dir);
        let config = Config::read(&name, &config_json, options.labels.as_deref())?;
        let tokenizer = dir.join("tokenizer.json");
        if !tokenizer.exists() {
            return Err(NliError::NoTokenizer {
                dir: dir.to_owned(),
            });
        }
        let weights = weights(dir, options, engine).ok_or_else(|| NliError::NoWeights {
            dir: dir.to_owned(),
            engine,
            expected: engine.weights().join(" or "),
        })?;
        Ok(Self {
            name,
            config,
            config_json,
            tokenizer: read(&tokenizer)?,
            weights,
        })
    }

    /// BLAKE3 of the three files one after the other, 32 hexadecimal digits.
    pub(super) fn digest(&self) -> Result<String, NliError> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.config_json).update(&self.tokenizer);
        File::open(&self.weights)
            .and_then(|file| hasher.update_reader(file).map(drop))
            .map_err(|source| NliError::Unreadable {
                path: self.weights.clone(),
                source,
            })?;
        Ok(digits(&hasher))
    }
}

/// The name of a model: its folder's, or for a model of the hub the repository's and the first digits of the commit.
fn name(dir: &Path) -> String {
    let part = |path: Option<&Path>| {
        path.and_then(Path::file_name)
            .map(|name| name.to_string_lossy().into_owned())
    };
    let snapshots = dir.parent();
    let repository = part(snapshots.and_then(Path::parent))
        .filter(|_| part(snapshots).as_deref() == Some("snapshots"))
        .and_then(|name| Some(name.strip_prefix("models--")?.replace("--", "/")));
    let own = part(Some(dir)).unwrap_or_else(|| dir.display().to_string());
    match repository {
        Some(repository) => format!("{repository}@{}", own.get(..12).unwrap_or(&own)),
        None => own,
    }
}

pub(super) fn digits(hasher: &blake3::Hasher) -> String {
    let mut digits = hasher.finalize().to_hex().to_string();
    digits.truncate(32);
    digits
}

/// Which engine runs the model in `dir`.
pub(super) fn engine(dir: &Path, options: &LoadOptions) -> Engine {
    let there = |engine| weights(dir, options, engine).is_some();
    options.engine.unwrap_or_else(|| match options.device {
        Device::Cuda(_) => Engine::RustBert,
        Device::Cpu if there(Engine::Rten) || !there(Engine::RustBert) => Engine::Rten,
        Device::Cpu => Engine::RustBert,
    })
}

fn weights(dir: &Path, options: &LoadOptions, engine: Engine) -> Option<PathBuf> {
    let onnx = |path: &Path| path.extension().is_some_and(|ending| ending == "onnx");
    match &options.weights {
        Some(named) if onnx(named) == (engine == Engine::Rten) => Some(dir.join(named)),
        Some(_) => None,
        None => engine
            .weights()
            .iter()
            .map(|name| dir.join(name))
            .find(|path| path.exists()),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, NliError> {
    fs::read(path).map_err(|source| NliError::Unreadable {
        path: path.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_of_the_hub_is_named_after_its_repository() {
        assert_eq!(name(Path::new("models/my-model")), "my-model");
        let cached = "/c/models--org--some-nli/snapshots/0123456789abcdef0123456789abcdef01234567";
        assert_eq!(name(Path::new(cached)), "org/some-nli@0123456789ab");
    }

    #[test]
    fn the_engine_follows_from_the_files_and_the_device() {
        let dir = tempfile::tempdir().expect("a folder");
        let mut options = LoadOptions::default();
        fs::write(dir.path().join("model.safetensors"), "").expect("written");
        assert_eq!(engine(dir.path(), &options), Engine::RustBert);
        fs::create_dir(dir.path().join("onnx")).expect("a folder");
        fs::write(dir.path().join("onnx/model.onnx"), "").expect("written");
        assert_eq!(engine(dir.path(), &options), Engine::Rten);
        options.weights = Some("model.safetensors".into());
        assert_eq!(engine(dir.path(), &options), Engine::RustBert);
        options.weights = None;
        options.device = Device::Cuda(0);
        assert_eq!(engine(dir.path(), &options), Engine::RustBert);
        options.engine = Some(Engine::Rten);
        assert_eq!(engine(dir.path(), &options), Engine::Rten);
    }
}
