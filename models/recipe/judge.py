"""Fits the judge: a logistic model over the evidence that belie lists, on marked news.

The input is a report of the marked articles with every candidate in it:
`belie run marked.jsonl -o report --min-probability 0`. What a marked contradiction meets is one; every other candidate of
those articles is none (unmarked pairs of a carefully read article nearly always are).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold, cross_val_predict

import news


def candidates(report: Path, articles: Path):
    """(article, spans in characters, evidence) of every contradiction line."""
    texts = {row["id"]: row["text"].encode() for row in news.rows(articles)}
    names = {}
    for row in news.rows(report):
        if row["kind"] == "article":
            names[row["id"]] = row["input_id"]
        elif row["kind"] == "contradiction" and row["a"]["part"] == row["b"]["part"] == "body":
            article = names[row["a"]["article"]]
            if names[row["b"]["article"]] != article:
                continue
            place = lambda side: tuple(len(texts[article][:at].decode()) for at in row[side]["span"])
            yield article, place("a"), place("b"), {item["name"]: item["value"] for item in row["evidence"]}


def meets(place: tuple[int, int], marked: list[int]) -> bool:
    shared = min(place[1], marked[1]) - max(place[0], marked[0])
    return shared > 0 and (2 * shared >= marked[1] - marked[0] or 2 * shared >= place[1] - place[0])


def labels(pairs: Path, found):
    """1 contradiction, 0 none, -1 to ignore, for each candidate."""
    by_article = defaultdict(list)
    for row in news.rows(pairs):
        sides = [row[side] if isinstance(row[side], list) else [row[side]] for side in "ab"]
        for left in sides[0]:
            for right in sides[1]:
                if left["id"] == right["id"]:
                    by_article[left["id"]].append((row["label"], left["span"], right["span"]))
    for article, a, b, _ in found:
        met = {l for l, x, y in by_article[article] if (meets(a, x) and meets(b, y)) or (meets(a, y) and meets(b, x))}
        yield 1 if "contradiction" in met else -1 if "ignore" in met else 0


def fit(arguments) -> None:
    found = list(candidates(arguments.report, arguments.articles))
    marks = numpy.array(list(labels(arguments.pairs, found)))
    shipped = json.loads(arguments.judge.read_text())
    names = [weight["name"] for weight in shipped["weights"]]
    kept = marks >= 0
    values = numpy.array([[item[3].get(name, 0.0) for name in names] for item in found])[kept]
    truth, groups = marks[kept], numpy.array([item[0] for item in found])[kept]
    model = LogisticRegression(C=arguments.strength, max_iter=2000)
    predicted = cross_val_predict(model, values, truth, groups=groups, cv=GroupKFold(5), method="predict_proba")[:, 1]
    print(f"{len(truth)} candidates, {truth.sum()} contradictions")
    print(f"average precision, 5-fold by article: {average_precision_score(truth, predicted):.4f}")
    print(f"by NLI alone: {average_precision_score(truth, values[:, names.index('contradiction')]):.4f}")
    model.fit(values, truth)
    # The share of contradictions among marked candidates is what a user meets in like articles; `prior` moves the threshold.
    bias = float(model.intercept_[0]) + arguments.prior
    weights = [{"name": name, "weight": round(float(w), 3)} for name, w in zip(names, model.coef_[0])]
    lines = ",\n".join("    " + json.dumps(weight) for weight in weights)
    arguments.judge.write_text(f'{{\n  "schema": "belie-judge/1",\n  "bias": {bias:.3f},\n  "weights": [\n{lines}\n  ]\n}}\n')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path, help="report.jsonl with every candidate")
    parser.add_argument("articles", type=Path, help="the JSON Lines file that the report was made from")
    parser.add_argument("pairs", type=Path, help="marked pairs")
    parser.add_argument("judge", type=Path, help="models/judge.json: its names are kept, its weights replaced")
    parser.add_argument("--strength", type=float, default=1.0, help="inverse of the regularisation")
    parser.add_argument("--prior", type=float, default=0.0, help="added to the log-odds")
    fit(parser.parse_args())


if __name__ == "__main__":
    main()
