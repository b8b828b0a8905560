"""News pairs as belie reads them: marked places of real stories, in the words that belie hands to its NLI model.

`belie statements` says what those words are: the content of an attributed statement (a denial keeps its
source and cue), or the whole sentence.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

FUNCTION_WORDS = set(
    "the a an of to in on at and or but for with from by that this these those it its he she they his her their was were is are "
    "be been has have had not no as who which will would said says say after before about into over than when".split()
)


# A row with many places on both sides would else outweigh the others.
MOST_OF_A_ROW = 6


@dataclass(frozen=True)
class Proposition:
    """What belie takes from one statement: where it stands (characters), the words that NLI reads, and the whole sentence."""

    article: str
    start: int
    end: int
    words: str
    sentence: str


def rows(path: Path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as lines:
        yield from (json.loads(line) for line in lines)


def on_one_line(words: str) -> str:
    return " ".join(words.split())


def propositions(statements: Path, articles: Path) -> dict[str, list[Proposition]]:
    """The propositions of each article, from the output of `belie statements` on the same file."""
    texts = {row["id"]: row["text"] for row in rows(articles)}
    found: dict[str, list[Proposition]] = defaultdict(list)
    names: dict[str, str] = {}
    for row in rows(statements):
        if row["kind"] == "article":
            names[row["id"]] = row["input_id"]
        elif row["kind"] == "statement" and row["part"] == "body":
            article = names[row["article"]]
            data = texts[article].encode()
            place = lambda span: (len(data[: span[0]].decode()), len(data[: span[1]].decode()))
            spans = row["content"]
            if row["stance"] == "deny" and row["cue"]:
                parts = spans + [row[part]["span"] for part in ("source", "cue") if row[part]]
                spans = [[min(span[0] for span in parts), max(span[1] for span in parts)]]
            words = " ".join(data[a:b].decode() for a, b in spans)
            start, end = place(row["span"])
            found[article].append(Proposition(article, start, end, on_one_line(words), on_one_line(row["text"])))
    return found


def at(place: dict, found: dict[str, list[Proposition]]) -> list[Proposition]:
    """The propositions whose sentence covers at least half of a marked place, or lies at least half inside it."""
    start, end = place["span"]
    hits = []
    for proposition in found.get(place["id"], []):
        shared = min(end, proposition.end) - max(start, proposition.start)
        if shared > 0 and (2 * shared >= end - start or 2 * shared >= proposition.end - proposition.start):
            hits.append(proposition)
    return hits


def marked(pairs: Path, found: dict[str, list[Proposition]]):
    """(story, label, left, right) for every place on the left with every place on the right."""
    for row in rows(pairs):
        if row["label"] == "ignore":
            continue
        sides = [[p for place in (row[s] if isinstance(row[s], list) else [row[s]]) for p in at(place, found)] for s in "ab"]
        pairs = [(left, right) for left in sides[0] for right in sides[1] if left != right]
        for left, right in pairs[:MOST_OF_A_ROW]:
            yield row.get("story") or row.get("event"), row["label"], left, right


def is_held_out(story: str, share: float) -> bool:
    """Whether a story is among the share that is kept for the judge; the same ones on every run."""
    return hashlib.blake2b(story.encode(), digest_size=2).digest() < (int(share * 65536)).to_bytes(3, "big")[1:]


def content_words(words: str) -> set[str]:
    return {word for word in re.findall(r"[a-z0-9]+", words.lower()) if word not in FUNCTION_WORDS}


def unmarked(stories: Path, found: dict[str, list[Proposition]], known: set, count: int, rng: random.Random):
    """Pairs of a marked story that share words and are not marked: nearly always no contradictions."""
    members: dict[str, list[str]] = defaultdict(list)
    for row in rows(stories):
        members[row["story"]].append(row["id"])
    wanted = sorted({story for story, *_ in known})
    touched = {(left, right) for _, _, left, right in known} | {(right, left) for _, _, left, right in known}
    drawn = []
    for story in wanted:
        every = [p for article in members[story] for p in found.get(article, []) if len(p.words.split()) > 4]
        sets = {p: content_words(p.words) for p in every}
        scored = []
        for _ in range(6000):
            left, right = rng.choice(every), rng.choice(every)
            shared = len(sets[left] & sets[right])
            if left != right and shared >= 2 and (left, right) not in touched:
                scored.append((shared / (len(sets[left] | sets[right]) or 1), left, right))
        scored.sort(key=lambda item: -item[0])
        drawn += [(story, "unmarked", left, right) for _, left, right in scored[: 2 * count // len(wanted)]]
    rng.shuffle(drawn)
    return drawn[:count]


def crossed(stories: Path, found: dict[str, list[Proposition]], known: list, count: int, rng: random.Random):
    """Sides of marked contradictions with other statements of their story: what denies one thing does not deny the next.

    Without them a model learns which sentences sound like a rebuttal, and sets them against everything.
    """
    members: dict[str, list[str]] = defaultdict(list)
    for row in rows(stories):
        members[row["story"]].append(row["id"])
    touched = {(left, right) for _, _, left, right in known} | {(right, left) for _, _, left, right in known}
    sides = [(story, side) for story, label, left, right in known if label == "contradiction" for side in (left, right)]
    drawn = []
    while sides and len(drawn) < count:
        story, side = rng.choice(sides)
        every = [p for article in members[story] for p in found.get(article, []) if len(p.words.split()) > 4]
        # The likeliest to be confused of a few, so that chance pairs and near misses both occur.
        tried = rng.sample(every, min(len(every), rng.choice([1, 4, 12])))
        words = content_words(side.sentence)
        other = max(tried, key=lambda p: len(words & content_words(p.sentence)))
        if other != side and other.sentence != side.sentence and (side, other) not in touched:
            drawn.append((story, "unmarked", *rng.sample([side, other], 2)))
    return drawn
