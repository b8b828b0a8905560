"""The yardstick of the model on news: every pair of sentences of an event that share any similarity, by P(contradiction) alone.

Pairs with a cosine of at least 0.3 between their sentence embeddings are scored in both directions by the int8 model and
written as a belie report, so that `belie eval pairs REPORT GOLD --by-nli` prints the figures.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from pathlib import Path

import numpy

import classifier
import news

COSINE = 0.3


def sentences(statements: Path):
    """(article lines of the report, {input id: [(span, part, text, article)]}); a sentence counts once."""
    articles, found = {}, defaultdict(dict)
    for row in news.rows(statements):
        if row["kind"] == "article":
            articles[row["id"]] = row
        elif row["kind"] == "statement" and row["part"] == "body":
            found[row["article"]][tuple(row["span"])] = row
    return articles, found


def rank(arguments) -> None:
    events = defaultdict(list)
    articles, found = sentences(arguments.statements)
    event_of, texts = ({row["id"]: row[name] for row in news.rows(arguments.articles)} for name in ("event", "text"))
    for article, row in articles.items():
        events[event_of[row["input_id"]]].append(article)
    stories = [[found[article][span] for article in events[event] for span in sorted(found[article])] for event in sorted(events)[: arguments.events]]
    vectors = classifier.embeddings(arguments.encoder, [news.on_one_line(row["text"]) for rows in stories for row in rows])
    candidates = []
    for rows, own in zip(stories, numpy.split(vectors, numpy.cumsum([len(rows) for rows in stories])[:-1]), strict=True):
        candidates += [(rows[a], rows[b]) for a, b in numpy.argwhere(numpy.triu(own @ own.T >= COSINE, k=1))]
    print(f"{len(candidates)} pairs", flush=True)
    context = json.loads((arguments.model / "config.json").read_text()).get("context", 0)

    def reading(row: dict) -> str:
        text = texts[articles[row["article"]]["input_id"]]
        return news.reading(text, *news.in_characters(text, row["span"]), context)

    readings = {row["id"]: reading(row) for rows in stories for row in rows}
    pairs = [tuple(readings[side["id"]] for side in pair) for pair in candidates]
    scores = classifier.contradiction_both_ways(arguments.model, pairs)
    kept = {row["id"]: row for pair in candidates for row in pair}
    order = sorted(range(len(scores)), key=lambda at: -sum(way["contradiction"] for way in scores[at]))
    with open(arguments.target, "w", encoding="utf-8") as target:
        write = lambda line: target.write(json.dumps(line) + "\n")
        counts = {name: 0 for name in ["articles", "statements", "pairs", "contradictions", "disputes", "failed_inputs", "truncated_pairs", "replaced_characters"]}
        counts |= {"pairs": len(pairs), "contradictions": len(pairs)}
        write({"kind": "run", "schema": "belie-report/1", "version": "0", "model": {"name": arguments.model.name, "digest": "", "engine": "onnxruntime"}, "config": {"cosine": COSINE}, "counts": counts})
        for row in [*articles.values(), *kept.values()]:
            write(row)
        for place, at in enumerate(order, start=1):
            a, b = candidates[at]
            side = lambda row: {"statement": row["id"], **{name: row[name] for name in ("article", "part", "span", "text")}}
            forward, backward = scores[at]
            write(
                {
                    "kind": "contradiction",
                    "id": hashlib.blake2b((a["id"] + b["id"]).encode(), digest_size=8).hexdigest(),
                    "rank": place,
                    "probability": (forward["contradiction"] + backward["contradiction"]) / 2,
                    "relation": "conflict",
                    "a": side(a),
                    "b": side(b),
                    "forward": forward,
                    "backward": backward,
                    "evidence": [],
                    "reason": "exhaustive",
                }
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder of the int8 model")
    parser.add_argument("encoder", type=Path, help="folder of the int8 encoder")
    parser.add_argument("articles", type=Path, help="JSON Lines with id, event and text")
    parser.add_argument("statements", type=Path, help="output of `belie statements` on those articles")
    parser.add_argument("target", type=Path, help="the report to write")
    parser.add_argument("--events", type=int, help="only the first so many events")
    rank(parser.parse_args())


if __name__ == "__main__":
    main()
