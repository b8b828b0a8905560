"""Fine-tunes an NLI classifier on public pairs and marked news pairs.

Batches are cut by a token budget from pairs sorted by length. A checkpoint is written every so often; a run that is started
again goes on from it.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy
import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

import news

LABELS = {"entailment": 0, "neutral": 1, "contradiction": 2}
# How many pairs of each public set are drawn, so that what the start model knows is not forgotten.
PUBLIC = {"mnli": 5000, "wanli": 4000, "cad": 1500, "scone": 1000, "fever": 1000, "snli": 1000}
# Targets of a pair as (entailment, neutral, contradiction); a look-alike is anything but a contradiction.
LOOK_ALIKE = "look_alike"


def public(folder: Path, share: float, rng: random.Random):
    for name, count in PUBLIC.items():
        found = [row for row in news.rows(folder / f"{name}.jsonl.gz") if row["label"] in LABELS]
        rng.shuffle(found)
        yield from ((row["premise"], row["hypothesis"], row["label"]) for row in found[: int(count * share)])


def written(folder: Path):
    for path in sorted(folder.glob("*.jsonl")):
        yield from ((r["premise"], r["hypothesis"], r["label"]) for r in news.rows(path) if r.get("split") != "dev")


def news_examples(arguments, rng: random.Random):
    found = news.propositions(arguments.statements, arguments.news / "stories.jsonl.gz")
    known = list(news.marked(arguments.news / "pairs.jsonl.gz", found))
    drawn = news.unmarked(arguments.news / "stories.jsonl.gz", found, set(known), arguments.unmarked, rng)
    label = {"contradiction": "contradiction", "same": "entailment", "not_contradiction": LOOK_ALIKE, "unmarked": LOOK_ALIKE}
    for repeat, pairs in ((arguments.repeat, known), (1, drawn)):
        for _, kind, left, right in pairs * repeat:
            yield left.words, right.words, label[kind]
            if kind != "unmarked":
                yield right.words, left.words, label[kind]


def batches(tokenizer, examples, budget: int, longest: int, rng: random.Random):
    """Lists of examples of like length with at most `budget` tokens, padding counted, in random order."""
    encoded = []
    for start in range(0, len(examples), 4096):
        part = examples[start : start + 4096]
        ids = tokenizer([e[0] for e in part], [e[1] for e in part], truncation="longest_first", max_length=longest)
        encoded += list(zip(ids["input_ids"], ids["token_type_ids"], (e[2] for e in part)))
    encoded.sort(key=lambda item: len(item[0]) + rng.random())
    batch, found = [], []
    for item in encoded:
        if batch and len(item[0]) * (len(batch) + 1) > budget:
            found.append(batch)
            batch = []
        batch.append(item)
    found.append(batch)
    rng.shuffle(found)
    return found


def loss_of(model, batch, smoothing: float):
    width = max(len(ids) for ids, _, _ in batch)
    pad = lambda values: torch.tensor([v + [0] * (width - len(v)) for v in values])
    ids, types = pad([b[0] for b in batch]), pad([b[1] for b in batch])
    mask = pad([[1] * len(b[0]) for b in batch])
    logits = model(input_ids=ids, attention_mask=mask, token_type_ids=types).logits.float()
    logs = torch.log_softmax(logits, dim=1)
    labels = torch.tensor([LABELS.get(label, -1) for _, _, label in batch])
    known = labels >= 0
    right = logs.gather(1, labels.clamp(min=0).unsqueeze(1)).squeeze(1)
    sharp = -(1 - smoothing) * right - smoothing * logs.mean(dim=1)
    open_minded = -torch.logsumexp(logs[:, :2], dim=1)
    return torch.where(known, sharp, open_minded).mean()


def train(arguments) -> None:
    rng = random.Random(arguments.seed)
    torch.manual_seed(arguments.seed)
    tokenizer = AutoTokenizer.from_pretrained(arguments.start)
    model = AutoModelForSequenceClassification.from_pretrained(arguments.start).float()
    examples = list(public(arguments.public, arguments.share, rng)) + (list(written(arguments.written)) * 2 if arguments.written else [])
    examples += list(news_examples(arguments, rng))
    if arguments.smoke:
        examples = rng.sample(examples, 400)
    print(f"{len(examples)} examples", flush=True)
    work = batches(tokenizer, examples, arguments.tokens, arguments.longest, rng)
    # Word embeddings stay: they are half of the weights, and news uses words the start model knows.
    model.base_model.embeddings.requires_grad_(False)
    trained = [weights for weights in model.parameters() if weights.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=arguments.rate, weight_decay=0.01, fused=True)
    done = resume(arguments, model, optimizer)
    warm = max(1, len(work) // 20)
    started, seen, running = time.time(), 0, []
    model.train()
    for step, batch in enumerate(work[done:], start=done + 1):
        share = min(step / warm, (len(work) - step + 1) / (len(work) - warm + 1))
        for group in optimizer.param_groups:
            group["lr"] = arguments.rate * max(share, 0.02)
        loss = loss_of(model, batch, arguments.smoothing)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        seen += len(batch)
        running.append(loss.item())
        if step % 20 == 0:
            rate = seen / (time.time() - started)
            print(f"step {step}/{len(work)} loss {numpy.mean(running[-200:]):.4f} {rate:.0f} pairs/s", flush=True)
        if step % 100 == 0:
            save(arguments, model, optimizer, step)
    model.save_pretrained(arguments.target)
    tokenizer.save_pretrained(arguments.target)


def save(arguments, model, optimizer, step: int) -> None:
    arguments.target.mkdir(parents=True, exist_ok=True)
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
    partial = arguments.target / "checkpoint.partial"
    torch.save(state, partial)
    partial.rename(arguments.target / "checkpoint.pt")


def resume(arguments, model, optimizer) -> int:
    path = arguments.target / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return state["step"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("start", type=Path, help="folder of the model to start from")
    parser.add_argument("target", type=Path, help="folder for checkpoints and the finished model")
    parser.add_argument("--public", type=Path, required=True, help="folder with mnli.jsonl.gz, snli.jsonl.gz …")
    parser.add_argument("--news", type=Path, required=True, help="folder with pairs.jsonl.gz and stories.jsonl.gz")
    parser.add_argument("--statements", type=Path, required=True, help="output of `belie statements` on stories.jsonl.gz")
    parser.add_argument("--written", type=Path, help="folder with pairs written for this project")
    parser.add_argument("--share", type=float, default=1.0, help="of the public pairs, how many")
    parser.add_argument("--unmarked", type=int, default=16000, help="unmarked pairs of marked stories")
    parser.add_argument("--repeat", type=int, default=2, help="how often a marked pair is seen")
    parser.add_argument("--tokens", type=int, default=3072, help="tokens a batch")
    parser.add_argument("--longest", type=int, default=160, help="tokens a pair")
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--smoothing", type=float, default=0.05)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--smoke", action="store_true", help="a few steps only")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
