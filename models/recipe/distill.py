"""A teacher's soft labels: scores the training pairs of a student with a larger classifier.

The output is for `train.py --soft`; it holds the pairs themselves: keep it out of any repository.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from transformers import AutoTokenizer

import examples
import network


def distill(arguments) -> None:
    tokenizer = AutoTokenizer.from_pretrained(arguments.teacher)
    model = network.classifier(arguments.teacher).eval()
    order = [model.config.label2id[name] for name in examples.LABELS]
    rows = examples.read(arguments, random.Random(arguments.seed))
    rows = sorted({(premise, hypothesis) for premise, hypothesis, _ in rows[: arguments.most]}, key=lambda row: len(row[0] + row[1]))
    parts = [rows[start : start + arguments.batch] for start in range(0, len(rows), arguments.batch)]

    def logits(part, low: bool):
        given = tokenizer([p for p, _ in part], [h for _, h in part], truncation="longest_first", max_length=160, padding=True, return_tensors="pt")
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=low):
            return model(**given).logits.float()

    low = network.faster_low(lambda part, low: logits(part[:4], low), parts[:3])
    started = time.time()
    with open(arguments.target, "w", encoding="utf-8") as target:
        for part in parts:
            soft = torch.softmax(logits(part, low)[:, order] / arguments.temperature, dim=1)
            for (premise, hypothesis), probabilities in zip(part, soft.tolist(), strict=True):
                target.write(json.dumps({"premise": premise, "hypothesis": hypothesis, "target": probabilities}) + "\n")
    print(f"{len(rows)} pairs, {len(rows) / (time.time() - started):.0f} a second")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("teacher", type=Path, help="folder of a classifier that train.py made from a larger encoder")
    parser.add_argument("target", type=Path, help="JSON Lines to write")
    parser.add_argument("--temperature", type=float, default=1.0, help="above 1 softens the labels")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--most", type=int, help="at most this many pairs")
    examples.add_arguments(parser)
    distill(parser.parse_args())


if __name__ == "__main__":
    main()
