"""Joins the sentences of `datasets/answers` with the sentences that they were written for: of real articles, or premises of public sets.

Writes pairs (`premise`, `hypothesis`, `label`, `kind`, `split`), for `train.py --pairs` and, `--split dev`, for `belie eval nli`. They
hold text of the articles or sets: keep them out of any repository.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import news


class Articles:
    def __init__(self, path: Path) -> None:
        self.texts = {row["id"]: row["text"] for row in news.rows(path)}

    def premise(self, row: dict) -> str:
        return self.texts[row["id"]][slice(*row["span"])]


class Sets:
    def __init__(self, folder: Path) -> None:
        self.premises = {name: [row["premise"] for row in news.rows(folder / f"{name}.jsonl.gz")] for name in ("mnli", "snli")}

    def premise(self, row: dict) -> str:
        return self.premises[row["set"]][row["row"]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, help="stories.jsonl.gz for answers.jsonl.gz; for public.jsonl.gz the folder with mnli.jsonl.gz and snli.jsonl.gz")
    parser.add_argument("answers", type=Path, help="answers.jsonl.gz or public.jsonl.gz")
    parser.add_argument("target", type=Path, help="file of pairs to write")
    parser.add_argument("--split", choices=["train", "dev"], help="these only")
    arguments = parser.parse_args()
    sources = Sets(arguments.sources) if arguments.sources.is_dir() else Articles(arguments.sources)
    with open(arguments.target, "w", encoding="utf-8") as out:
        for row in news.rows(arguments.answers):
            if arguments.split in (None, row["split"]):
                premise = news.on_one_line(sources.premise(row))
                out.write(json.dumps({"premise": premise, **{field: row[field] for field in ("hypothesis", "label", "kind", "split") if field in row}}) + "\n")


if __name__ == "__main__":
    main()
