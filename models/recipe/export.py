"""safetensors -> ONNX, fp32: dynamic batch and sequence; the only output are the logits, or the embedding of a sentence.

Of several runs from one start the mean of the weights is exported (Wortsman et al. 2022, model soups).
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch
from transformers import AutoModel, AutoTokenizer

import network


class Logits(torch.nn.Module):
    """The classifier with its logits as the only output."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask, token_type_ids):
        return self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).logits


class Embedding(torch.nn.Module):
    """The mean of the token vectors, of length 1 (Reimers and Gurevych 2019)."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask, token_type_ids):
        vectors = self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(vectors.dtype)
        return torch.nn.functional.normalize((vectors * mask).sum(1) / mask.sum(1), dim=1)


def to_onnx(model: torch.nn.Module, tokenizer, target: Path, output: str, axes: dict[int, str]) -> None:
    """Writes `model.onnx`; `axes` are the axes of the output that depend on the input."""
    pair = tokenizer("A man walks.", "Nobody walks.", return_tensors="pt")
    names = ["input_ids", "attention_mask", "token_type_ids"]
    target.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        torch.onnx.export(
            model.float().cpu().eval(),
            tuple(pair[name] for name in names),
            target / "model.onnx",
            input_names=names,
            output_names=[output],
            dynamic_axes={name: {0: "batch", 1: "sequence"} for name in names} | {output: axes},
            opset_version=17,
        )


def mean(models: list[torch.nn.Module]) -> torch.nn.Module:
    weights = [model.state_dict() for model in models]
    models[0].load_state_dict({name: torch.stack([each[name] for each in weights]).mean(0) for name in weights[0]})
    return models[0]


def export(sources: list[Path], target: Path, embedding: bool) -> None:
    if embedding:
        model = mean([AutoModel.from_pretrained(source, attn_implementation="eager").float() for source in sources])
    else:
        model = mean([network.classifier(source) for source in sources])
    source = sources[0]
    answer = ("embedding", Embedding(model)) if embedding else ("logits", Logits(model))
    to_onnx(answer[1], AutoTokenizer.from_pretrained(source), target, answer[0], {0: "batch"})
    for name in ["config.json", "tokenizer.json"]:
        shutil.copyfile(source / name, target / name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, nargs="+", help="folders with config.json, tokenizer.json and model.safetensors")
    parser.add_argument("target", type=Path, help="folder to write config.json, tokenizer.json and model.onnx to")
    parser.add_argument("--embedding", action="store_true", help="export an encoder, with the embedding of a sentence as its output")
    arguments = parser.parse_args()
    export(arguments.sources, arguments.target, arguments.embedding)


if __name__ == "__main__":
    main()
