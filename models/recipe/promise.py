"""Fits the network of `models/promise.json`: which pairs of a story's statements are worth the NLI model's time.

For each story the marked contradictions are set against a sample of its other pairs (cross entropy of each against all of
the sample). The signs are those of `src/pair/signs.rs`, words in common by a plain stemmer.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy
import torch

import classifier
import news

NEGATIONS = {"not", "t", "no", "never", "neither", "nor", "none", "nobody", "nothing", "without", "cannot"}
# Statements of this many sentences apart stand close together.
NEAR = 2
# Products and distances of the components of unit vectors are small: so many times as large they learn as fast as the signs.
PRODUCT, DISTANCE, STATEMENT = 20.0, 5.0, 5.0


def stem(word: str) -> str:
    return next((word[: -len(end)] for end in ("ings", "ing", "edly", "ed", "es", "s", "ly") if word.endswith(end) and len(word) >= len(end) + 3), word)


class Story:
    """The statements of a story: embeddings, the signs of every pair, which pairs can be compared, and which are marked."""

    def __init__(self, statements: list[dict], vectors: numpy.ndarray, marks: list[dict], probe: dict) -> None:
        self.vectors = torch.tensor(vectors)
        sets = [{stem(word) for word in news.content_words(row["text"])} for row in statements]
        counts = Counter(word for words in sets for word in words)
        place = {word: at for at, word in enumerate(sorted(counts))}
        rarity = numpy.zeros((len(statements), len(place)), dtype=numpy.float32)
        for row, words in zip(rarity, sets, strict=True):
            for word in words:
                row[place[word]] = numpy.log(1 + len(statements) / counts[word])
        rarity /= numpy.maximum(numpy.linalg.norm(rarity, axis=1, keepdims=True), 1e-6)
        rebuttal = 1 / (1 + numpy.exp(-(vectors @ numpy.array(probe["weights"]) + probe["bias"])))
        denies = numpy.array([row["stance"] == "deny" for row in statements])
        attributed = numpy.array([row["cue"] is not None for row in statements])
        negated = numpy.array([bool(NEGATIONS & set(re.findall("[a-z]+", row["words"].lower()))) for row in statements])
        numbers = [set(re.findall(r"\d[\d,.]*", row["words"])) for row in statements]
        other_numbers = numpy.array([[bool(a and b and not a & b) for b in numbers] for a in numbers])
        articles, sentences = (numpy.array([row[name] for row in statements]) for name in ("article", "sentence"))
        together = articles[:, None] == articles[None]
        apart = numpy.abs(sentences[:, None] - sentences[None])
        either = lambda value: value[:, None] | value[None]
        signs = [
            rarity @ rarity.T,
            numpy.maximum(vectors @ vectors.T, 0),
            numpy.maximum(rebuttal[:, None], rebuttal[None]),
            denies[:, None] != denies[None],
            negated[:, None] != negated[None],
            other_numbers,
            numpy.where(together, 1 / numpy.maximum(apart, 1), 0),
            together & (apart <= NEAR) & either(attributed),
        ]
        self.signs = torch.tensor(numpy.stack(signs, axis=-1).astype(numpy.float32))
        self.comparable = ~(together & (apart == 0))
        self.marked = [self.pairs(row, statements) for row in marks if row["label"] == "contradiction"]
        self.unclear = {pair for row in marks if row["label"] == "ignore" for pair in self.pairs(row, statements)}

    def pairs(self, row: dict, statements: list[dict]) -> set[tuple[int, int]]:
        """The comparable pairs of statements at the places of a mark."""
        left, right = ([at for place in news.places(row, side) for at, other in enumerate(statements) if news.is_at(place, other)] for side in "ab")
        return {(min(a, b), max(a, b)) for a in left for b in right if a != b and self.comparable[a, b]}


class Promise(torch.nn.Module):
    """What `src/pair/promise.rs` computes."""

    def __init__(self, units: int) -> None:
        super().__init__()
        self.signs = torch.nn.Linear(8, 1, bias=False)
        self.statement = torch.nn.Linear(384, 1, bias=False)
        self.hidden = torch.nn.Linear(776, units)
        self.units = torch.nn.Linear(units, 1, bias=False)
        for layer in (self.signs, self.statement, self.units):
            torch.nn.init.zeros_(layer.weight)

    def forward(self, story: Story, pairs: numpy.ndarray):
        a, b = story.vectors[pairs[:, 0]], story.vectors[pairs[:, 1]]
        signs = story.signs[pairs[:, 0], pairs[:, 1]]
        inputs = torch.cat([PRODUCT * a * b, DISTANCE * (a - b).abs(), signs], dim=-1)
        units = torch.nn.functional.dropout(torch.relu(self.hidden(inputs)), 0.2, self.training)
        return (self.signs(signs) + STATEMENT * self.statement(a + b) + self.units(units))[:, 0]

    def written(self) -> dict:
        rounded = lambda values, digits: [round(float(value), digits) for value in values]
        scale = torch.tensor([PRODUCT] * 384 + [DISTANCE] * 384 + [1.0] * 8)
        return {
            "signs": rounded(self.signs.weight[0], 4),
            "statement": rounded(STATEMENT * self.statement.weight[0], 4),
            "hidden": [rounded(row, 3) for row in (self.hidden.weight * scale).T],
            "start": rounded(self.hidden.bias, 4),
            "units": rounded(self.units.weight[0], 4),
        }


def stories(articles: Path, statements: Path, marks: list[Path], encoder: Path, probe: dict) -> dict[str, Story]:
    marked = defaultdict(list)
    for row in (row for path in marks for row in news.marks(path)):
        marked[row.get("story") or row["event"]].append(row)
    members = defaultdict(list)
    story_of = {row["id"]: row.get("story") or row["event"] for row in news.rows(articles)}
    for row in news.statements(statements, articles):
        if story_of[row["article"]] in marked:
            members[story_of[row["article"]]].append(row)
    rows = [row for story in members.values() for row in story]
    vectors = iter(classifier.embeddings(encoder, [row["words"] for row in rows]))
    found = {}
    for story, own in members.items():
        matrix = numpy.array([next(vectors) for _ in own], dtype=numpy.float32)
        found[story] = Story(own, matrix / numpy.linalg.norm(matrix, axis=1, keepdims=True), marked[story], probe)
    return found


def kept(model: Promise, story: Story, a_statement: float) -> list[bool]:
    """Of each marked contradiction, whether one of its pairs is among the best so many for each statement."""
    pairs = numpy.argwhere(numpy.triu(story.comparable, k=1))
    with torch.no_grad():
        order = numpy.argsort(-model(story, pairs).numpy(), kind="stable")
    best = {(int(a), int(b)) for a, b in pairs[order[: int(a_statement * len(story.vectors))]]}
    return [bool(best & marked) for marked in story.marked]


def fit(arguments) -> None:
    torch.manual_seed(arguments.seed)
    rng, numbers = random.Random(arguments.seed), numpy.random.default_rng(arguments.seed)
    probe = json.loads(arguments.probe.read_text())
    every = stories(arguments.articles, arguments.statements, arguments.marks, arguments.encoder, probe)
    train = [story for name, story in sorted(every.items()) if not news.is_held_out(name, arguments.held_out) and any(story.marked)]
    test = [story for name, story in sorted(every.items()) if news.is_held_out(name, arguments.held_out)]
    model = Promise(arguments.units)
    optimizer = torch.optim.AdamW(model.parameters(), lr=arguments.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, arguments.rate, total_steps=arguments.epochs * len(train))
    for epoch in range(arguments.epochs):
        rng.shuffle(train)
        losses = []
        for story in train:
            marked = sorted(set().union(*story.marked))
            rng.shuffle(marked)
            drawn = numbers.integers(0, len(story.vectors), (2500, 2))
            others = {(int(min(pair)), int(max(pair))) for pair in drawn if story.comparable[tuple(pair)]} - set(marked) - story.unclear
            yes, no = model(story, numpy.array(marked[:24])), model(story, numpy.array(sorted(others)))
            loss = (torch.logsumexp(torch.cat([yes[:, None], no.expand(len(yes), -1)], dim=1), dim=1) - yes).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        model.eval()
        found = [hit for story in test for hit in kept(model, story, 4)]
        model.train()
        print(f"epoch {epoch + 1}: loss {numpy.mean(losses):.3f}; of {len(found)} contradictions of stories held out, 4 pairs a statement keep {numpy.mean(found or [0]):.3f}", flush=True)
    arguments.target.write_text(json.dumps(model.written()) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, help="models/promise.json")
    parser.add_argument("encoder", type=Path, help="folder of the int8 encoder")
    parser.add_argument("probe", type=Path, help="models/rebuttal.json")
    parser.add_argument("articles", type=Path, help="JSON Lines with id, story and text")
    parser.add_argument("statements", type=Path, help="output of `belie statements` on those articles")
    parser.add_argument("marks", type=Path, nargs="+", help="files of marked pairs")
    parser.add_argument("--held-out", type=float, default=0.0, help="of the stories, how many are left for the judge")
    parser.add_argument("--units", type=int, default=64)
    parser.add_argument("--epochs", type=int, default=18)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    fit(parser.parse_args())


if __name__ == "__main__":
    main()
