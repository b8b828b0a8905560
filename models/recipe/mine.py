"""Mines pairs for a reader: the most probable findings of a report that nobody has marked yet, as a sheet to label; and the labels back as marks.

What the model gets wrong is what it has most to learn from. A sheet holds sentences of the articles, between what stands around them, so that
a reader sees who speaks and what is denied: keep it out of any repository. Labels are lines of `NUMBER LETTER`: c(ontradiction),
d(ispute of opinion), u(pdate), a(gree), n(either), i(gnore).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import news
from judge import Marks

# The label of a mark, and its type.
LABELS = {
    "c": ("contradiction", None),
    "d": ("not_contradiction", "opinion"),
    "u": ("not_contradiction", "update"),
    "a": ("not_contradiction", "agrees"),
    "n": ("not_contradiction", None),
    "i": ("ignore", None),
}
# Characters of the article that a sheet shows before and after a sentence.
BEFORE, AFTER = 320, 120


class Report:
    """A report with its articles: its findings by story."""

    def __init__(self, report: Path, articles: Path) -> None:
        self.articles = {row["id"]: row for row in news.rows(articles)}
        self.ids = {}
        self.findings = defaultdict(list)
        for row in news.rows(report):
            if row["kind"] == "article":
                self.ids[row["id"]] = row["input_id"]
            elif row["kind"] == "contradiction" and row["a"]["part"] == row["b"]["part"] == "body":
                self.findings[self.article(row["a"])["story"]].append(row)

    def article(self, side: dict) -> dict:
        return self.articles[self.ids[side["article"]]]

    def place(self, side: dict) -> dict:
        """Id and characters of a side's sentence."""
        article = self.article(side)
        return {"id": article["id"], "span": news.in_characters(article["text"], side["span"])}

    def shown(self, side: dict) -> str:
        """A side's sentence between what stands around it."""
        article = self.article(side)
        start, end = news.in_characters(article["text"], side["span"])
        before, after = article["text"][max(0, start - BEFORE) : start], article["text"][end : end + AFTER]
        return news.on_one_line(f"({article['title'] or ''}) …{before} >>> {side['text']} <<< {after}…")


def unmarked(report: Report, marks: Marks, least: float, most: int):
    """(story, finding): the most probable findings of each story, no two of the same sentences."""
    for story, findings in sorted(report.findings.items()):
        seen = set()
        for finding in sorted(findings, key=lambda row: -row["probability"]):
            sides = [(finding[side]["article"], *finding[side]["span"]) for side in "ab"]
            ids = tuple(report.ids[finding[side]["article"]] for side in "ab")
            known = finding["probability"] < least or marks.met(ids, [finding[side]["span"] for side in "ab"]) - {"ignore"}
            if known or sides[0] == sides[1] or frozenset(sides) in seen:
                continue
            seen.add(frozenset(sides))
            yield story, finding
            if len(seen) == most:
                break


def write_sheet(arguments) -> None:
    report = Report(arguments.report, arguments.articles)
    marks = Marks(arguments.marks, {name: row["text"] for name, row in report.articles.items()})
    found = list(unmarked(report, marks, arguments.min_probability, arguments.most))
    with open(arguments.sheet, "w", encoding="utf-8") as sheet, open(arguments.sheet.with_suffix(".places.jsonl"), "w", encoding="utf-8") as places:
        last = None
        for number, (story, finding) in enumerate(found):
            if story != last:
                sheet.write(f"\n=== {story}\n")
                last = story
            sheet.write(f"\n{number}\nA {report.shown(finding['a'])}\nB {report.shown(finding['b'])}\n")
            places.write(json.dumps({"story": story, "a": [report.place(finding["a"])], "b": [report.place(finding["b"])]}) + "\n")
    print(f"{len(found)} pairs of {len({story for story, _ in found})} stories")


def read_labels(arguments) -> None:
    places = list(news.rows(arguments.sheet.with_suffix(".places.jsonl")))
    counts = Counter()
    with open(arguments.target, "a", encoding="utf-8") as target:
        for line in arguments.labels.read_text(encoding="utf-8").splitlines():
            number, letter = line.split()
            row = places[int(number)]
            label, kind = LABELS[letter]
            target.write(json.dumps({"story": row["story"], "label": label, "type": kind, "a": row["a"], "b": row["b"], "in_context": True}) + "\n")
            counts[kind or label] += 1
    print(f"{sum(counts.values())} of {len(places)} pairs: {dict(counts)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sheet", type=Path, help="the sheet to write, or, with --labels, the one that was labelled")
    parser.add_argument("--report", type=Path, help="a report of the articles, from `belie run --min-probability 0.02`")
    parser.add_argument("--articles", type=Path, help="the articles of the report, with a story each")
    parser.add_argument("--marks", type=Path, help="what is marked already")
    parser.add_argument("--min-probability", type=float, default=0.02, help="of the findings to read")
    parser.add_argument("--most", type=int, default=60, help="findings a story")
    parser.add_argument("--labels", type=Path, help="the labels of the sheet")
    parser.add_argument("--target", type=Path, help="marks to append them to")
    arguments = parser.parse_args()
    (read_labels if arguments.labels else write_sheet)(arguments)


if __name__ == "__main__":
    main()
