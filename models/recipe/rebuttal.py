"""Fits the probe of `models/rebuttal.json`: a logistic model that tells from a statement's embedding whether it rebuts something.

Positive are the denying sides of marked contradictions, negative all other statements of the marked stories.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold, cross_val_predict

import classifier
import news


def fit(arguments) -> None:
    found = news.propositions(arguments.statements, arguments.articles)
    denying, stories = set(), {}
    for path in arguments.marks:
        for row in news.rows(path):
            story = row.get("story") or row["event"]
            sides = [news.places(row, side) for side in "ab"]
            if news.is_held_out(story, arguments.held_out):
                continue
            for side, places in zip("ab", sides, strict=True):
                stories |= {place["id"]: story for place in places}
                stance = (row.get("stance") or {}).get(side) or places[0].get("stance")
                if row["label"] == "contradiction" and stance == "deny":
                    denying |= {proposition for place in places for proposition in news.at(place, found)}
    statements = [(story, p) for article, story in sorted(stories.items()) for p in found.get(article, [])]
    vectors = classifier.embeddings(arguments.encoder, [p.words for _, p in statements])
    truth = numpy.array([p in denying for _, p in statements])
    model = LogisticRegression(C=3, max_iter=500)
    told = cross_val_predict(model, vectors, truth, groups=[story for story, _ in statements], cv=GroupKFold(4), method="predict_proba")
    print(f"{len(truth)} statements, {truth.sum()} rebut; average precision {average_precision_score(truth, told[:, 1]):.3f} (4 folds by story), by chance {truth.mean():.3f}")
    model.fit(vectors, truth)
    weights = [round(float(weight), 3) for weight in model.coef_[0]]
    arguments.target.write_text(json.dumps({"bias": round(float(model.intercept_[0]), 3), "weights": weights}) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, help="models/rebuttal.json")
    parser.add_argument("encoder", type=Path, help="folder of the int8 encoder")
    parser.add_argument("articles", type=Path, help="JSON Lines with id and text")
    parser.add_argument("statements", type=Path, help="output of `belie statements` on those articles")
    parser.add_argument("marks", type=Path, nargs="+", help="files of marked pairs")
    parser.add_argument("--held-out", type=float, default=0.0, help="of the stories, how many are left for the judge")
    fit(parser.parse_args())


if __name__ == "__main__":
    main()
