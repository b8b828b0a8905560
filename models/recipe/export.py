"""safetensors -> ONNX, fp32: dynamic batch and sequence, logits the only output."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer


class Logits(torch.nn.Module):
    """The classifier with its logits as the only output."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask, token_type_ids):
        return self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).logits


def to_onnx(model: torch.nn.Module, tokenizer, target: Path, output: str, axes: dict[int, str]) -> None:
    """Writes `model.onnx`; `axes` are the axes of the output that depend on the input."""
    pair = tokenizer("A man walks.", "Nobody walks.", return_tensors="pt")
    names = ["input_ids", "attention_mask", "token_type_ids"]
    target.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        torch.onnx.export(
            model.float().eval(),
            tuple(pair[name] for name in names),
            target / "model.onnx",
            input_names=names,
            output_names=[output],
            dynamic_axes={name: {0: "batch", 1: "sequence"} for name in names} | {output: axes},
            opset_version=17,
        )


def export(source: Path, target: Path) -> None:
    model = AutoModelForSequenceClassification.from_pretrained(source, attn_implementation="eager")
    to_onnx(Logits(model), AutoTokenizer.from_pretrained(source), target, "logits", {0: "batch"})
    for name in ["config.json", "tokenizer.json"]:
        shutil.copyfile(source / name, target / name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="folder with config.json, tokenizer.json and model.safetensors")
    parser.add_argument("target", type=Path, help="folder to write config.json, tokenizer.json and model.onnx to")
    arguments = parser.parse_args()
    export(arguments.source, arguments.target)


if __name__ == "__main__":
    main()
