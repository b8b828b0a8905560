//! How a model is loaded: by which engine, where, and with which labels.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What runs a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Engine {
    /// The rten runtime, in Rust, on the CPU, from an ONNX file.
    Rten,
    /// rust-bert on libtorch, on the CPU or a GPU, from safetensors (feature `rust-bert`).
    RustBert,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Engine::Rten => "rten",
            Engine::RustBert => "rust-bert",
        })
    }
}

/// Where a model runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Device {
    /// The processor.
    #[default]
    Cpu,
    /// The NVIDIA GPU of this number, from 0.
    Cuda(usize),
}

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Device::Cpu => f.write_str("cpu"),
            Device::Cuda(number) => write!(f, "cuda:{number}"),
        }
    }
}

impl FromStr for Device {
    type Err = String;

    fn from_str(words: &str) -> Result<Self, String> {
        let number = words.strip_prefix("cuda:").map(str::parse);
        match (words, number) {
            ("cpu", _) => Ok(Device::Cpu),
            (_, Some(Ok(number))) => Ok(Device::Cuda(number)),
            _ => Err("expected cpu or cuda:N, such as cuda:0".to_owned()),
        }
    }
}

/// The numbers that a model's weights are held in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Precision {
    /// 32-bit floating point.
    #[default]
    Fp32,
    /// 16-bit floating point.
    Fp16,
    /// bfloat16: the range of fp32 in 16 bits.
    Bf16,
    /// 8-bit integers, as an ONNX file was quantised.
    Int8,
}

impl fmt::Display for Precision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Precision::Fp32 => "fp32",
            Precision::Fp16 => "fp16",
            Precision::Bf16 => "bf16",
            Precision::Int8 => "int8",
        })
    }
}

/// How a model is loaded. The default is the CPU, and what the folder has.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct LoadOptions {
    /// What runs the model. Default: rust-bert for a GPU, and for a folder without an ONNX file; else rten.
    pub engine: Option<Engine>,
    /// Where it runs. Default: the CPU, the only place for rten.
    pub device: Device,
    /// What rust-bert converts the weights to. Default: fp32. rten runs a file as it is.
    pub precision: Precision,
    /// The labels in the order of the logits, in place of `id2label` in `config.json`.
    pub labels: Option<Vec<String>>,
    /// The file of weights within the folder. Default: the first there is of `model.onnx` and `onnx/model.onnx` for rten, of
    /// `model.safetensors` and `rust_model.ot` for rust-bert.
    pub weights: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_read_as_they_are_written() {
        for device in [Device::Cpu, Device::Cuda(0), Device::Cuda(13)] {
            assert_eq!(device.to_string().parse(), Ok(device));
        }
        for wrong in ["", "gpu", "cuda", "cuda:", "cuda:x", "cuda:-1"] {
            assert!(wrong.parse::<Device>().is_err(), "{wrong}");
        }
    }
}
