//! How DeBERTa sees the distance between two tokens: through an embedding of its own, far distances sharing one.

use tch::nn::Module;
use tch::{Device, Tensor, nn};

use super::DebertaV2Config;

/// The embeddings of distances between tokens.
pub(super) struct Relative {
    embeddings: nn::Embedding,
    normalization: Option<nn::LayerNorm>,
    span: i64,
    buckets: Option<i64>,
    farthest: i64,
}

/// The embeddings of all distances, (2 · span, width), and where in them each pair of tokens finds its own, (tokens, tokens).
pub(super) struct Distances {
    pub(super) embeddings: Tensor,
    pub(super) content_to_position: Tensor,
    pub(super) position_to_content: Tensor,
}

impl Relative {
    pub(super) fn new(encoder: &nn::Path<'_>, config: &DebertaV2Config) -> Option<Self> {
        config.relative_attention.unwrap_or(false).then(|| Self {
            embeddings: DebertaV2Config::embedding(
                encoder / "rel_embeddings",
                config.span() * 2,
                config.hidden_size,
            ),
            normalization: config
                .norm_rel_ebd
                .as_ref()
                .filter(|norm| norm.has("layer_norm"))
                .map(|_| config.normalization(encoder / "LayerNorm")),
            span: config.span(),
            buckets: config.buckets(),
            farthest: config.farthest(),
        })
    }

    pub(super) fn at(&self, length: i64, device: Device) -> Distances {
        let distances: Vec<i64> = (0..length)
            .flat_map(|query| (0..length).map(move |key| query - key))
            .map(|distance| self.bucket(distance))
            .collect();
        let distances = Tensor::from_slice(&distances)
            .view([length, length])
            .to_device(device);
        let last = self.span * 2 - 1;
        let embeddings = &self.embeddings.ws;
        Distances {
            embeddings: match &self.normalization {
                Some(normalization) => normalization.forward(embeddings),
                None => embeddings.shallow_clone(),
            },
            content_to_position: (&distances + self.span).clamp(0, last),
            position_to_content: (-distances + self.span).clamp(0, last),
        }
    }

    /// Near distances stand for themselves, farther ones share a bucket with their like.
    fn bucket(&self, distance: i64) -> i64 {
        let Some(buckets) = self.buckets else {
            return distance;
        };
        let middle = buckets / 2;
        if distance.abs() <= middle {
            return distance;
        }
        let (far, middle_f) = (distance.abs() as f32, middle as f32);
        let share = (far / middle_f).ln() / ((self.farthest - 1) as f32 / middle_f).ln();
        let bucket = (share * (middle - 1) as f32).ceil() as i64 + middle;
        bucket * distance.signum()
    }
}
