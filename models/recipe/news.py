"""News pairs as belie reads them: marked places of real stories, as belie's statements.

`belie statements` says what their words are: the content of an attributed statement (a denial keeps its
source and cue), or the whole sentence. belie hands sentences to its NLI model, with what stands before them, and contents to its encoder.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from pathlib import Path

FUNCTION_WORDS = set(
    "the a an of to in on at and or but for with from by that this these those it its he she they his her their was were is are "
    "be been has have had not no as who which will would said says say after before about into over than when".split()
)


# A row with many places on both sides would else outweigh the others.
MOST_OF_A_ROW = 6


@dataclass(frozen=True)
class Proposition:
    """What belie takes from one statement: where it stands (characters), the words of its content, the whole sentence, and what the model reads."""

    article: str
    start: int
    end: int
    words: str
    sentence: str
    reading: str


def rows(path: Path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as lines:
        yield from (json.loads(line) for line in lines)


def marks(path: Path):
    """The rows of a file of marks. A contradiction with a `strength` was found while reading whole articles, and its sentences need not show
    it: it is to be ignored, and `datasets/news_pairs/sentences.jsonl` has the pairs of sentences that do show it."""
    for row in rows(path):
        yield row | {"label": "ignore"} if row["label"] == "contradiction" and row.get("strength") else row


def on_one_line(words: str) -> str:
    return " ".join(words.split())


def in_characters(text: str, span: list[int]) -> list[int]:
    """A span in bytes, as belie's reports have it, in characters."""
    data = text.encode()
    return [len(data[:byte].decode()) for byte in span]


def before(text: str, most: int) -> str:
    """The last `most` characters of a text; of a longer one from where a sentence or a paragraph begins in them, or else a word."""
    every = text.rstrip()
    last = every[max(0, len(every) - most) :]
    if len(every) > most:
        begins = re.search(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n\s*", last)
        last = last[begins.end() :] if begins else re.split(r"\s", last, maxsplit=1)[-1]
    return on_one_line(last)


def reading(text: str, start: int, end: int, context: int) -> str:
    """What stands at start to end as a model reads it that takes so many characters of what stands before; `context` in its config.json."""
    return behind(before(text[:start], context), text[start:end])


def behind(context: str, sentence: str) -> str:
    """A sentence as the model reads it, with what stands before it, if anything does."""
    return " | ".join(filter(None, [context, on_one_line(sentence)]))


def statements(stated: Path, articles: Path):
    """The statements in the bodies of the articles, from the output of `belie statements` on the same file: each with its `article` (the
    input's id), `start` and `end` of its sentence in characters, the `words` of its content, and the ordinal of its `sentence`."""
    texts = {row["id"]: row["text"] for row in rows(articles)}
    names: dict[str, str] = {}
    sentences: dict[str, dict] = defaultdict(dict)
    for row in rows(stated):
        if row["kind"] == "article":
            names[row["id"]] = row["input_id"]
        elif row["kind"] == "statement" and row["part"] == "body":
            article = names[row["article"]]
            data = texts[article].encode()
            spans = row["content"]
            if row["stance"] == "deny" and row["cue"]:
                parts = spans + [row[part]["span"] for part in ("source", "cue") if row[part]]
                spans = [[min(span[0] for span in parts), max(span[1] for span in parts)]]
            words = on_one_line(" ".join(data[a:b].decode() for a, b in spans))
            start, end = in_characters(texts[article], row["span"])
            sentence = sentences[article].setdefault(start, len(sentences[article]))
            yield row | {"article": article, "start": start, "end": end, "words": words, "sentence": sentence}


def propositions(stated: Path, articles: Path, context: int = 0) -> dict[str, list[Proposition]]:
    """The propositions of each article, for a model that reads so many characters of what stands before a sentence."""
    texts = {row["id"]: row["text"] for row in rows(articles)}
    found: dict[str, list[Proposition]] = defaultdict(list)
    for row in statements(stated, articles):
        article, start, end = (row[name] for name in ("article", "start", "end"))
        read = reading(texts[article], start, end, context)
        found[article].append(Proposition(article, start, end, row["words"], on_one_line(row["text"]), read))
    return found


def is_at(place: dict, row: dict) -> bool:
    """Whether the sentence of `row` covers at least half of a marked place, or lies at least half inside it."""
    start, end = place["span"]
    shared = min(end, row["end"]) - max(start, row["start"])
    return row["article"] == place["id"] and shared > 0 and (2 * shared >= end - start or 2 * shared >= row["end"] - row["start"])


def at(place: dict, found: dict[str, list[Proposition]]) -> list[Proposition]:
    """The propositions at a marked place."""
    return [proposition for proposition in found.get(place["id"], []) if is_at(place, vars(proposition))]


def places(row: dict, side: str) -> list[dict]:
    """All places of a side of a mark."""
    return row[side] if isinstance(row[side], list) else [row[side], *row.get(f"{side}_alt", [])]


def is_held_out(story: str, share: float) -> bool:
    """Whether a story is among the share that is kept for the judge; the same ones on every run."""
    return hashlib.blake2b(story.encode(), digest_size=2).digest() < (int(share * 65536)).to_bytes(3, "big")[1:]


def content_words(words: str) -> set[str]:
    return {word for word in re.findall(r"[a-z0-9]+", words.lower()) if word not in FUNCTION_WORDS}


@dataclass(frozen=True)
class Pair:
    """Two propositions of a story, and what is known of them: a label of the marks, or `unmarked`."""

    label: str
    left: Proposition
    right: Proposition


class Stories:
    """Marked stories, as belie reads them."""

    def __init__(self, articles: Path, statements: Path, paths: list[Path], held_out: float, context: int = 0) -> None:
        self.found = propositions(statements, articles, context)
        rest = [row for path in paths for row in marks(path) if not is_held_out(row["story"], held_out)]
        self.sides: dict[str, list] = defaultdict(list)
        # One who read just these two sentences in context knows best; other marks of them are passed over.
        self.read = {}
        # What a fair reader could see either way is not to be taken for a pair without a contradiction.
        self.touched = set()
        for row in rest:
            sides = tuple([p for place in places(row, side) for p in at(place, self.found)] for side in "ab")
            pairs = list(product(*sides))
            self.touched.update(pairs, [(right, left) for left, right in pairs])
            if row["label"] != "ignore":
                self.sides[row["story"]].append((row["label"], *sides))
            if row.get("in_context"):
                self.read |= {frozenset(pair): row["label"] for pair in pairs}
        self.members: dict[str, list[Proposition]] = defaultdict(list)
        for row in rows(articles):
            if row["story"] in self.sides:
                self.members[row["story"]] += [p for p in self.found.get(row["id"], []) if len(p.words.split()) > 4]

    def marked(self) -> list[Pair]:
        """Every place on the left with every place on the right."""
        found = []
        for label, left, right in (row for story in self.sides.values() for row in story):
            pairs = [Pair(label, a, b) for a in left for b in right if a.sentence != b.sentence]
            found += [pair for pair in pairs[:MOST_OF_A_ROW] if self.read.get(frozenset([pair.left, pair.right]), label) == label]
        return found

    def agreeing(self) -> list[Pair]:
        """Places on one side of a marked contradiction say the same, however much they sound like a denial."""
        found = []
        for label, *sides in (row for story in self.sides.values() for row in story):
            for side in sides if label == "contradiction" else []:
                pairs = [Pair("agrees", a, b) for at, a in enumerate(side) for b in side[at + 1 :] if a.sentence != b.sentence]
                found += [pair for pair in pairs if (pair.left, pair.right) not in self.touched][:MOST_OF_A_ROW]
        return found

    def unmarked(self, count: int, rng: random.Random) -> list[Pair]:
        """Pairs that share words and are not marked: nearly always no contradictions."""
        drawn = []
        for every in self.members.values():
            if len(every) < 2:
                continue
            sets = {p: content_words(p.words) for p in every}
            scored = []
            for _ in range(6000):
                left, right = rng.choice(every), rng.choice(every)
                shared = len(sets[left] & sets[right])
                if left != right and shared >= 2 and (left, right) not in self.touched:
                    scored.append((shared / (len(sets[left] | sets[right]) or 1), left, right))
            scored.sort(key=lambda item: -item[0])
            drawn += [Pair("unmarked", left, right) for _, left, right in scored[: 2 * count // len(self.members)]]
        rng.shuffle(drawn)
        return drawn[:count]

    def crossed(self, count: int, rng: random.Random) -> list[Pair]:
        """Sides of marked contradictions with other statements of their story: what denies one thing does not deny the next.

        Without them a model learns which sentences sound like a rebuttal, and sets them against everything.
        """
        marked = [(story, side) for story, all_of in self.sides.items() for label, *both in all_of if label == "contradiction" for places in both for side in places]
        drawn = []
        while marked and len(drawn) < count:
            story, side = rng.choice(marked)
            every = self.members[story]
            # The likeliest to be confused of a few, so that chance pairs and near misses both occur.
            tried = rng.sample(every, min(len(every), rng.choice([1, 4, 12])))
            words = content_words(side.sentence)
            other = max(tried, key=lambda p: len(words & content_words(p.sentence)), default=side)
            if other != side and other.sentence != side.sentence and (side, other) not in self.touched:
                drawn.append(Pair("unmarked", *rng.sample([side, other], 2)))
        return drawn
