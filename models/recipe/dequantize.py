"""int8 ONNX -> safetensors: the weights of what quantize.py wrote, to train on from a shipped model whose full-precision weights are not at hand.

A weight comes back to within half a step of its channel's scale; training from there goes on as if nothing had happened.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import numpy
import onnx
import torch
from onnx import numpy_helper
from transformers import AutoConfig, AutoModelForSequenceClassification, AutoTokenizer

from quantize import JOINT


def weights_of(graph: onnx.GraphProto) -> dict[str, torch.Tensor]:
    """The weights by their names in the classifier. A multiplication has lost its weight's name: it is that of the bias which is added to the product."""
    held = {weight.name: numpy_helper.to_array(weight) for weight in graph.initializer}
    made_by = {name: node for node in graph.node for name in node.output}

    def full(name: str) -> numpy.ndarray:
        return (held[f"{name}_quantized"].astype("float32") - held[f"{name}_zero_point"].astype("float32")) * held[f"{name}_scale"]

    def multiplied(product: str) -> str:
        """The weight behind a product: the nearest multiplication of integers."""
        waiting = [product]
        while waiting:
            node = made_by.get(waiting.pop(0))
            if node is not None and node.op_type == "MatMulInteger":
                return node.input[1].removesuffix("_quantized")
            waiting += [] if node is None else node.input
        raise ValueError(f"no weight behind {product}")

    found = {name: held[name] for name in held if name.startswith("model.") and name.endswith((".weight", ".bias")) and JOINT not in name}
    found |= {name: full(name) for name in (key.removesuffix("_quantized") for key in held if "embeddings.weight_quantized" in key)}
    for node in graph.node:
        for bias in node.input if node.op_type == "Add" else []:
            if bias in held and bias.endswith("bias") and "LayerNorm" not in bias:
                product = next(name for name in node.input if name != bias)
                parts = bias.split(JOINT)
                weights = numpy.split(full(multiplied(product)).T, len(parts))
                for part, weight, shift in zip(parts, weights, numpy.split(held[bias], len(parts)), strict=True):
                    found |= {part: shift, f"{part.removesuffix('bias')}weight": weight}
    return {name.removeprefix("model."): torch.tensor(numpy.ascontiguousarray(weight)) for name, weight in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="folder of the int8 model")
    parser.add_argument("target", type=Path, help="folder to write a START for train.py to")
    arguments = parser.parse_args()
    config = AutoConfig.from_pretrained(arguments.source)
    # The temperature is the engine's, and transformers takes it for an option of text generation.
    del config.temperature
    model = AutoModelForSequenceClassification.from_config(config)
    model.load_state_dict(weights_of(onnx.load(arguments.source / "model.onnx").graph))
    model.save_pretrained(arguments.target)
    AutoTokenizer.from_pretrained(os.fspath(arguments.source)).save_pretrained(arguments.target)


if __name__ == "__main__":
    main()
