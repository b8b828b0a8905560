//! DeBERTa-v2 and v3 for sequence classification (He et al. 2021), with the names of transformers' weights.
//!
//! rust-bert has one, too, which looks positions up without their offset and divides by a scale that is not rooted (0.23): its
//! logits are not those of the model.

mod distance;

use serde::Deserialize;
use tch::nn::Module;
use tch::{Kind, Tensor, nn};

use self::distance::{Distances, Relative};

#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    List(Vec<String>),
    /// Older files: `c2p|p2c`.
    Joined(String),
}

impl Words {
    fn has(&self, word: &str) -> bool {
        match self {
            Words::List(words) => words.iter().any(|found| found == word),
            Words::Joined(words) => words.split('|').any(|found| found.trim() == word),
        }
    }
}

/// What counts of `config.json`.
#[derive(Deserialize)]
pub(super) struct DebertaV2Config {
    vocab_size: i64,
    hidden_size: i64,
    embedding_size: Option<i64>,
    num_hidden_layers: i64,
    num_attention_heads: i64,
    intermediate_size: i64,
    max_position_embeddings: i64,
    type_vocab_size: Option<i64>,
    hidden_act: String,
    pooler_hidden_act: Option<String>,
    layer_norm_eps: Option<f64>,
    position_biased_input: Option<bool>,
    relative_attention: Option<bool>,
    max_relative_positions: Option<i64>,
    position_buckets: Option<i64>,
    pos_att_type: Option<Words>,
    share_att_key: Option<bool>,
    norm_rel_ebd: Option<Words>,
    conv_kernel_size: Option<i64>,
    conv_groups: Option<i64>,
    conv_act: Option<String>,
}

impl DebertaV2Config {
    fn normalization(&self, path: nn::Path<'_>) -> nn::LayerNorm {
        let config = nn::LayerNormConfig {
            eps: self.layer_norm_eps.unwrap_or(1e-7),
            ..nn::LayerNormConfig::default()
        };
        nn::layer_norm(path, vec![self.hidden_size], config)
    }

    fn linear(path: nn::Path<'_>, from: i64, to: i64) -> nn::Linear {
        nn::linear(path, from, to, nn::LinearConfig::default())
    }

    fn embedding(path: nn::Path<'_>, rows: i64, width: i64) -> nn::Embedding {
        nn::embedding(path, rows, width, nn::EmbeddingConfig::default())
    }

    /// The distance from which positions are the same.
    fn farthest(&self) -> i64 {
        self.max_relative_positions
            .filter(|&most| most > 0)
            .unwrap_or(self.max_position_embeddings)
    }

    fn buckets(&self) -> Option<i64> {
        self.position_buckets.filter(|&buckets| buckets > 0)
    }

    /// How far apart two tokens can be told to be, one way.
    fn span(&self) -> i64 {
        self.buckets().unwrap_or_else(|| self.farthest())
    }

    fn attends(&self, way: &str) -> bool {
        self.relative_attention.unwrap_or(false)
            && self.pos_att_type.as_ref().is_some_and(|all| all.has(way))
    }
}

/// DeBERTa-v2 with its classifier.
pub(super) struct DebertaV2Classifier {
    embeddings: Embeddings,
    layers: Vec<Layer>,
    relative: Option<Relative>,
    convolution: Option<Convolution>,
    pooler: nn::Linear,
    classifier: nn::Linear,
}

impl DebertaV2Classifier {
    /// The variables of a model that has so many `labels`.
    ///
    /// # Errors
    /// Names the activation that it does not have.
    pub(super) fn new(
        path: &nn::Path<'_>,
        config: &DebertaV2Config,
        labels: i64,
    ) -> Result<Self, String> {
        for activation in [Some(&config.hidden_act), config.pooler_hidden_act.as_ref()] {
            if let Some(name) = activation.filter(|name| *name != "gelu") {
                return Err(format!(
                    "its activation is '{name}', and only gelu is known"
                ));
            }
        }
        let (deberta, width) = (path / "deberta", config.hidden_size);
        let encoder = &deberta / "encoder";
        let layer = |at| Layer::new(&(&encoder / "layer" / at), config);
        Ok(Self {
            embeddings: Embeddings::new(&(&deberta / "embeddings"), config),
            layers: (0..config.num_hidden_layers).map(layer).collect(),
            relative: Relative::new(&encoder, config),
            convolution: Convolution::new(&(&encoder / "conv"), config)?,
            pooler: DebertaV2Config::linear(path / "pooler" / "dense", width, width),
            classifier: DebertaV2Config::linear(path / "classifier", width, labels),
        })
    }

    /// The logits, (inputs, labels), of ids, mask and types, each (inputs, tokens).
    pub(super) fn logits(&self, ids: &Tensor, mask: &Tensor, types: &Tensor) -> Tensor {
        let embedded = self.embeddings.forward(ids, mask, types);
        let length = ids.size()[1];
        let relative = self
            .relative
            .as_ref()
            .map(|relative| relative.at(length, ids.device()));
        // A token attends to what counts, and only if it counts itself.
        let seen = mask.unsqueeze(1) * mask.unsqueeze(2);
        let hidden = seen.eq(0).unsqueeze(1);
        let mut states = embedded.shallow_clone();
        for (at, layer) in self.layers.iter().enumerate() {
            states = layer.forward(&states, &hidden, relative.as_ref());
            if let (0, Some(convolution)) = (at, &self.convolution) {
                states = convolution.forward(&embedded, &states, mask);
            }
        }
        let first = self.pooler.forward(&states.select(1, 0)).gelu("none");
        self.classifier.forward(&first)
    }
}

struct Embeddings {
    words: nn::Embedding,
    positions: Option<nn::Embedding>,
    types: Option<nn::Embedding>,
    project: Option<nn::Linear>,
    normalization: nn::LayerNorm,
}

impl Embeddings {
    fn new(path: &nn::Path<'_>, config: &DebertaV2Config) -> Self {
        let width = config.embedding_size.unwrap_or(config.hidden_size);
        let table = |name: &str, rows| DebertaV2Config::embedding(path / name, rows, width);
        let types = config.type_vocab_size.filter(|&types| types > 0);
        Self {
            words: table("word_embeddings", config.vocab_size),
            positions: config
                .position_biased_input
                .unwrap_or(true)
                .then(|| table("position_embeddings", config.max_position_embeddings)),
            types: types.map(|types| table("token_type_embeddings", types)),
            project: (width != config.hidden_size).then(|| {
                let bias = nn::LinearConfig {
                    bias: false,
                    ..nn::LinearConfig::default()
                };
                nn::linear(path / "embed_proj", width, config.hidden_size, bias)
            }),
            normalization: config.normalization(path / "LayerNorm"),
        }
    }

    fn forward(&self, ids: &Tensor, mask: &Tensor, types: &Tensor) -> Tensor {
        let mut states = self.words.forward(ids);
        if let Some(positions) = &self.positions {
            let places = Tensor::arange(ids.size()[1], (Kind::Int64, ids.device()));
            states = states + positions.forward(&places).unsqueeze(0);
        }
        if let Some(table) = &self.types {
            states = states + table.forward(types);
        }
        if let Some(project) = &self.project {
            states = project.forward(&states);
        }
        let states = self.normalization.forward(&states);
        let mask = mask.unsqueeze(2).to_kind(states.kind());
        states * mask
    }
}

struct Layer {
    query: nn::Linear,
    key: nn::Linear,
    value: nn::Linear,
    /// Where they are not those of the content.
    position_query: Option<nn::Linear>,
    position_key: Option<nn::Linear>,
    heads: i64,
    content_to_position: bool,
    position_to_content: bool,
    attended: nn::Linear,
    attended_normalization: nn::LayerNorm,
    intermediate: nn::Linear,
    output: nn::Linear,
    output_normalization: nn::LayerNorm,
}

impl Layer {
    fn new(path: &nn::Path<'_>, config: &DebertaV2Config) -> Self {
        let (width, inner) = (config.hidden_size, config.intermediate_size);
        let attention = path / "attention";
        let own = &attention / "self";
        let square = |name: &str| DebertaV2Config::linear(&own / name, width, width);
        let apart = !config.share_att_key.unwrap_or(false);
        let (content_to_position, position_to_content) =
            (config.attends("c2p"), config.attends("p2c"));
        Self {
            query: square("query_proj"),
            key: square("key_proj"),
            value: square("value_proj"),
            position_query: (apart && position_to_content).then(|| square("pos_query_proj")),
            position_key: (apart && content_to_position).then(|| square("pos_key_proj")),
            heads: config.num_attention_heads,
            content_to_position,
            position_to_content,
            attended: DebertaV2Config::linear(&attention / "output" / "dense", width, width),
            attended_normalization: config.normalization(&attention / "output" / "LayerNorm"),
            intermediate: DebertaV2Config::linear(path / "intermediate" / "dense", width, inner),
            output: DebertaV2Config::linear(path / "output" / "dense", inner, width),
            output_normalization: config.normalization(path / "output" / "LayerNorm"),
        }
    }

    fn forward(&self, states: &Tensor, hidden: &Tensor, distances: Option<&Distances>) -> Tensor {
        let attended = self
            .attended
            .forward(&self.attend(states, hidden, distances));
        let attended = self.attended_normalization.forward(&(attended + states));
        let inner = self.intermediate.forward(&attended).gelu("none");
        let output = self.output.forward(&inner);
        self.output_normalization.forward(&(output + attended))
    }

    /// (inputs, tokens, width) as (inputs, heads, tokens, width of a head).
    fn by_head(&self, states: &Tensor) -> Tensor {
        let size = states.size();
        states
            .view([size[0], size[1], self.heads, -1])
            .transpose(1, 2)
    }

    fn attend(&self, states: &Tensor, hidden: &Tensor, distances: Option<&Distances>) -> Tensor {
        let [query, key, value] =
            [&self.query, &self.key, &self.value].map(|of| self.by_head(&of.forward(states)));
        let parts = 1 + i64::from(self.content_to_position) + i64::from(self.position_to_content);
        let scale = ((query.size()[3] * parts) as f64).sqrt();
        let mut scores = query.matmul(&(key.transpose(2, 3) / scale));
        if let Some(distances) = distances {
            scores = scores + self.by_distance(&query, &key, distances, scale);
        }
        let lowest = match scores.kind() {
            Kind::Half => -65504.0,
            _ => f64::from(f32::MIN) / 2.0,
        };
        let weights = scores.masked_fill(hidden, lowest);
        let weights = weights.softmax(-1, weights.kind());
        weights
            .matmul(&value)
            .transpose(1, 2)
            .contiguous()
            .view_as(states)
    }

    /// What distance adds to the scores, (inputs, heads, tokens, tokens).
    fn by_distance(
        &self,
        query: &Tensor,
        key: &Tensor,
        distances: &Distances,
        scale: f64,
    ) -> Tensor {
        let embeddings = distances.embeddings.unsqueeze(0);
        let (size, length) = (query.size(), key.size()[2]);
        let place = |places: &Tensor| places.expand([size[0], size[1], size[2], length], true);
        let mut scores = Tensor::zeros([1], (query.kind(), query.device()));
        if self.content_to_position {
            let keys = self.position_key.as_ref().unwrap_or(&self.key);
            let keys = self.by_head(&keys.forward(&embeddings));
            let all = query.matmul(&keys.transpose(2, 3));
            let own = all.gather(-1, &place(&distances.content_to_position), false);
            scores = scores + own / scale;
        }
        if self.position_to_content {
            let queries = self.position_query.as_ref().unwrap_or(&self.query);
            let queries = self.by_head(&queries.forward(&embeddings));
            let all = key.matmul(&queries.transpose(2, 3));
            let own = all.gather(-1, &place(&distances.position_to_content), false);
            scores = scores + own.transpose(2, 3) / scale;
        }
        scores
    }
}

/// The convolution that the larger models have beside their first layer.
struct Convolution {
    convolution: nn::Conv1D,
    normalization: nn::LayerNorm,
    gelu: bool,
}

impl Convolution {
    fn new(path: &nn::Path<'_>, config: &DebertaV2Config) -> Result<Option<Self>, String> {
        let Some(size) = config.conv_kernel_size.filter(|&size| size > 0) else {
            return Ok(None);
        };
        let gelu = match config.conv_act.as_deref() {
            Some("gelu") => true,
            Some("tanh") | None => false,
            Some(other) => {
                return Err(format!(
                    "the activation '{other}' of its convolution is not known"
                ));
            }
        };
        let conv = nn::ConvConfig {
            padding: (size - 1) / 2,
            groups: config.conv_groups.unwrap_or(1),
            ..nn::ConvConfig::default()
        };
        let width = config.hidden_size;
        Ok(Some(Self {
            convolution: nn::conv1d(path / "conv", width, width, size, conv),
            normalization: config.normalization(path / "LayerNorm"),
            gelu,
        }))
    }

    fn forward(&self, embedded: &Tensor, states: &Tensor, mask: &Tensor) -> Tensor {
        let mask = mask.unsqueeze(2).to_kind(states.kind());
        let near = self
            .convolution
            .forward(&embedded.transpose(1, 2))
            .transpose(1, 2)
            * &mask;
        let near = if self.gelu {
            near.gelu("none")
        } else {
            near.tanh()
        };
        self.normalization.forward(&(states + near)) * mask
    }
}
