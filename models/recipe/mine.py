"""Mines hard negatives: unmarked pairs of marked stories that a model calls contradictions are nearly all wrong.

Writes them as `look_alike` rows for `train.py --soft`. The output holds sentences of the articles: keep it out of any repository.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import classifier
import examples
import news


def mine(arguments) -> None:
    rng = random.Random(arguments.seed)
    stories = arguments.news / "stories.jsonl.gz"
    found = news.propositions(arguments.statements, stories)
    known = {row for path in arguments.marks for row in news.marked(path, found)}
    drawn = news.unmarked(stories, found, known, arguments.draw, rng)
    pairs = [(left.sentence, right.sentence) if at % 2 else (left.words, right.words) for at, (_, _, left, right) in enumerate(drawn)]
    scores = classifier.contradiction_both_ways(arguments.model, pairs)
    ranked = sorted(zip(scores, pairs, strict=True), key=lambda item: -sum(way["contradiction"] for way in item[0]))
    with open(arguments.target, "w", encoding="utf-8") as target:
        for _, (left, right) in ranked[: arguments.keep]:
            for premise, hypothesis in ((left, right), (right, left)):
                target.write(json.dumps({"premise": premise, "hypothesis": hypothesis, "label": "look_alike"}) + "\n")
    least = sum(way["contradiction"] for way in ranked[min(arguments.keep, len(ranked)) - 1][0]) / 2
    print(f"{len(drawn)} drawn, {min(arguments.keep, len(ranked))} kept, down to a mean P(contradiction) of {least:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder of the int8 model")
    parser.add_argument("target", type=Path, help="JSON Lines to write")
    parser.add_argument("--draw", type=int, default=40000, help="unmarked pairs to score")
    parser.add_argument("--keep", type=int, default=10000, help="pairs to keep, those most like contradictions")
    examples.add_news_arguments(parser)
    mine(parser.parse_args())


if __name__ == "__main__":
    main()
