"""Fits the judge: a logistic model over the evidence that belie lists, on marked articles.

A set is a report of marked articles with every candidate in it (`belie run … --min-probability 0`), the articles, and the
marks. What a marked contradiction meets is one; every other candidate of a marked event is none (unmarked pairs of carefully
read articles nearly always are). A set weighs as much as is said, however large it is: the bias is that of such a mixture.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from itertools import product
from pathlib import Path

import numpy
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

import news


class Marks:
    """The marked pairs of places of each pair of articles, in bytes."""

    def __init__(self, path: Path, texts: dict[str, str]) -> None:
        self.pairs = defaultdict(list)
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
        """1 contradiction, 0 none, -1 to ignore: what is marked so and in no other way, such as by a reader of its sentences."""
        met = self.met(ids, spans)
        return 1 if "contradiction" in met else -1 if met == {"ignore"} else 0


def meets(place, marked) -> bool:
    shared = min(place[1], marked[1]) - max(place[0], marked[0])
    return shared > 0 and (2 * shared >= marked[1] - marked[0] or 2 * shared >= place[1] - place[0])


def candidates(report: Path, articles: Path, marks: Path, names: list[str]):
    """Evidence, labels and articles of every candidate of the marked articles."""
    texts = {row["id"]: row["text"] for row in news.rows(articles)}
    marked = Marks(marks, texts)
    ids, values, labels, groups = {}, [], [], []
    for row in news.rows(report):
        if row["kind"] == "article":
            ids[row["id"]] = row["input_id"]
        elif row["kind"] == "contradiction":
            pair = tuple(ids[row[side]["article"]] for side in "ab")
            if set(pair) <= marked.articles and row["a"]["part"] == row["b"]["part"] == "body":
                found = {item["name"]: item["value"] for item in row["evidence"]}
                values.append([found.get(name, 0.0) for name in names])
                labels.append(marked.label(pair, [row[side]["span"] for side in "ab"]))
                groups.append(pair[0])
    kept = numpy.array(labels) >= 0
    return numpy.array(values)[kept], numpy.array(labels)[kept], numpy.array(groups)[kept]


def fit(arguments) -> None:
    names = [weight["name"] for weight in json.loads(arguments.judge.read_text())["weights"]]
    sets = [candidates(*(Path(path) for path in paths), names) for *paths, _ in arguments.set]
    shares = [float(share) for *_, share in arguments.set]
    values, truth, groups = (numpy.concatenate(parts) for parts in zip(*sets, strict=True))
    which = numpy.concatenate([numpy.full(len(found[1]), at) for at, found in enumerate(sets)])
    weights = numpy.concatenate([numpy.full(len(found[1]), share / sum(shares) * len(truth) / len(found[1])) for found, share in zip(sets, shares, strict=True)])
    # The loss is a mean over all candidates: with the usual tolerance the weights of rare evidence would stay near 0.
    model = LogisticRegression(C=arguments.strength, max_iter=20000, tol=1e-9)
    predicted = numpy.zeros(len(truth))
    for train, test in GroupKFold(5).split(values, truth, groups):
        model.fit(values[train], truth[train], sample_weight=weights[train])
        predicted[test] = model.predict_proba(values[test])[:, 1]
    for at, (*paths, _) in enumerate(arguments.set):
        here = which == at
        by_nli = average_precision_score(truth[here], values[here][:, names.index("contradiction")])
        by_judge = average_precision_score(truth[here], predicted[here])
        print(f"{Path(paths[2])}: {here.sum()} candidates, {truth[here].sum()} contradictions; average precision {by_judge:.4f} (5 folds by article), {by_nli:.4f} by NLI alone")
    model.fit(values, truth, sample_weight=weights)
    lines = ",\n".join("    " + json.dumps({"name": name, "weight": round(float(w), 3)}) for name, w in zip(names, model.coef_[0], strict=True))
    bias = float(model.intercept_[0])
    arguments.judge.write_text(f'{{\n  "schema": "belie-judge/1",\n  "bias": {bias:.3f},\n  "weights": [\n{lines}\n  ]\n}}\n')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("judge", type=Path, help="models/judge.json: its names are kept, its weights replaced")
    parser.add_argument("--set", nargs=4, action="append", required=True, metavar=("REPORT", "ARTICLES", "MARKS", "SHARE"))
    parser.add_argument("--strength", type=float, default=1.0, help="inverse of the regularisation")
    fit(parser.parse_args())


if __name__ == "__main__":
    main()
