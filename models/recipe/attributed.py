"""What the attribution model reads and answers: windows of an article, a tag a word, and pointers between words.

Every word is (B)eginning or (I)nside of a cue, a content or a source, or (O)utside of all. A word of a content points at the
first word of its cue, and the first word of a cue at the first word of its source; what has none points at the first token of
the window, which stands for no word. So contents in pieces and sources of several cues need no rule.
"""

from __future__ import annotations

import bisect
import gzip
import json
import random
import re
from pathlib import Path

import numpy

TAGS = ["O", "B-cue", "I-cue", "B-content", "I-content", "B-source", "I-source"]
ROLES = ["cue", "content", "source"]
# Characters of the sentences that a window answers for, and of those before and after that are read as well, as in
# src/statement/finder/window.rs.
CORE, BEFORE, AFTER = 900, 160, 300
# What a word between them takes from a pointer's logit.
DISTANCE = 0.3
# What speaks for a cue beforehand.
LEAN = 1.0
# What a content that begins or ends costs in the sequence of tags.
BREAK = 1.0
# Least mean probability with which the words of a content point at their cue.
LEAST = 0.1
# Untagged words that a content reaches over.
BRIDGE = 3
IGNORED = -100


class Text:
    """An article in words (what the tokenizer keeps together) and wordpieces, with its attributions as word ranges."""

    def __init__(self, row: dict, tokenizer) -> None:
        self.text = row["text"]
        found = tokenizer.encode(self.text, add_special_tokens=False)
        self.ids, offsets, numbers = found.ids, found.offsets, found.word_ids
        self.first = [at for at, word in enumerate(numbers) if at == 0 or word != numbers[at - 1]]
        starts = [offsets[at][0] for at in self.first]
        ends = [offsets[at - 1][1] for at in self.first[1:] + [len(offsets)]]
        self.words = list(zip(starts, ends, strict=True))
        self.attributions = []
        for attribution in row["attributions"]:
            ranges = {role: [self.range(span) for place in attribution.get(role, []) for span in place["spans"]] for role in ROLES}
            self.attributions.append({role: [r for r in found if r[0] < r[1]] for role, found in ranges.items()})
        bounds = {0, *(self.range((m.end(), m.end()))[0] for m in re.finditer(r"[.!?][”\"’)]*\s+(?=[“\"‘(]*[A-Z0-9])|\n\s*", self.text))}
        self.sentences = sorted(bounds - {len(self.words)}) + [len(self.words)]

    def range(self, span) -> tuple[int, int]:
        """The words that overlap a span of characters."""
        start, end = span
        return bisect.bisect_right(self.words, start, key=lambda w: w[1]), bisect.bisect_left(self.words, end, key=lambda w: w[0])

    def pieces(self, start: int, end: int) -> tuple[int, int]:
        """The wordpieces of words start to end."""
        return self.first[start] if start < len(self.first) else len(self.ids), self.first[end] if end < len(self.first) else len(self.ids)

    def characters(self, start: int, end: int) -> int:
        """The length of sentences start to end."""
        return self.words[self.sentences[end] - 1][1] - self.words[self.sentences[start]][0]

    def labels(self):
        """Of every word its tag, and the word that it points at (-1 for none; a content word at its cue, a cue at its source)."""
        tags, heads = [0] * len(self.words), [-1] * len(self.words)
        for attribution in self.attributions:
            cue = attribution["cue"][0][0] if attribution["cue"] else -1
            for role in ROLES:
                for start, end in attribution[role]:
                    for word in range(start, end):
                        tags[word] = 1 + 2 * ROLES.index(role) + (word > start)
                        heads[word] = cue if role == "content" else -1
            if cue >= 0 and attribution["source"]:
                heads[cue] = attribution["source"][0][0]
        return tags, heads


def read(path: Path, tokenizer) -> list[Text]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [Text(json.loads(line), tokenizer) for line in lines]


def packed(text: Text, budget: int, first: int | None = None):
    """Runs of whole sentences of at most `budget` characters; a longer sentence stands alone. The first run holds at most `first`."""
    start, room = 0, first or budget
    for at in range(1, len(text.sentences)):
        if at - 1 > start and text.characters(start, at) > room:
            yield start, at - 1
            start, room = at - 1, budget
    if start + 1 < len(text.sentences):
        yield start, len(text.sentences) - 1


def around(text: Text, start: int, end: int) -> tuple[int, int]:
    """The sentences that sentences start to end are read with."""
    first, last = start, end
    while first > 0 and text.characters(first - 1, start) <= BEFORE:
        first -= 1
    while last + 1 < len(text.sentences) and text.characters(end, last + 1) <= AFTER:
        last += 1
    return first, last


class Window:
    """Sentences start to end of a text as the model reads them, between its two special tokens."""

    LONGEST = 510

    def __init__(self, text: Text, start: int, end: int, core: tuple[int, int]) -> None:
        first, last = text.sentences[start], text.sentences[end]
        begin, finish = text.pieces(first, last)
        finish = min(finish, begin + self.LONGEST)
        self.text, self.ids = text, text.ids[begin:finish]
        self.core = text.sentences[core[0]], text.sentences[core[1]]
        self.words = [word for word in range(first, last) if text.first[word] < finish]
        # Where the first piece of each word stands; the special token before them is 0.
        self.places = [text.first[word] - begin + 1 for word in self.words]


def training_windows(texts: list[Text], budget: int, rng: random.Random) -> list[Window]:
    """Every text once, in runs of `budget` characters, cut at other sentences each time."""
    return [Window(text, *run, run) for text in texts for run in packed(text, budget, rng.randrange(budget // 4, budget))]


def windows(texts: list[Text]) -> list[Window]:
    """Every text in cores with the sentences around them."""
    return [Window(text, *around(text, *core), core) for text in texts for core in packed(text, CORE)]


class Finding:
    """An attribution as spans of characters."""

    def __init__(self, cue, source, content) -> None:
        self.cue, self.source, self.content = cue, source, content


def costs() -> numpy.ndarray:
    """What it costs that a tag (column) follows another (row): inside needs a beginning, a content breaks seldom."""
    found = numpy.zeros((len(TAGS), len(TAGS)))
    outside, begin, inside = 0, TAGS.index("B-content"), TAGS.index("I-content")
    found[outside, begin] = found[[begin, inside], outside] = BREAK
    found[[begin, inside], begin] = 2 * BREAK
    for tag in range(2, len(TAGS), 2):
        found[[last for last in range(len(TAGS)) if last not in (tag, tag - 1)], tag] = 1e9
    return found


COSTS = costs()


def likeliest(scores: numpy.ndarray) -> list[int]:
    """The likeliest sequence of tags (Viterbi)."""
    reached, steps = numpy.full(len(TAGS), -1e9), []
    reached[0] = 0.0
    for row in scores:
        comes = reached[:, None] - COSTS
        steps.append(comes.argmax(axis=0))
        reached = comes.max(axis=0) + row
    tags = [int(reached.argmax())]
    for step in reversed(steps):
        tags.append(int(step[tags[-1]]))
    return tags[-2::-1]


def runs(tags: list[int], role: str) -> list[tuple[int, int]]:
    """The runs of words that are tagged as `role`."""
    begin = 1 + 2 * ROLES.index(role)
    found, start = [], None
    for at, tag in enumerate([*tags, 0]):
        if start is not None and tag != begin + 1:
            found.append((start, at))
            start = None
        if tag == begin:
            start = at
    return found


def bridged(content: list[tuple[int, int]], tags: list[int]) -> list[tuple[int, int]]:
    """Pieces of one content with nothing but a few words of nobody between them are one."""
    joined: list[tuple[int, int]] = []
    for start, end in content:
        if joined and start - joined[-1][1] <= BRIDGE and not any(tags[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def between(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def decode(window: Window, output: numpy.ndarray, lean: float = LEAN, distance: float = DISTANCE) -> list[Finding]:
    """Attributions whose cues lie in the core. `output`: of each token the tags, its pointer to a cue, its pointer to a source."""
    length = output.shape[0]
    logits, to_cue, to_source = output[:, : len(TAGS)], output[:, len(TAGS) : len(TAGS) + length], output[:, len(TAGS) + length :]
    rows = logits[window.places].copy()
    rows[:, 1:3] += lean
    tags = likeliest(rows)
    cues, contents, sources = (runs(tags, role) for role in ROLES)
    if not cues:
        return []
    heads = [window.places[start] for start, _ in cues]
    of_cue: list[list[tuple[int, int]]] = [[] for _ in cues]
    for content in contents:
        pointers = to_cue[window.places[slice(*content)]]
        own = int(numpy.argmax(pointers[:, heads].mean(axis=0) - [distance * between(content, cue) for cue in cues]))
        shares = numpy.exp(pointers[:, heads[own]] - numpy.logaddexp.reduce(pointers, axis=1))
        # What points elsewhere belongs to a cue that was not found, or that stands outside of the window.
        if shares.mean() >= LEAST:
            of_cue[own].append(content)
    of_cue = [bridged(content, tags) for content in of_cue]
    found = []
    span = lambda run: (window.text.words[window.words[run[0]]][0], window.text.words[window.words[run[1] - 1]][1])
    for cue, content in zip(cues, of_cue, strict=True):
        if not (window.core[0] <= window.words[cue[0]] < window.core[1]) or not content:
            continue
        pointers = to_source[window.places[cue[0]]]
        choices = [(pointers[window.places[source[0]]] - distance * between(source, cue), source) for source in sources]
        source = max(choices, default=(-numpy.inf, None))
        found.append(Finding([span(cue)], [span(source[1])] if source[0] > pointers[0] else [], [span(c) for c in content]))
    return found


def overlap(a, b) -> int:
    return sum(max(0, min(end, stop) - max(start, begin)) for start, end in a for begin, stop in b)


def length(spans) -> int:
    return sum(end - start for start, end in spans)


def iou(a, b) -> float:
    shared = overlap(a, b)
    return shared / max(length(a) + length(b) - shared, 1)


def inside(a, b) -> float:
    return overlap(a, b) / max(min(length(a), length(b)), 1)


def matched(found, gold, score, least: float) -> list[tuple[int, int]]:
    scored = sorted(((score(f, g), i, j) for i, f in enumerate(found) for j, g in enumerate(gold)), key=lambda row: -row[0])
    pairs, used, met = [], set(), set()
    for value, i, j in scored:
        if value >= least and i not in used and j not in met:
            used.add(i)
            met.add(j)
            pairs.append((i, j))
    return pairs


def gold(text: Text) -> list[Finding]:
    spans = lambda ranges: [(text.words[start][0], text.words[end - 1][1]) for start, end in ranges]
    return [Finding(spans(a["cue"]), spans(a["source"]), spans(a["content"])) for a in text.attributions if a["content"]]


def figures(found_of: dict[int, list[Finding]], texts: list[Text]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 as `belie eval statements` has them."""
    counts = {name: [0, 0, 0] for name in ["content", "cue", "cue given content", "source given content"]}
    for at, text in enumerate(texts):
        found, there = found_of.get(at, []), gold(text)
        same = matched(found, there, lambda f, g: iou(f.content, g.content) + inside(f.cue, g.cue) / 1e6, 0.5)
        cues = matched(found, there, lambda f, g: inside(f.cue, g.cue), 0.5)
        add(counts["content"], len(same), len(found), len(there))
        add(counts["cue"], len(cues), len(found), sum(bool(g.cue) for g in there))
        for i, j in same:
            for name, one, other in [("cue given content", found[i].cue, there[j].cue), ("source given content", found[i].source, there[j].source)]:
                add(counts[name], bool(one and other and inside(one, other) >= 0.5), bool(one), bool(other))
    return {name: (r / max(c, 1), r / max(t, 1), 2 * r / max(c + t, 1)) for name, (r, c, t) in counts.items()}


def add(counts: list[int], right: int, called: int, there: int) -> None:
    for at, value in enumerate((right, called, there)):
        counts[at] += int(value)
