"""Trains a student on what a teacher says of pairs: labelled ones, pairs that nobody labelled, and variants of both with words exchanged or left out.

The teacher, a larger classifier that train.py made, answers for each batch as it comes: of a variant nobody else can say what became of it.
The loss is the divergence of the student's answer from the teacher's, both softened (Hinton et al. 2015), and a little of the label where there is one.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch
from transformers import AutoTokenizer

import examples
import loop
import network
import train
import unlabelled
from exchange import Exchange

TEMPERATURE = 1.5
# What the labels count beside the teacher.
LABELS = 0.25
# Of the pairs, how many are variants; and how many are a sentence with a variant of itself.
VARIANTS, SELF = 0.5, 0.03
# What nobody labelled.
UNKNOWN = [0.0, 0.0, 0.0]


class Reader:
    """A classifier with its tokenizer, and the order in which it names the labels."""

    def __init__(self, folder: Path, longest: int, **options) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.model = network.classifier(folder, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, **options)
        self.longest = longest
        self.order = [self.model.config.label2id[name] for name in examples.LABELS]

    def logits(self, pairs, low: bool):
        given = self.tokenizer([p for p, _ in pairs], [h for _, h in pairs], truncation="longest_first", max_length=self.longest, padding=True, return_tensors="pt")
        with torch.autocast(self.model.device.type, dtype=torch.bfloat16, enabled=low):
            return self.model(**given.to(self.model.device)).logits.float()[:, self.order]


def varied(batch, exchange: Exchange, rng: random.Random):
    """The pairs with their targets; some pairs as variants, of which the label is not known."""
    for premise, hypothesis, target in batch:
        alone = rng.random() < SELF
        if not alone and rng.random() >= VARIANTS:
            yield premise, hypothesis, target
            continue
        sides = [premise, premise if alone else hypothesis]
        which = rng.choice([[0], [1], [0, 1]])
        for side in which:
            sides[side] = exchange(sides[side], rng)
        yield *sides, UNKNOWN


def divergence(student, teacher):
    """Kullback-Leibler, of the softened answers, in nats of the sharp ones."""
    sides = (torch.log_softmax(logits / TEMPERATURE, dim=1) for logits in (student, teacher))
    return torch.nn.functional.kl_div(*sides, log_target=True, reduction="none").sum(dim=1) * TEMPERATURE**2


def distill(arguments) -> None:
    rng = random.Random(arguments.seed)
    torch.manual_seed(arguments.seed)
    teacher, student = Reader(arguments.teacher, arguments.longest), Reader(arguments.start, arguments.longest, **train.NAMED)
    network.freeze(student.model, arguments.frozen)
    teacher.model.eval().requires_grad_(False)
    exchange = Exchange(student.tokenizer, student.model.get_input_embeddings().weight.cpu())
    public = list(examples.public(arguments, rng))
    rows = [*examples.placed(public, arguments.context, rng), *examples.own(arguments, rng)]
    rows += [(*pair, UNKNOWN) for pair in unlabelled.read(arguments, [row[:2] for row in public], rng)]
    if arguments.smoke:
        rows = rng.sample(rows, min(len(rows), 100))
    print(f"{len(rows)} pairs", flush=True)
    # About five characters a token.
    size = lambda row: min((len(row[0]) + len(row[1])) // 5 + 4, arguments.longest)
    work = [batch for _ in range(arguments.epochs) for batch in loop.cut(rows, size, arguments.tokens, rng)][: arguments.steps]

    def loss_of(batch, low: bool):
        seen = list(varied(batch, exchange, rng))
        pairs = [row[:2] for row in seen]
        with torch.no_grad():
            said = teacher.logits(pairs, low)
        answers = student.logits(pairs, low)
        targets = torch.tensor([row[2] for row in seen], device=answers.device)
        labelled = train.cross_entropy(answers, targets) * (targets.sum(dim=1) > 0)
        return (divergence(answers, said) + LABELS * labelled).mean()

    low = network.faster_low(lambda batch, low: loss_of(batch[:4], low).backward(), work[:10])
    student.model.zero_grad(set_to_none=True)
    optimizer = loop.optimizer_of(student.model, student.model.config.num_hidden_layers, arguments.rate, arguments.decay)
    loop.fit(student.model, optimizer, work, lambda batch: loss_of(batch, low), arguments.target)
    train.save(student.model, student.tokenizer, arguments)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("teacher", type=Path, help="folder of a classifier that train.py made from a larger encoder")
    parser.add_argument("start", type=Path, help="folder of the student to start from")
    parser.add_argument("target", type=Path, help="folder for checkpoints and the finished student")
    examples.add_arguments(parser)
    parser.add_argument("--epochs", type=int, default=1)
    loop.add_arguments(parser)
    distill(parser.parse_args())


if __name__ == "__main__":
    main()
