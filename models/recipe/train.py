"""Fine-tunes an NLI classifier on public pairs, written pairs and marked news pairs.

Batches are cut by a token budget from pairs sorted by length. A checkpoint is written every so often; a run that is started
again goes on from it. The finished model is the moving average of the weights.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import numpy
import torch
from transformers import AutoTokenizer

import examples
import network

# How much of the moving average a step keeps.
AVERAGE = 0.998


def batches(tokenizer, rows, budget: int, longest: int, rng: random.Random):
    """Lists of examples of like length with at most `budget` tokens, padding counted, in random order."""
    encoded = []
    for start in range(0, len(rows), 4096):
        part = rows[start : start + 4096]
        ids = tokenizer([e[0] for e in part], [e[1] for e in part], truncation="longest_first", max_length=longest)
        encoded += list(zip(ids["input_ids"], (e[2] for e in part), strict=True))
    encoded.sort(key=lambda item: len(item[0]) + 4 * rng.random())
    batch, found = [], []
    for item in encoded:
        if batch and len(item[0]) * (len(batch) + 1) > budget:
            found.append(batch)
            batch = []
        batch.append(item)
    found.append(batch)
    rng.shuffle(found)
    return found


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


def loss_of(model, batch, separator: int, low: bool):
    """Cross entropy to the target; a target that sums to 2 allows any of its classes: -log of their sum."""
    ids, types, mask, targets = tensors(batch, separator)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=low):
        logits = model(input_ids=ids, attention_mask=mask, **network.types_of(model, types)).logits.float()
    logs = torch.log_softmax(logits, dim=1)
    any_of = targets.sum(dim=1) > 1.5
    sharp = -(targets * logs).sum(dim=1)
    either = -torch.logsumexp(logs.masked_fill(targets < 0.5, -1e4), dim=1)
    return torch.where(any_of, either, sharp).mean()


def optimizer_of(model, rate: float, decay: float):
    """AdamW; a layer learns `decay` times as fast as the one above it. Word embeddings stay: half of the weights, and known words."""
    model.base_model.embeddings.requires_grad_(False)
    depth = model.config.num_hidden_layers
    groups = []
    for name, weights in model.named_parameters():
        if weights.requires_grad:
            below = depth - 1 - int(name.split("layer.")[1].split(".")[0]) if "encoder.layer." in name else 0
            groups.append({"params": [weights], "rate": rate * decay**below, "weight_decay": 0.01 if weights.dim() > 1 else 0.0})
    return torch.optim.AdamW(groups, lr=rate, fused=True)


def train(arguments) -> None:
    rng = random.Random(arguments.seed)
    torch.manual_seed(arguments.seed)
    tokenizer = AutoTokenizer.from_pretrained(arguments.start)
    model = network.classifier(arguments.start, num_labels=3, label2id=examples.LABELS, id2label={i: n for n, i in examples.LABELS.items()}, attention_probs_dropout_prob=0.0)
    # The lowest layers know words already; without them a step takes a sixth less.
    for layer in model.base_model.encoder.layer[: arguments.frozen]:
        layer.requires_grad_(False)
    rows = examples.read(arguments, rng)
    if arguments.smoke:
        rows = rng.sample(rows, min(len(rows), 200))
    print(f"{len(rows)} examples", flush=True)
    work = [batch for _ in range(arguments.epochs) for batch in batches(tokenizer, rows, arguments.tokens, arguments.longest, rng)]
    work = work[: arguments.steps]
    separator = tokenizer.sep_token_id
    model.train()
    low = network.faster_low(lambda batch, low: loss_of(model, batch[:4], separator, low).backward(), work[:10])
    model.zero_grad(set_to_none=True)
    optimizer = optimizer_of(model, arguments.rate, arguments.decay)
    trained = {name: weights for name, weights in model.named_parameters() if weights.requires_grad}
    average = {name: weights.detach().clone() for name, weights in trained.items()}
    done = resume(arguments, model, optimizer, average)
    warm = max(1, len(work) // 20)
    started, seen, running = time.time(), 0, []
    for step, batch in enumerate(work[done:], start=done + 1):
        share = min(step / warm, (len(work) - step + 1) / (len(work) - warm + 1))
        for group in optimizer.param_groups:
            group["lr"] = group["rate"] * max(share, 0.02)
        loss = loss_of(model, batch, separator, low)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained.values(), 1.0)
        optimizer.step()
        keep = min(AVERAGE, step / (step + 10))
        torch._foreach_lerp_(list(average.values()), [weights.detach() for weights in trained.values()], 1 - keep)
        seen += len(batch)
        running.append(loss.item())
        if step % 50 == 0:
            rate = seen / (time.time() - started)
            print(f"step {step}/{len(work)} loss {numpy.mean(running[-200:]):.4f} {rate:.0f} pairs/s", flush=True)
        if step % 200 == 0:
            save(arguments, model, optimizer, average, step)
    model.load_state_dict(average, strict=False)
    model.save_pretrained(arguments.target)
    tokenizer.save_pretrained(arguments.target)


def save(arguments, model, optimizer, average, step: int) -> None:
    arguments.target.mkdir(parents=True, exist_ok=True)
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "average": average, "step": step}
    partial = arguments.target / "checkpoint.partial"
    torch.save(state, partial)
    partial.rename(arguments.target / "checkpoint.pt")


def resume(arguments, model, optimizer, average) -> int:
    path = arguments.target / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    average.update(state["average"])
    return state["step"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("start", type=Path, help="folder of the model, or of the encoder, to start from")
    parser.add_argument("target", type=Path, help="folder for checkpoints and the finished model")
    examples.add_arguments(parser)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--steps", type=int, help="at most; the learning rate falls to nought by the last")
    parser.add_argument("--frozen", type=int, default=2, help="how many of the lowest layers stay as they are")
    parser.add_argument("--tokens", type=int, default=3072, help="tokens a batch")
    parser.add_argument("--longest", type=int, default=96, help="tokens a pair")
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--decay", type=float, default=0.9, help="what a layer's learning rate is to that of the layer above")
    parser.add_argument("--smoke", action="store_true", help="a few steps only")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
