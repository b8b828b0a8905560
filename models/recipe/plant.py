"""Sets the contradictions of `datasets/planted` into the real articles that they were written for.

Writes `articles.jsonl` (each edited article, and the article that it contradicts) and `gold.jsonl` for `belie eval pairs`. Both
hold text of the articles: keep them out of any repository.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import news


def planted(text: str, edits: list[dict]) -> tuple[str, list[list[int]]]:
    """The text after the edits (which do not overlap and stand in order), and where each edit's words now are."""
    parts, places, at, length = [], [], 0, 0
    for edit in edits:
        kept = text[at : edit["start"]]
        start = length + len(kept)
        words = edit["text"]
        places.append([start + len(words) - len(words.lstrip()), start + len(words.rstrip())])
        parts += [kept, words]
        length = start + len(words)
        at = edit["end"]
    return "".join([*parts, text[at:]]), places


def moved(span: list[int], edits: list[dict]) -> list[int]:
    """Where a place that no edit touches has moved to."""
    shift = sum(len(edit["text"]) - (edit["end"] - edit["start"]) for edit in edits if edit["end"] <= span[0])
    return [span[0] + shift, span[1] + shift]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path, help="folder with articles.jsonl.gz and stories.jsonl.gz")
    parser.add_argument("plants", type=Path, help="plants.jsonl")
    parser.add_argument("target", type=Path, help="folder to write to")
    arguments = parser.parse_args()
    articles = {name: {row["id"]: row for row in news.rows(arguments.news / f"{name}.jsonl.gz")} for name in ("articles", "stories")}
    arguments.target.mkdir(parents=True, exist_ok=True)
    with open(arguments.target / "articles.jsonl", "w", encoding="utf-8") as out, open(arguments.target / "gold.jsonl", "w", encoding="utf-8") as gold:
        for row in news.rows(arguments.plants):
            source = articles[row["from"]]
            text, places = planted(source[row["article"]]["text"], row["edits"])
            name = lambda article: f"{row['id']}/{article}"
            out.write(json.dumps({**source[row["article"]], "id": name(row["article"]), "text": text}) + "\n")
            b = row["b"]
            span = moved(b["span"], row["edits"]) if b["id"] == row["article"] else b["span"]
            if b["id"] != row["article"]:
                out.write(json.dumps({**source[b["id"]], "id": name(b["id"])}) + "\n")
            side = lambda article, span: {"id": name(article), "span": span}
            a = side(row["article"], places[int(row["a"]["text_at"].removeprefix("edit:"))])
            gold.write(json.dumps({"event": row["id"], "label": "contradiction", "type": row["relation"], "difficulty": row["difficulty"], "a": a, "b": side(b["id"], span), "note": row["note"]}) + "\n")


if __name__ == "__main__":
    main()
