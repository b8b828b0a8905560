"""Fine-tunes an NLI classifier on public pairs, written pairs and marked news pairs.

Batches are cut by a token budget from pairs sorted by length. A checkpoint is written every so often; a run that is started
again goes on from it. The finished model is the moving average of the weights. A GPU is used where there is one.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch
from transformers import AutoTokenizer

import examples
import int8
import loop
import network

# What the three answers are called, of a model that starts as an encoder.
NAMED = {"num_labels": 3, "label2id": examples.LABELS, "id2label": {at: name for name, at in examples.LABELS.items()}}


def encoded(tokenizer, rows, longest: int):
    """(ids, target) of every example."""
    for start in range(0, len(rows), 4096):
        part = rows[start : start + 4096]
        ids = tokenizer([e[0] for e in part], [e[1] for e in part], truncation="longest_first", max_length=longest)
        yield from zip(ids["input_ids"], (e[2] for e in part), strict=True)


def tensors(batch, separator: int):
    """Ids, types (1 behind the first separator), mask and targets of a batch."""
    width = max(len(ids) for ids, _ in batch)
    ids = torch.zeros(len(batch), width, dtype=torch.long)
    mask = torch.zeros_like(ids)
    types = torch.zeros_like(ids)
    for row, (tokens, _) in enumerate(batch):
        ids[row, : len(tokens)] = torch.tensor(tokens)
        mask[row, : len(tokens)] = 1
        types[row, tokens.index(separator) + 1 : len(tokens)] = 1
    return ids, types, mask, torch.tensor([target for _, target in batch])


def cross_entropy(logits, targets):
    """To the target, of each row; a target that sums to 2 allows any of its classes: -log of their sum."""
    logs = torch.log_softmax(logits, dim=1)
    sharp = -(targets * logs).sum(dim=1)
    either = -torch.logsumexp(logs.masked_fill(targets < 0.5, -1e4), dim=1)
    return torch.where(targets.sum(dim=1) > 1.5, either, sharp)


def loss_of(model, batch, separator: int, low: bool):
    ids, types, mask, targets = (part.to(model.device) for part in tensors(batch, separator))
    with torch.autocast(model.device.type, dtype=torch.bfloat16, enabled=low):
        logits = model(input_ids=ids, attention_mask=mask, **network.types_of(model, types)).logits.float()
    return cross_entropy(logits, targets).mean()


def train(arguments) -> None:
    rng = random.Random(arguments.seed)
    torch.manual_seed(arguments.seed)
    tokenizer = AutoTokenizer.from_pretrained(arguments.start)
    model = network.classifier(arguments.start, attention_probs_dropout_prob=0.0, **NAMED)
    network.freeze(model, arguments.frozen)
    if arguments.int8:
        int8.as_int8(model)
    rows = examples.read(arguments, rng)
    if arguments.smoke:
        rows = rng.sample(rows, min(len(rows), 200))
    print(f"{len(rows)} examples", flush=True)
    items = list(encoded(tokenizer, rows, arguments.longest))
    work = [batch for _ in range(arguments.epochs) for batch in loop.cut(items, lambda item: len(item[0]), arguments.tokens, rng)][: arguments.steps]
    separator = tokenizer.sep_token_id
    low = network.faster_low(lambda batch, low: loss_of(model, batch[:4], separator, low).backward(), work[:10])
    model.zero_grad(set_to_none=True)
    optimizer = loop.optimizer_of(model, model.config.num_hidden_layers, arguments.rate, arguments.decay)
    loop.fit(model, optimizer, work, lambda batch: loss_of(model, batch, separator, low), arguments.target)
    save(model, tokenizer, arguments)


def save(model, tokenizer, arguments) -> None:
    if arguments.context:
        model.config.context = arguments.context
    model.save_pretrained(arguments.target)
    tokenizer.save_pretrained(arguments.target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("start", type=Path, help="folder of the model, or of the encoder, to start from")
    parser.add_argument("target", type=Path, help="folder for checkpoints and the finished model")
    examples.add_arguments(parser)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--int8", action="store_true", help="train what the int8 file will compute, rounding and all")
    loop.add_arguments(parser)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
