"""Joins the sentences of `datasets/answers/answers.jsonl.gz` with the sentences of real articles that they were written for.

Writes pairs (`premise`, `hypothesis`, `label`, `kind`, `split`), for `train.py --pairs` and, `--split dev`, for `belie eval nli`. They
hold text of the articles: keep them out of any repository.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import news


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, help="stories.jsonl.gz")
    parser.add_argument("answers", type=Path, help="answers.jsonl.gz")
    parser.add_argument("target", type=Path, help="file of pairs to write")
    parser.add_argument("--split", choices=["train", "dev"], help="these only")
    arguments = parser.parse_args()
    texts = {row["id"]: row["text"] for row in news.rows(arguments.articles)}
    with open(arguments.target, "w", encoding="utf-8") as out:
        for row in news.rows(arguments.answers):
            if arguments.split in (None, row["split"]):
                premise = news.on_one_line(texts[row["id"]][slice(*row["span"])])
                out.write(json.dumps({"premise": premise, **{field: row[field] for field in ("hypothesis", "label", "kind", "split")}}) + "\n")


if __name__ == "__main__":
    main()
