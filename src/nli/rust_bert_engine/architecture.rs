//! The classifiers that rust-bert has, behind one function from a batch to its logits.

use rust_bert::RustBertError;
use rust_bert::albert::{AlbertConfig, AlbertForSequenceClassification};
use rust_bert::bart::{BartConfig, BartForSequenceClassification};
use rust_bert::bert::{BertConfig, BertForSequenceClassification};
use rust_bert::distilbert::{DistilBertConfig, DistilBertModelClassifier};
use rust_bert::electra::ElectraConfig;
use rust_bert::longformer::{LongformerConfig, LongformerForSequenceClassification};
use rust_bert::mobilebert::{MobileBertConfig, MobileBertForSequenceClassification};
use rust_bert::roberta::{RobertaConfig, RobertaForSequenceClassification};
use rust_bert::xlnet::{XLNetConfig, XLNetForSequenceClassification};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use tch::{Device, Kind, Tensor, nn};

use super::deberta_v2::{DebertaV2Classifier, DebertaV2Config};
use super::electra::ElectraClassifier;
use crate::nli::NliError;
use crate::nli::folder::Folder;
use crate::transformer::Tokens;

/// What [`build`] knows, in the words of `model_type` in `config.json`.
const KNOWN: [&str; 11] = [
    "albert",
    "bart",
    "bert",
    "deberta-v2",
    "distilbert",
    "electra",
    "longformer",
    "mobilebert",
    "roberta",
    "xlm-roberta",
    "xlnet",
];

type Classify = Box<dyn Fn(&Batch) -> Result<Tensor, RustBertError>>;

/// Inputs padded to one length; each tensor is (inputs, tokens).
struct Batch {
    ids: Tensor,
    /// 1 for what counts, 0 for padding.
    mask: Tensor,
    types: Tensor,
    /// What the weights are held in.
    kind: Kind,
}

/// A classifier that is loaded.
pub(super) struct Forward {
    classify: Classify,
    device: Device,
    kind: Kind,
    /// The token that inputs are filled up with.
    padding: i64,
    /// Whether it computes one input at a time: rust-bert's XLNet compares the tokens of one input with those of another.
    pub(super) alone: bool,
}

impl Forward {
    /// Builds the architecture that `config.json` names, and loads its weights as `kind` onto `device`.
    pub(super) fn load(folder: &Folder, device: Device, kind: Kind) -> Result<Self, NliError> {
        let unknown = |reason: String| NliError::Architecture {
            model: folder.name.clone(),
            reason,
        };
        let config = configuration(folder).map_err(unknown)?;
        let model_type = &*folder.config.model_type;
        let mut store = nn::VarStore::new(device);
        let classify = build(
            model_type,
            &config,
            &store.root(),
            folder.config.labels.len(),
        )
        .map_err(unknown)?;
        let load = store.load(&folder.weights);
        load.map_err(|error| NliError::Weights {
            model: folder.name.clone(),
            reason: error
                .to_string()
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned(),
        })?;
        if kind != Kind::Float {
            store.set_kind(kind);
        }
        store.freeze();
        let padding = config.get("pad_token_id").and_then(Value::as_i64);
        Ok(Self {
            classify,
            device,
            kind,
            padding: padding.unwrap_or(0),
            alone: model_type == "xlnet",
        })
    }

    /// The logits of every input of a batch.
    pub(super) fn logits(&self, inputs: &[&Tokens]) -> Result<Vec<Vec<f32>>, String> {
        tch::no_grad(|| {
            let logits = (self.classify)(&self.batch(inputs)).map_err(|error| error.to_string())?;
            Vec::<Vec<f32>>::try_from(&logits.to_kind(Kind::Float).to_device(Device::Cpu))
                .map_err(|error| error.to_string())
        })
    }

    fn batch(&self, inputs: &[&Tokens]) -> Batch {
        let length = inputs.iter().map(|input| input.ids.len()).max();
        let length = length.unwrap_or_default();
        let rows = |of: &dyn Fn(&Tokens) -> Vec<i64>, fill: i64| {
            let row = |input: &&Tokens| {
                let mut values = of(input);
                values.resize(length, fill);
                values
            };
            let values: Vec<i64> = inputs.iter().flat_map(row).collect();
            let shape = [inputs.len() as i64, length as i64];
            Tensor::from_slice(&values)
                .view(shape)
                .to_device(self.device)
        };
        let wide = |values: &[i32]| -> Vec<i64> { values.iter().copied().map(i64::from).collect() };
        Batch {
            ids: rows(&|input| wide(&input.ids), self.padding),
            mask: rows(&|input| vec![1; input.ids.len()], 0),
            types: rows(&|input| wide(&input.types), 0),
            kind: self.kind,
        }
    }
}

/// `config.json`, with the labels that count: rust-bert takes their number from it.
fn configuration(folder: &Folder) -> Result<Map<String, Value>, String> {
    let mut config: Map<String, Value> =
        serde_json::from_slice(&folder.config_json).map_err(|error| error.to_string())?;
    let labels = folder.config.labels.iter().enumerate();
    let labels: Map<String, Value> = labels
        .map(|(at, label)| (at.to_string(), Value::from(label.as_str())))
        .collect();
    config.insert("id2label".to_owned(), Value::Object(labels));
    // An older transformers writes them in a form that rust-bert does not read, and nothing needs them.
    config.remove("label2id");
    // Newer ones leave out what they no longer use, and rust-bert asks for it.
    config.entry("tie_weights_").or_insert(Value::from(true));
    Ok(config)
}

fn read<C: DeserializeOwned>(config: &Map<String, Value>) -> Result<C, String> {
    serde_json::from_value(Value::Object(config.clone()))
        .map_err(|error| format!("its config.json does not fit: {error}"))
}

/// rust-bert's BERT and what is built on it add 1e-12 to the variance in every normalisation, whatever `config.json` says. The 1e-5 of
/// RoBERTa moves logits by some 1e-5, in the worst of random models by 4e-4; more than that would not be the same model.
fn fixed_epsilon(config: &Map<String, Value>) -> Result<(), String> {
    const MOST: f64 = 1.1e-5;
    match config.get("layer_norm_eps").and_then(Value::as_f64) {
        Some(epsilon) if epsilon > MOST => Err(format!(
            "its layer_norm_eps is {epsilon:e}, and rust-bert computes this architecture with 1e-12; export it to ONNX for rten"
        )),
        _ => Ok(()),
    }
}

fn build(
    model_type: &str,
    config: &Map<String, Value>,
    path: &nn::Path<'_>,
    labels: usize,
) -> Result<Classify, String> {
    let told = |error: RustBertError| error.to_string();
    Ok(match model_type {
        "bert" => {
            fixed_epsilon(config)?;
            let model = BertForSequenceClassification::new(path, &read::<BertConfig>(config)?);
            let model = model.map_err(told)?;
            Box::new(move |b: &Batch| {
                let (ids, mask, types) = b.inputs();
                Ok(model.forward_t(ids, mask, types, None, None, false).logits)
            })
        }
        "roberta" | "xlm-roberta" => {
            fixed_epsilon(config)?;
            let config = read::<RobertaConfig>(config)?;
            let model = RobertaForSequenceClassification::new(path, &config).map_err(told)?;
            Box::new(move |b| {
                let (ids, mask, _) = b.inputs();
                Ok(model.forward_t(ids, mask, None, None, None, false).logits)
            })
        }
        "distilbert" => {
            let config = read::<DistilBertConfig>(config)?;
            let model = DistilBertModelClassifier::new(path, &config).map_err(told)?;
            Box::new(move |b| {
                let (ids, mask, _) = b.inputs();
                Ok(model.forward_t(ids, mask, None, false)?.logits)
            })
        }
        "electra" => {
            fixed_epsilon(config)?;
            let config = read::<ElectraConfig>(config)?;
            let model = ElectraClassifier::new(path, &config, labels as i64);
            Box::new(move |b| model.logits(&b.ids, &b.added_mask(), &b.types))
        }
        "mobilebert" => {
            let config = read::<MobileBertConfig>(config)?;
            let model = MobileBertForSequenceClassification::new(path, &config).map_err(told)?;
            Box::new(move |b| {
                let (ids, mask, types) = b.inputs();
                Ok(model.forward_t(ids, types, None, None, mask, false)?.logits)
            })
        }
        "albert" => {
            let config = read::<AlbertConfig>(config)?;
            let model = AlbertForSequenceClassification::new(path, &config).map_err(told)?;
            Box::new(move |b| {
                let (ids, mask, types) = b.inputs();
                Ok(model.forward_t(ids, mask, types, None, None, false).logits)
            })
        }
        "deberta-v2" => {
            let config = read::<DebertaV2Config>(config)?;
            let model = DebertaV2Classifier::new(path, &config, labels as i64)?;
            Box::new(move |b| Ok(model.logits(&b.ids, &b.mask, &b.types)))
        }
        "bart" => {
            let config = read::<BartConfig>(config)?;
            let model = BartForSequenceClassification::new(path, &config).map_err(told)?;
            Box::new(move |b| {
                let output = model.forward_t(&b.ids, Some(&b.mask), None, None, None, false);
                Ok(output.decoder_output)
            })
        }
        "xlnet" => {
            let config = read::<XLNetConfig>(config)?;
            let model = XLNetForSequenceClassification::new(path, &config).map_err(told)?;
            Box::new(move |b| {
                let (ids, mask, types) = b.inputs();
                let output = model.forward_t(ids, mask, None, None, None, types, None, false);
                Ok(output.logits)
            })
        }
        "longformer" => {
            let config = read::<LongformerConfig>(config)?;
            let model = LongformerForSequenceClassification::new(path, &config).map_err(told)?;
            Box::new(move |b| {
                // It computes with the mask as it comes.
                let (ids, mask) = (Some(&b.ids), b.mask.to_kind(b.kind));
                let output = model.forward_t(ids, Some(&mask), None, None, None, None, false)?;
                Ok(output.logits)
            })
        }
        other => {
            return Err(format!(
                "the architecture '{other}' is not one that it has ({}); export it to ONNX for rten",
                KNOWN.join(", ")
            ));
        }
    })
}

impl Batch {
    fn inputs(&self) -> (Option<&Tensor>, Option<&Tensor>, Option<&Tensor>) {
        (Some(&self.ids), Some(&self.mask), Some(&self.types))
    }

    /// What is added to the attention: 0 for what counts, and for padding so little that its share is 0.
    fn added_mask(&self) -> Tensor {
        (self.mask.to_kind(self.kind) - 1) * 1e4
    }
}
