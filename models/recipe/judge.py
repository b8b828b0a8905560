"""Fits the judge: a logistic model over the evidence that belie lists, on marked articles.

A set is a report of marked articles with every candidate in it (`belie run … --min-probability 0`), the articles, and the
marks. What a marked contradiction meets is one; every other candidate of a marked event is none (unmarked pairs of carefully
read articles nearly always are). Of articles of which nobody read more than what belie found (`--read`), only what was read counts.
A set weighs as much as is said, however large it is: the bias is that of such a mixture.
Weights are drawn to those that the judge had (a normal prior around them): they were learnt from marks too, and new articles are to correct them. With
`--new` they stay as they are, and so does the bias: evidence that had no weight is fitted beside them, such as that of the second reading, which is there
for pairs that the others make probable.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from itertools import product
from pathlib import Path

import numpy
from scipy.optimize import minimize
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

import news


class Marks:
    """The marked pairs of places of each pair of articles, in bytes."""

    def __init__(self, path: Path, texts: dict[str, str]) -> None:
        self.pairs = defaultdict(list)
        self.read = {}
        self.articles = set()
        for row in news.marks(path):
            sides = [news.places(row, side) for side in "ab"]
            for a, b in product(*sides):
                if not {a["id"], b["id"]} <= texts.keys():
                    continue
                spans = [self.in_bytes(place, row.get("unit"), texts) for place in (a, b)]
                self.pairs[a["id"], b["id"]].append((row["label"], *spans))
                self.pairs[b["id"], a["id"]].append((row["label"], *reversed(spans)))
                self.articles |= {a["id"], b["id"]}
                if row.get("in_context"):
                    self.read[self.pair((a["id"], b["id"]), spans)] = row["label"]

    @staticmethod
    def pair(ids: tuple[str, str], spans) -> frozenset:
        return frozenset((name, *span) for name, span in zip(ids, spans, strict=True))

    @staticmethod
    def in_bytes(place: dict, unit: str | None, texts: dict[str, str]) -> tuple[int, int]:
        start, end = place["span"]
        if unit == "byte":
            return start, end
        return len(texts[place["id"]][:start].encode()), len(texts[place["id"]][:end].encode())

    def met(self, ids: tuple[str, str], spans) -> set[str]:
        """The labels of what is marked there."""
        return {label for label, a, b in self.pairs[ids] if meets(spans[0], a) and meets(spans[1], b)}

    def label(self, ids: tuple[str, str], spans) -> int:
        """1 contradiction, 0 none, -1 to ignore: what is marked so and in no other way, such as by a reader of its sentences. One who read just
        these two sentences in context knows best."""
        known = self.read.get(self.pair(ids, spans))
        met = {known} if known else self.met(ids, spans)
        return 1 if "contradiction" in met else -1 if met == {"ignore"} else 0


def meets(place, marked) -> bool:
    shared = min(place[1], marked[1]) - max(place[0], marked[0])
    return shared > 0 and (2 * shared >= marked[1] - marked[0] or 2 * shared >= place[1] - place[0])


def candidates(report: Path, articles: Path, marks: Path, names: list[str], only_read: bool = False):
    """Evidence, labels and articles of every candidate of the marked articles, or of those that are marked in some way."""
    texts = {row["id"]: row["text"] for row in news.rows(articles)}
    marked = Marks(marks, texts)
    ids, values, labels, groups = {}, [], [], []
    for row in news.rows(report):
        if row["kind"] == "article":
            ids[row["id"]] = row["input_id"]
        elif row["kind"] == "contradiction":
            pair = tuple(ids[row[side]["article"]] for side in "ab")
            spans = [row[side]["span"] for side in "ab"]
            if set(pair) <= marked.articles and row["a"]["part"] == row["b"]["part"] == "body" and (not only_read or marked.met(pair, spans)):
                found = {item["name"]: item["value"] for item in row["evidence"]}
                values.append([found.get(name, 0.0) for name in names])
                labels.append(marked.label(pair, spans))
                groups.append(pair[0])
    kept = numpy.array(labels) >= 0
    return numpy.array(values)[kept], numpy.array(labels)[kept], numpy.array(groups)[kept]


def logistic(values, truth, weights, before, hold: float, new: bool):
    """Weights, with the bias at the end: the least of the mean loss and of `hold` times the squared distance from the weights `before`, a tenth
    of it for evidence that had no weight: nothing was learnt of it. If only `new` evidence is to be fitted, the others do not move."""
    holds = numpy.where(before[:-1] == 0, hold / 10, hold)
    moves = numpy.append(before[:-1] == 0, False) if new else numpy.full(len(before), True)

    def loss(now):
        odds = values @ now[:-1] + now[-1]
        moved = now[:-1] - before[:-1]
        slope = weights * (1 / (1 + numpy.exp(-odds)) - truth)
        total = weights @ (numpy.logaddexp(0, odds) - truth * odds) + (holds * moved) @ moved
        return total, numpy.append(values.T @ slope + 2 * holds * moved, slope.sum()) * moves

    return minimize(loss, before, jac=True, method="L-BFGS-B", options={"maxiter": 3000}).x


def fit(arguments) -> None:
    judge = json.loads(arguments.judge.read_text())
    names = [weight["name"] for weight in judge["weights"]]
    before = numpy.array([weight["weight"] for weight in judge["weights"]] + [judge["bias"]])
    given = [(*paths, False) for paths in arguments.set] + [(*paths, True) for paths in arguments.read]
    sets = [candidates(*(Path(path) for path in paths), names, only_read) for *paths, _, only_read in given]
    shares = [float(share) for *_, share, _ in given]
    values, truth, groups = (numpy.concatenate(parts) for parts in zip(*sets, strict=True))
    which = numpy.concatenate([numpy.full(len(found[1]), at) for at, found in enumerate(sets)])
    weights = numpy.concatenate([numpy.full(len(found[1]), share / sum(shares) / len(found[1])) for found, share in zip(sets, shares, strict=True)])
    predicted = numpy.zeros(len(truth))
    for train, test in GroupKFold(5).split(values, truth, groups):
        found = logistic(values[train], truth[train], weights[train], before, arguments.hold, arguments.new)
        predicted[test] = values[test] @ found[:-1] + found[-1]
    for at, (*paths, _, _) in enumerate(given):
        here = which == at
        by_nli = average_precision_score(truth[here], values[here][:, names.index("contradiction")])
        by_judge = average_precision_score(truth[here], predicted[here])
        print(f"{Path(paths[2])}: {here.sum()} candidates, {truth[here].sum()} contradictions; average precision {by_judge:.4f} (5 folds by article), {by_nli:.4f} by NLI alone")
    *found, bias = logistic(values, truth, weights, before, arguments.hold, arguments.new)
    lines = ",\n".join("    " + json.dumps({"name": name, "weight": round(float(w), 3)}) for name, w in zip(names, found, strict=True))
    arguments.judge.write_text(f'{{\n  "schema": "belie-judge/1",\n  "bias": {bias:.3f},\n  "weights": [\n{lines}\n  ]\n}}\n')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("judge", type=Path, help="models/judge.json: its names are kept, its weights corrected")
    parser.add_argument("--set", nargs=4, action="append", required=True, metavar=("REPORT", "ARTICLES", "MARKS", "SHARE"))
    parser.add_argument("--read", nargs=4, action="append", default=[], metavar=("REPORT", "ARTICLES", "MARKS", "SHARE"))
    parser.add_argument("--hold", type=float, default=3e-5, help="how strongly weights are held where they were")
    parser.add_argument("--new", action="store_true", help="fit evidence of weight 0 alone")
    fit(parser.parse_args())


if __name__ == "__main__":
    main()
