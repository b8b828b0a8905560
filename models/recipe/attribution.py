"""Trains the model that finds sources, cues and contents of attributions, and measures it on dev articles.

A checkpoint is written every so often; a run that is started again goes on from it. The finished model is the moving average
of the weights.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy
import torch
from tokenizers import Tokenizer
from transformers import AutoModel, AutoTokenizer

import attributed
import export
import loop
import network
from attributed import IGNORED, TAGS

# Width of the two pointers.
POINTER = 64


class Finder(torch.nn.Module):
    """Of each token: logits of its tags, then of its cue and of its source among the tokens."""

    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.tags = torch.nn.Linear(width, len(TAGS))
        self.ends = torch.nn.Linear(width, 4 * POINTER)

    def forward(self, input_ids, attention_mask, token_type_ids):
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).last_hidden_state
        content, cue, said, source = self.ends(states).chunk(4, dim=-1)
        scale = POINTER**-0.5
        to_cue = content @ cue.transpose(1, 2) * scale
        to_source = said @ source.transpose(1, 2) * scale
        return torch.cat([self.tags(states), to_cue, to_source], dim=-1)


def inputs(batch, tokenizer: Tokenizer):
    width = max(len(window.ids) for window in batch) + 2
    ids = torch.zeros(len(batch), width, dtype=torch.long)
    mask = torch.zeros_like(ids)
    first, last = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    for row, window in enumerate(batch):
        ids[row, : len(window.ids) + 2] = torch.tensor([first, *window.ids, last])
        mask[row, : len(window.ids) + 2] = 1
    return ids, mask, torch.zeros_like(ids)


def targets(batch, width: int, labels):
    """Tags of the first pieces of words, and where content words and cues point, as token places."""
    tags, to_cue, to_source = (torch.full((len(batch), width), IGNORED) for _ in range(3))
    for row, window in enumerate(batch):
        word_tags, heads = labels[id(window.text)]
        place_of = dict(zip(window.words, window.places, strict=True))
        for word, place in place_of.items():
            tags[row, place] = word_tags[word]
            role = TAGS[word_tags[word]]
            if role.endswith("content"):
                to_cue[row, place] = place_of.get(heads[word], 0)
            elif role == "B-cue":
                to_source[row, place] = place_of.get(heads[word], 0)
    return tags, to_cue, to_source


def loss_of(model, batch, tokenizer, labels, low: bool):
    ids, mask, types = inputs(batch, tokenizer)
    width = ids.shape[1]
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=low):
        output = model(ids, mask, types)
    output = output.float()
    blocked = (mask == 0)[:, None, :]
    parts = [
        output[..., : len(TAGS)],
        output[..., len(TAGS) : len(TAGS) + width].masked_fill(blocked, -1e4),
        output[..., len(TAGS) + width :].masked_fill(blocked, -1e4),
    ]
    total = 0.0
    for logits, target, weight in zip(parts, targets(batch, width, labels), (1.0, 0.3, 0.1), strict=True):
        if (target != IGNORED).any():
            total = total + weight * torch.nn.functional.cross_entropy(logits.transpose(1, 2), target, ignore_index=IGNORED)
    return total


def outputs(model: Finder, windows, tokenizer) -> list[numpy.ndarray]:
    """The model's output for every window, one window a time as belie runs them."""
    found = []
    with torch.no_grad():
        for window in windows:
            found.append(model(*inputs([window], tokenizer))[0].numpy())
    return found


def measure(model: Finder, texts, tokenizer) -> None:
    windows = attributed.windows(texts)
    found = outputs(model.eval(), windows, tokenizer)
    report(windows, found, texts)


def report(windows, found, texts) -> None:
    place = {id(text): at for at, text in enumerate(texts)}
    for lean in (0.0, 0.5, 1.0, 1.5):
        of_text: dict[int, list] = {}
        for window, output in zip(windows, found, strict=True):
            of_text.setdefault(place[id(window.text)], []).extend(attributed.decode(window, output, lean))
        told = attributed.figures(of_text, texts)
        print(f"lean {lean:.1f}  " + "  ".join(f"{name} P {p:.3f} R {r:.3f} F1 {f:.3f}" for name, (p, r, f) in told.items()), flush=True)


def train(arguments) -> None:
    rng = random.Random(arguments.seed)
    torch.manual_seed(arguments.seed)
    tokenizer = Tokenizer.from_file(str(arguments.start / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    texts, dev = (attributed.read(arguments.data / f"polnear.{part}.jsonl.gz", tokenizer) for part in ("train", "dev"))
    if arguments.smoke:
        texts, dev = texts[:8], dev[:4]
    labels = {id(text): text.labels() for text in texts}
    model = Finder(AutoModel.from_pretrained(arguments.start, attn_implementation="sdpa", add_pooling_layer=False).float()).train()
    model.encoder.embeddings.requires_grad_(False)
    work = [batch for _ in range(arguments.epochs) for batch in loop.cut(attributed.training_windows(texts, arguments.window, rng), lambda window: len(window.ids) + 2, arguments.tokens, rng)]
    work = work[: arguments.steps]
    print(f"{len(texts)} articles, {sum(len(batch) for batch in work)} windows, {len(work)} steps", flush=True)
    low = network.faster_low(lambda batch, low: loss_of(model, batch[:4], tokenizer, labels, low).backward(), work[:10])
    model.zero_grad(set_to_none=True)
    optimizer = loop.optimizer_of(model, model.encoder.config.num_hidden_layers, arguments.rate, arguments.decay, head=5.0)
    loop.fit(model, optimizer, work, lambda batch: loss_of(model, batch, tokenizer, labels, low), arguments.target, arguments.average)
    model = plain(model)
    measure(model, dev, tokenizer)
    write(model, arguments.start, arguments.target)


def write(model: Finder, start: Path, target: Path) -> None:
    """The folder that quantize.py reads: model.onnx (fp32), tokenizer.json, and config.json with the tags."""
    export.to_onnx(model, AutoTokenizer.from_pretrained(start), target, "answers", {0: "batch", 1: "sequence", 2: "answer"})
    config = json.loads((start / "config.json").read_text())
    config |= {"architectures": ["Finder"], "id2label": dict(enumerate(TAGS)), "label2id": {tag: at for at, tag in enumerate(TAGS)}}
    (target / "config.json").write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")
    tokenizer = Tokenizer.from_file(str(start / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(target / "tokenizer.json"))


def plain(model: Finder) -> Finder:
    """The same with attention as plain products, which can be exported."""
    copy = Finder(AutoModel.from_config(model.encoder.config, add_pooling_layer=False, attn_implementation="eager"))
    copy.load_state_dict(model.state_dict())
    return copy


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("start", type=Path, help="folder of the encoder to start from")
    parser.add_argument("target", type=Path, help="folder for checkpoints and the finished model")
    parser.add_argument("--data", type=Path, required=True, help="folder with polnear.train.jsonl.gz and polnear.dev.jsonl.gz")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--steps", type=int, help="at most this many steps")
    parser.add_argument("--tokens", type=int, default=2048, help="tokens a batch")
    parser.add_argument("--window", type=int, default=900, help="characters a window")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--decay", type=float, default=0.9, help="what a layer's learning rate is to that of the layer above")
    parser.add_argument("--average", type=float, default=0.99, help="how much of the moving average a step keeps")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--smoke", action="store_true", help="a few articles only")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
