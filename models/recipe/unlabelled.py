"""Pairs that nobody labelled, for a student to learn from what its teacher says of them.

Of public sets: two hypotheses of one premise, and texts that share rare words. Of news: sentences of one story, most of them those that
share most. None of a held-out story, nor of a premise of a dev set.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import numpy
from sklearn.feature_extraction.text import TfidfVectorizer

import news

# What a text of a public set is paired with: of the nearest this many, so many.
NEAREST = 8
# Hypotheses of one premise: at most so many pairs.
MOST_OF_A_PREMISE = 6
# Of a story: pairs drawn, those kept for what they share, and others.
DRAWN, SHARING, OTHERS = 9000, 380, 60


def siblings(pairs: list[tuple[str, str]], rng: random.Random):
    """Hypotheses that were written for one premise."""
    of = defaultdict(set)
    for premise, hypothesis in pairs:
        of[premise].add(hypothesis)
    for hypotheses in of.values():
        found = list(combinations(sorted(hypotheses), 2))
        yield from rng.sample(found, min(len(found), MOST_OF_A_PREMISE))


def neighbours(texts: list[str], count: int, rng: random.Random):
    """Each text with `count` of those next to it by the rare words that they share, but not with its own like."""
    vectors = TfidfVectorizer(sublinear_tf=True, max_df=0.2).fit_transform(texts).tocsr()
    for start in range(0, len(texts), 500):
        rows = (vectors[start : start + 500] @ vectors.T).tocsr()
        for row in range(rows.shape[0]):
            at, near = (part[rows.indptr[row] : rows.indptr[row + 1]] for part in (rows.indices, rows.data))
            kept = (near < 0.98) & (at != start + row)
            nearest = at[kept][numpy.argsort(-near[kept])][:NEAREST]
            for other in rng.sample(list(nearest), min(count, len(nearest))):
                yield texts[start + row], texts[other]


def of_stories(articles: Path, statements: Path, held_out: float, context: int, rng: random.Random):
    """Sentences of one story, as belie hands them to its model, by what they themselves share."""
    said = news.propositions(statements, articles, context)
    stories = defaultdict(dict)
    for row in news.rows(articles):
        if not news.is_held_out(row["story"], held_out):
            stories[row["story"]] |= {found.reading: found.sentence for found in said.get(row["id"], []) if len(found.sentence.split()) > 4}
    for _, readings in sorted(stories.items()):
        every = [(reading, news.content_words(sentence)) for reading, sentence in sorted(readings.items())]
        if len(every) < 4:
            continue
        in_how_many = Counter(word for _, words in every for word in words)
        rare = {word: math.log(len(every) / count) + 0.1 for word, count in in_how_many.items()}
        drawn = {tuple(sorted(rng.sample(range(len(every)), 2))) for _ in range(DRAWN)}

        def shared(pair) -> float:
            (_, left), (_, right) = (every[at] for at in pair)
            weights = [sum(rare[word] for word in words) or 1.0 for words in (left & right, left, right)]
            return weights[0] / math.sqrt(weights[1] * weights[2]) if left & right else 0.0

        ranked = sorted(sorted(drawn), key=shared, reverse=True)
        rest = ranked[SHARING:]
        for left, right in ranked[:SHARING] + rng.sample(rest, min(OTHERS, len(rest))):
            yield tuple(rng.sample([every[left][0], every[right][0]], 2))


def read(arguments, labelled: list[tuple[str, str]], rng: random.Random) -> list[tuple[str, str]]:
    """`labelled` are the pairs of public sets, whose texts are paired anew."""
    found = list(siblings(labelled, rng))
    if labelled:
        found += neighbours(sorted({text for pair in labelled for text in pair}), 2, rng)
    for articles, statements, *_ in arguments.news:
        found += of_stories(articles, statements, arguments.held_out, arguments.context, rng)
    return found
