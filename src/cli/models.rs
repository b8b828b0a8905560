//! `belie models`, and how every command loads a model.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::bail;
use belie::nli::{
    self, Description, Device, Engine, LoadOptions, ModelInfo, NliModel, Precision, Probe,
};
use clap::{Args, Subcommand, ValueEnum};

use super::Status;

#[derive(Subcommand)]
pub(super) enum ModelsCommand {
    /// Lists the models that are here: those compiled in, and those fetched from the hub.
    List,
    /// Shows what a model's folder says of itself, without running it.
    #[command(after_help = "Example: belie models show my-model")]
    Show(ModelPath),
    /// Proves a model: loads it, scores 50 fixed pairs, and measures its speed.
    #[command(after_help = "Example: belie models check my-model --device cuda:0 --precision fp16")]
    Check(ModelPath),
    /// Fetches a model from the Hugging Face hub into the cache, and pins its revision (feature `hub`).
    #[command(after_help = "Example: belie models fetch hf:org/name@main")]
    Fetch(FetchArgs),
}

#[derive(Args)]
pub(super) struct ModelPath {
    /// The model's folder, or hf:org/name@revision, once fetched.
    #[arg(value_name = "DIR")]
    model: String,
    #[command(flatten)]
    load: LoadArgs,
}

#[derive(Args)]
pub(super) struct FetchArgs {
    /// hf:org/name@revision; the revision is a commit, a tag or a branch.
    model: String,
    /// The file of weights to fetch [default: the usual ones it has].
    #[arg(long, value_name = "FILE")]
    weights: Option<String>,
}

/// How a model is loaded.
#[derive(Args)]
pub(super) struct LoadArgs {
    /// What runs the model.
    #[arg(long, value_name = "ENGINE", default_value = "auto")]
    engine: EngineChoice,
    /// Where it runs: cpu, or cuda:N for an NVIDIA GPU.
    #[arg(long, value_name = "DEVICE", default_value = "cpu")]
    device: Device,
    /// What rust-bert converts the weights to.
    #[arg(long, value_name = "PRECISION", default_value = "fp32")]
    precision: PrecisionChoice,
    /// The labels in the order of the logits, when config.json names them LABEL_0 and so on.
    #[arg(long, value_name = "LABELS", value_delimiter = ',')]
    labels: Option<Vec<String>>,
    /// The file of weights within the model's folder, such as onnx/model_quantized.onnx.
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum EngineChoice {
    /// rust-bert for a GPU and for a folder without an ONNX file, else rten.
    Auto,
    /// ONNX files, on the CPU.
    Rten,
    /// safetensors, on the CPU or a GPU (feature `rust-bert`).
    RustBert,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum PrecisionChoice {
    Fp32,
    Fp16,
    Bf16,
}

impl LoadArgs {
    fn options(&self) -> LoadOptions {
        let mut options = LoadOptions::default();
        options.engine = match self.engine {
            EngineChoice::Auto => None,
            EngineChoice::Rten => Some(Engine::Rten),
            EngineChoice::RustBert => Some(Engine::RustBert),
        };
        options.precision = match self.precision {
            PrecisionChoice::Fp32 => Precision::Fp32,
            PrecisionChoice::Fp16 => Precision::Fp16,
            PrecisionChoice::Bf16 => Precision::Bf16,
        };
        options.device = self.device;
        options.labels = self.labels.clone();
        options.weights = self.weights.clone();
        options
    }

    /// Whether anything is asked for that the compiled-in model does not have.
    fn for_a_folder(&self) -> bool {
        let options = self.options();
        options.device != Device::Cpu
            || options.precision != Precision::Fp32
            || options.engine == Some(Engine::RustBert)
            || options.labels.is_some()
            || options.weights.is_some()
    }
}

/// Loads the model named, or the one that is compiled in.
pub(super) fn load(model: Option<&str>, load: &LoadArgs) -> anyhow::Result<Box<dyn NliModel>> {
    match model {
        Some(model) => Ok(nli::load(&folder(model)?, &load.options())?),
        None if load.for_a_folder() => bail!(
            "the model that is compiled in runs on rten and the CPU as it is; name a folder with --model DIR to use \
             --engine rust-bert, --device, --precision, --labels or --weights"
        ),
        None => embedded(),
    }
}

#[cfg(feature = "embedded-model")]
fn embedded() -> anyhow::Result<Box<dyn NliModel>> {
    Ok(Box::new(nli::default_model()?))
}

#[cfg(not(feature = "embedded-model"))]
fn embedded() -> anyhow::Result<Box<dyn NliModel>> {
    bail!("this belie was built without a model; name one with --model DIR")
}

/// Loads the model named that reads sentences in context, or the one that is compiled in, if any.
pub(super) fn load_in_context(model: Option<&str>) -> anyhow::Result<Option<Arc<dyn NliModel>>> {
    match model {
        Some(model) => Ok(Some(
            nli::load(&folder(model)?, &LoadOptions::default())?.into(),
        )),
        None => embedded_in_context(),
    }
}

#[cfg(feature = "embedded-model")]
fn embedded_in_context() -> anyhow::Result<Option<Arc<dyn NliModel>>> {
    Ok(Some(Arc::new(nli::default_context_model()?)))
}

#[cfg(not(feature = "embedded-model"))]
fn embedded_in_context() -> anyhow::Result<Option<Arc<dyn NliModel>>> {
    Ok(None)
}

/// The folder of a model, which for a model of the hub lies in the cache.
fn folder(model: &str) -> anyhow::Result<PathBuf> {
    if model.starts_with("hf:") {
        cached(model)
    } else {
        Ok(model.into())
    }
}

#[cfg(feature = "hub")]
fn cached(model: &str) -> anyhow::Result<PathBuf> {
    let model: nli::hub::HubModel = model.parse().map_err(anyhow::Error::msg)?;
    Ok(model.cached()?)
}

#[cfg(not(feature = "hub"))]
fn cached(_: &str) -> anyhow::Result<PathBuf> {
    bail!("this belie was built without the hub; build it with --features hub, or name a folder")
}

/// Runs the command.
pub(super) fn run(command: &ModelsCommand) -> anyhow::Result<Status> {
    match command {
        ModelsCommand::List => list()?,
        ModelsCommand::Show(model) => show(model)?,
        ModelsCommand::Check(model) => check(model)?,
        ModelsCommand::Fetch(arguments) => fetch(arguments)?,
    }
    Ok(Status::Done)
}

fn list() -> anyhow::Result<()> {
    let mut output = io::stdout().lock();
    #[cfg(feature = "embedded-model")]
    for model in [nli::default_model()?, nli::default_context_model()?] {
        writeln!(output, "{}", line(model.info()))?;
    }
    #[cfg(feature = "hub")]
    for fetched in nli::hub::fetched()? {
        match nli::describe(&fetched.dir, &LoadOptions::default()) {
            Ok(found) => writeln!(
                output,
                "{}  {}  {}",
                fetched.pinned,
                found.engine,
                found.labels.join(", ")
            )?,
            // The cache is shared: most of what lies there is no NLI model.
            Err(_) => continue,
        }
    }
    writeln!(
        output,
        "Any folder with config.json, tokenizer.json, and model.onnx or model.safetensors is a model, too: --model DIR."
    )?;
    Ok(())
}

#[cfg(feature = "embedded-model")]
fn line(info: &ModelInfo) -> String {
    format!(
        "{} (compiled in)  {}  {}",
        info.name,
        info.engine,
        info.labels.join(", ")
    )
}

fn show(model: &ModelPath) -> anyhow::Result<()> {
    let found = nli::describe(&folder(&model.model)?, &model.load.options())?;
    writeln!(io::stdout(), "{}", description(&found))?;
    Ok(())
}

fn description(found: &Description) -> String {
    let read_as = ["entailment", "neutral", "contradiction"]
        .iter()
        .zip(&found.read_as)
        .filter_map(|(meaning, label)| Some(format!("{meaning} from {}", label.as_deref()?)))
        .collect::<Vec<_>>()
        .join(", ");
    let rows = [
        ("model", found.name.clone()),
        ("architecture", found.architecture.clone()),
        ("labels", found.labels.join(", ")),
        ("read as", read_as),
        ("tokens", format!("{} a pair", found.max_tokens)),
        (
            "context",
            format!("{} characters before a sentence", found.context),
        ),
        ("temperature", found.temperature.to_string()),
        ("engine", found.engine.to_string()),
        ("weights", found.weights.display().to_string()),
        ("digest", found.digest.clone()),
    ];
    table(&rows)
}

fn check(model: &ModelPath) -> anyhow::Result<()> {
    let loaded = load(Some(&model.model), &model.load)?;
    let probe = nli::probe(&*loaded)?;
    writeln!(io::stdout(), "{}", proven(loaded.info(), &probe))?;
    Ok(())
}

fn proven(info: &ModelInfo, probe: &Probe) -> String {
    let of = |class: usize| {
        let (right, all) = probe.right[class];
        format!("{right} of {all}")
    };
    let rows = [
        ("model", info.name.clone()),
        ("digest", info.digest.clone()),
        ("engine", info.engine.to_string()),
        ("device", info.device.to_string()),
        ("precision", info.precision.to_string()),
        ("labels", info.labels.join(", ")),
        ("canary", "alive".to_owned()),
        ("entailment", of(0)),
        ("neutral", of(1)),
        ("contradiction", of(2)),
        ("accuracy", format!("{:.2}", probe.accuracy())),
        (
            "speed",
            format!("{:.0} pairs a second", probe.pairs_per_second),
        ),
    ];
    table(&rows)
}

fn table(rows: &[(&str, String)]) -> String {
    let rows = rows.iter().map(|(name, value)| format!("{name:14}{value}"));
    rows.collect::<Vec<_>>().join("\n")
}

#[cfg(feature = "hub")]
fn fetch(arguments: &FetchArgs) -> anyhow::Result<()> {
    let model: nli::hub::HubModel = arguments.model.parse().map_err(anyhow::Error::msg)?;
    let fetched = model.fetch(arguments.weights.as_deref(), |file| {
        super::complain(format_args!("fetching {file}"));
    })?;
    writeln!(
        io::stdout(),
        "{}\nin {}\nUse it with --model {}.",
        fetched.pinned,
        fetched.dir.display(),
        fetched.pinned
    )?;
    Ok(())
}

#[cfg(not(feature = "hub"))]
fn fetch(_: &FetchArgs) -> anyhow::Result<()> {
    bail!("this belie was built without the hub; build it with --features hub")
}
