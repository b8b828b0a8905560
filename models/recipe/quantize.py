"""ONNX fp32 -> int8: dynamic quantisation, weights in seven bits with a scale for each output channel.

Seven bits (reduce_range) because processors without VNNI add two products of eight-bit numbers in sixteen bits and
saturate. Word embeddings are stored in int8, too: half of the file.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process


def quantize(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    prepared = target / "prepared.onnx"
    quant_pre_process(source / "model.onnx", prepared, skip_symbolic_shape=True)
    quantize_dynamic(
        prepared,
        target / "model.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"MatMulConstBOnly": True},
    )
    prepared.unlink()
    for name in ["config.json", "tokenizer.json"]:
        shutil.copyfile(source / name, target / name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="folder with the fp32 model.onnx")
    parser.add_argument("target", type=Path, help="folder to write the int8 model to")
    arguments = parser.parse_args()
    quantize(arguments.source, arguments.target)


if __name__ == "__main__":
    main()
