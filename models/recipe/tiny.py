"""Tiny random classifiers of every architecture, with the logits of transformers, to hold belie's engines against.

Each folder gets config.json, tokenizer.json, model.safetensors, expected.json (`pairs`, and `logits` of each pair alone) and, where
torch can export the architecture, model.onnx. `orders/` holds the embedded model with its logits in other orders, for both engines.
"""

from __future__ import annotations

import argparse
import json
import string
from pathlib import Path

import numpy
import onnx
import torch
from onnx import helper, numpy_helper
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import AutoConfig, AutoModelForSequenceClassification

from quantize import JOINT

SEED = 20240717
PAIRS = [
    ("The council was weighing the lease.", "There would be no lease."),
    ("Nine people died.", "The dead numbered fourteen, two officials said on Monday."),
    ("He left.", "He stayed."),
    ("The minister told parliament that the tower had been fully staffed throughout the evening.", "Two of five posts were empty."),
    ("A", "A"),
]
ORDERS = {
    "cen": ["contradiction", "entailment", "neutral"],
    "enc": ["ENTAILMENT", "NEUTRAL", "CONTRADICTION"],
    "cne": ["Contradiction", "neutral", "entailment"],
    "two": ["entailment", "not_entailment"],
}
SIZE = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 64, "max_position_embeddings": 160}
DEBERTA = SIZE | {"type_vocab_size": 0, "relative_attention": True, "position_biased_input": False, "pos_att_type": ["p2c", "c2p"]}
# Name: model type, configuration, style of the tokenizer, order of the labels, whether torch exports it to ONNX.
ARCHITECTURES = {
    "bert": ("bert", SIZE, "bert", "cen", True),
    "bert-two": ("bert", SIZE, "bert", "two", True),
    "roberta": ("roberta", SIZE | {"type_vocab_size": 1, "layer_norm_eps": 1e-5}, "roberta", "cne", True),
    "xlm-roberta": ("xlm-roberta", SIZE | {"type_vocab_size": 1, "layer_norm_eps": 1e-5}, "roberta", "enc", True),
    "distilbert": ("distilbert", {"dim": 32, "n_layers": 2, "n_heads": 4, "hidden_dim": 64, "max_position_embeddings": 160}, "bert", "enc", True),
    "electra": ("electra", SIZE | {"embedding_size": 16}, "bert", "cne", True),
    "mobilebert": ("mobilebert", SIZE | {"embedding_size": 32, "intra_bottleneck_size": 32, "true_hidden_size": 32}, "bert", "cen", True),
    "albert": ("albert", SIZE | {"embedding_size": 16, "inner_group_num": 1}, "bert", "enc", True),
    "deberta": ("deberta", DEBERTA | {"max_relative_positions": -1, "hidden_act": "gelu"}, "bert", "cne", True),
    "deberta-v2": ("deberta-v2", DEBERTA | {"position_buckets": 16, "max_relative_positions": -1, "share_att_key": True, "norm_rel_ebd": "layer_norm", "conv_kernel_size": 3, "conv_act": "gelu"}, "bert", "cen", True),
    "deberta-v3": ("deberta-v2", DEBERTA | {"position_buckets": 16, "max_relative_positions": -1, "share_att_key": True, "norm_rel_ebd": "layer_norm"}, "bert", "enc", True),
    "bart": ("bart", {"d_model": 32, "encoder_layers": 2, "decoder_layers": 2, "encoder_attention_heads": 4, "decoder_attention_heads": 4, "encoder_ffn_dim": 64, "decoder_ffn_dim": 64, "max_position_embeddings": 160}, "roberta", "cne", True),
    "xlnet": ("xlnet", {"d_model": 32, "n_layer": 2, "n_head": 4, "d_inner": 64}, "xlnet", "cen", True),
    "longformer": ("longformer", SIZE | {"type_vocab_size": 1, "layer_norm_eps": 1e-5, "attention_window": [16, 16], "sep_token_id": 2}, "roberta", "enc", False),
}
# The first tokens, their ids in order, and how a pair is put together.
STYLES = {
    "bert": (["[PAD]", "[UNK]", "[CLS]", "[SEP]"], "[UNK]", "[CLS]:0 $A:0 [SEP]:0 $B:1 [SEP]:1"),
    "roberta": (["<s>", "<pad>", "</s>", "<unk>"], "<unk>", "<s>:0 $A:0 </s>:0 </s>:0 $B:0 </s>:0"),
    "xlnet": (["<unk>", "<s>", "</s>", "<cls>", "<sep>", "<pad>"], "<unk>", "$A:0 <sep>:0 $B:1 <sep>:1 <cls>:2"),
}


def tokenizer(style: str) -> Tokenizer:
    """Characters as tokens."""
    special, unknown, pair = STYLES[style]
    letters = string.ascii_lowercase + string.digits + string.punctuation
    vocabulary = {token: at for at, token in enumerate([*special, *letters, *("##" + letter for letter in letters)])}
    made = Tokenizer(models.WordPiece(vocabulary, unk_token=unknown))
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.add_special_tokens(special)
    made.post_processor = processors.TemplateProcessing(
        single=pair.split(" $B")[0], pair=pair, special_tokens=[(token, vocabulary[token]) for token in special]
    )
    return made


class Logits(torch.nn.Module):
    """The classifier with its logits as the only output."""

    def __init__(self, model: torch.nn.Module, names: list[str]) -> None:
        super().__init__()
        self.model, self.names = model, names

    def forward(self, *inputs):
        return self.model(**dict(zip(self.names, inputs, strict=True))).logits


def inputs_of(model_type: str, style: str) -> list[str]:
    typed = style != "roberta" and model_type != "distilbert"
    return ["input_ids", "attention_mask"] + (["token_type_ids"] if typed else [])


def tensors(made: Tokenizer, pair: tuple[str, str], names: list[str]) -> tuple[torch.Tensor, ...]:
    encoding = made.encode(*pair)
    of = {"input_ids": encoding.ids, "attention_mask": encoding.attention_mask, "token_type_ids": encoding.type_ids}
    return tuple(torch.tensor([of[name]]) for name in names)


def classifier(name: str, made: Tokenizer) -> torch.nn.Module:
    model_type, size, style, order, _ = ARCHITECTURES[name]
    special = STYLES[style][0]
    named = {"bert": ("[PAD]", "[CLS]", "[SEP]"), "roberta": ("<pad>", "<s>", "</s>"), "xlnet": ("<pad>", "<s>", "</s>")}[style]
    pad, first, last = (special.index(token) for token in named)
    labels = ORDERS[order]
    config = AutoConfig.for_model(
        model_type,
        **size,
        vocab_size=made.get_vocab_size(),
        pad_token_id=pad,
        bos_token_id=first,
        eos_token_id=last,
        id2label=dict(enumerate(labels)),
        label2id={label: at for at, label in enumerate(labels)},
    )
    torch.manual_seed(SEED)
    model = AutoModelForSequenceClassification.from_config(config, attn_implementation="eager").eval()
    with torch.no_grad():
        # As they are made, biases are nought and scales are one: a weight that is read into the wrong place would not be seen.
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.15)
        for table in model.modules():
            # Training leaves it so, too.
            if isinstance(table, torch.nn.Embedding) and table.padding_idx is not None:
                table.weight[table.padding_idx] = 0
    return model


def write(name: str, target: Path) -> None:
    model_type, _, style, _, exported = ARCHITECTURES[name]
    made = tokenizer(style)
    model = classifier(name, made)
    names = inputs_of(model_type, style)
    with torch.no_grad():
        wrapped = Logits(model, names)
        logits = [wrapped(*tensors(made, pair, names))[0].tolist() for pair in PAIRS]
        model.save_pretrained(target, safe_serialization=True)
        made.save(str(target / "tokenizer.json"))
        (target / "expected.json").write_text(json.dumps({"pairs": PAIRS, "logits": logits}))
        if exported:
            torch.onnx.export(
                wrapped,
                tensors(made, PAIRS[0], names),
                target / "model.onnx",
                input_names=names,
                output_names=["logits"],
                dynamic_axes={name: {0: "batch", 1: "sequence"} for name in names} | {"logits": {0: "batch"}},
                opset_version=17,
            )


def dequantized(source: onnx.ModelProto) -> dict[str, numpy.ndarray]:
    """The weights of an int8 file by the names that transformers gives them. A multiplication is named after the bias added to its product."""
    held = {weight.name: numpy_helper.to_array(weight) for weight in source.graph.initializer}
    weights = {name.removeprefix("model."): value for name, value in held.items() if name.endswith(("LayerNorm.weight", "LayerNorm.bias"))}

    def floats(name: str) -> numpy.ndarray:
        base = name.removesuffix("_quantized")
        return (held[name].astype(numpy.float32) - held[base + "_zero_point"]) * held[base + "_scale"]

    for name in held:
        if name.endswith("embeddings.weight_quantized"):
            weights[name.removeprefix("model.").removesuffix("_quantized")] = floats(name)
    reader = {name: node for node in source.graph.node for name in node.input}
    for node in source.graph.node:
        if node.op_type == "MatMulInteger":
            product = node
            while product.op_type != "Add":
                product = reader[product.output[0]]
            bias = next(name for name in product.input if name in held)
            names = bias.split(JOINT)
            for each, weight, added in zip(names, numpy.split(floats(node.input[1]).T, len(names)), numpy.split(held[bias], len(names)), strict=True):
                module = each.removeprefix("model.").removesuffix("bias")
                weights |= {module + "weight": weight, module + "bias": added}
    return weights


def orders(target: Path) -> None:
    """The embedded model with its logits in other orders: its ONNX file with the logits picked, and its weights as safetensors."""
    source = Path(__file__).resolve().parent.parent / "minilm-l6-nli"
    weights = dequantized(onnx.load(source / "model.onnx"))
    for order in ["cen", "enc", "cne"]:
        model = onnx.load(source / "model.onnx")
        config = json.loads((source / "config.json").read_text())
        trained = [config["id2label"][str(at)] for at in range(3)]
        picked = [trained.index(label.lower()) for label in ORDERS[order]]
        for node in model.graph.node:
            node.output[:] = ["trained" if name == "logits" else name for name in node.output]
        model.graph.initializer.append(numpy_helper.from_array(numpy.array(picked), "picked"))
        model.graph.node.append(helper.make_node("Gather", ["trained", "picked"], ["logits"], axis=1))
        permuted = weights | {name: weights[name][picked] for name in ["classifier.weight", "classifier.bias"]}
        folder = target / order
        folder.mkdir(parents=True, exist_ok=True)
        onnx.save(model, folder / "model.onnx")
        save_file({name: torch.tensor(value).half().contiguous() for name, value in permuted.items()}, folder / "model.safetensors")
        config["id2label"] = dict(enumerate(ORDERS[order]))
        (folder / "config.json").write_text(json.dumps(config))
        (folder / "tokenizer.json").write_bytes((source / "tokenizer.json").read_bytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, help="folder to write the models to")
    parser.add_argument("--only", nargs="*", help="only these architectures")
    arguments = parser.parse_args()
    for name in arguments.only or ARCHITECTURES:
        target = arguments.target / name
        target.mkdir(parents=True, exist_ok=True)
        write(name, target)
        print(name, flush=True)
    orders(arguments.target / "orders")


if __name__ == "__main__":
    main()
