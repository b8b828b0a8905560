"""ONNX fp32 -> int8: dynamic quantisation, weights in seven bits with a scale for each output channel.

Seven bits (reduce_range) because processors without VNNI add two products of eight-bit numbers in sixteen bits and
saturate. Word embeddings are stored in int8, too: half of the file. What is multiplied by several weights (the query, key and
value of an attention) is multiplied by all of them at once: the same numbers with less work around them.
"""

from __future__ import annotations

import argparse
import shutil
from collections import defaultdict
from pathlib import Path

import numpy
import onnx
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process


# Between the names of biases that were joined.
JOINT = "+"


def joined(model: onnx.ModelProto) -> onnx.ModelProto:
    """The model with the multiplications of one input, and the additions of their biases, as one and a split."""
    graph = model.graph
    held = {weight.name: numpy_helper.to_array(weight) for weight in graph.initializer}
    sums = {name: node for node in graph.node if node.op_type == "Add" for name in node.input}
    of_input = defaultdict(list)
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in held:
            of_input[node.input[0]].append(node)
    replaced, first = [], {}
    for source, products in of_input.items():
        if len(products) == 1:
            continue
        added = [sums[product.output[0]] for product in products]
        biases = [next(name for name in add.input if name in held) for add in added]
        name = JOINT.join(biases)
        weights = [held[product.input[1]] for product in products]
        graph.initializer.extend(
            [
                numpy_helper.from_array(numpy.concatenate(weights, axis=1), f"{name}.weight"),
                numpy_helper.from_array(numpy.concatenate([held[bias] for bias in biases]), name),
                numpy_helper.from_array(numpy.array([weight.shape[1] for weight in weights]), f"{name}.widths"),
            ]
        )
        first[products[0].name] = [
            helper.make_node("MatMul", [source, f"{name}.weight"], [f"{name}.product"], name=f"{name}.MatMul"),
            helper.make_node("Add", [name, f"{name}.product"], [f"{name}.sum"], name=f"{name}.Add"),
            helper.make_node("Split", [f"{name}.sum", f"{name}.widths"], [add.output[0] for add in added], name=f"{name}.Split", axis=-1),
        ]
        replaced += products + added
    nodes = [new for node in graph.node for new in first.get(node.name, [] if node in replaced else [node])]
    del graph.node[:]
    graph.node.extend(nodes)
    used = {name for node in nodes for name in node.input}
    weights = [weight for weight in graph.initializer if weight.name in used]
    del graph.initializer[:]
    graph.initializer.extend(weights)
    return model


def quantize(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    prepared = target / "prepared.onnx"
    quant_pre_process(source / "model.onnx", prepared, skip_symbolic_shape=True)
    onnx.save(joined(onnx.load(prepared)), prepared)
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
