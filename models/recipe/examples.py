"""What the model is trained on: (premise, hypothesis, target) from public sets, written pairs and news."""

from __future__ import annotations

import random
from pathlib import Path

import news

LABELS = {"entailment": 0, "neutral": 1, "contradiction": 2}
# Pairs drawn from each public set for one pass. Sets without a stated licence are left out.
PUBLIC = {"mnli": 24000, "wanli": 14000, "snli": 24000, "cad": 4000, "newprotocols": 4000, "semiauto_wiki": 3000, "scone": 2000, "fever": 3000}
# Of the pairs that stand in no article, how many stay bare, and how many have one sentence behind the other; the rest stand behind others.
BARE, BEHIND = 0.3, 0.3
# A target that sums to 2 allows either class: a look-alike is anything but a contradiction.
LOOK_ALIKE = [1.0, 1.0, 0.0]
# Two sentences that state the same fact entail each other, but for a detail now and then.
SAME = [0.75, 0.2, 0.05]


def smooth(label: str, smoothing: float) -> list[float]:
    return [smoothing / 3 + (1 - smoothing) * (at == LABELS[label]) for at in range(3)]


def held_out(folders: list[Path]) -> set[str]:
    """Premises of six words or more of the dev sets: no training pair may have them on either side."""
    return {
        row["premise"].strip().lower()
        for folder in folders
        for path in sorted(folder.glob("*.jsonl*"))
        for row in news.rows(path)
        if len(row["premise"].split()) >= 6
    }


def public(arguments, rng: random.Random):
    if arguments.public is None:
        return
    dev = held_out(arguments.dev)
    for name, count in PUBLIC.items():
        kept = [
            row
            for row in news.rows(arguments.public / f"{name}.jsonl.gz")
            if row["label"] in LABELS and not {row["premise"].strip().lower(), row["hypothesis"].strip().lower()} & dev
        ]
        rng.shuffle(kept)
        yield from (pair(row, arguments.smoothing) for row in kept[: int(count * arguments.share)])


def pair(row: dict, smoothing: float):
    target = LOOK_ALIKE if row["label"] == "look_alike" else smooth(row["label"], smoothing)
    return row["premise"], row["hypothesis"], target


def files(paths: list[Path], smoothing: float):
    for path in paths:
        yield from (pair(row, smoothing) for row in news.rows(path) if row.get("split") != "dev")


def written(paths: list[Path], smoothing: float):
    """A contradiction holds in either order; in one order alone its hypotheses would give it away."""
    for premise, hypothesis, target in files(paths, smoothing):
        yield premise, hypothesis, target
        if max(target) == target[LABELS["contradiction"]]:
            yield hypothesis, premise, target


def placed(rows, context: int, rng: random.Random):
    """Pairs that stand in no article, as they might stand in one, for a model that reads `context` characters of what stands before a sentence. It changes nothing
    of what they say, so the target stays. Without them such a model knows what stands before a sentence from marked news alone, where most pairs are no
    contradictions, and finds half as many in any other text."""
    rows = list(rows)
    for premise, hypothesis, target in rows:
        chance = rng.random()
        if context and chance >= BARE:
            contexts = rng.choice(rows)[0], premise if chance < BARE + BEHIND else rng.choice(rows)[0]
            premise, hypothesis = (news.behind(news.before(other, context), text) for other, text in zip(contexts, (premise, hypothesis), strict=True))
        yield premise, hypothesis, target


def of_news(arguments, rng: random.Random):
    """Marked pairs in both orders, and unmarked pairs, as belie hands them to its model."""
    targets = {
        "contradiction": smooth("contradiction", arguments.smoothing),
        "same": SAME,
        "agrees": LOOK_ALIKE,
        "not_contradiction": LOOK_ALIKE,
        "unmarked": LOOK_ALIKE,
    }
    for articles, statements, *marks in arguments.news:
        stories = news.Stories(articles, statements, marks, arguments.held_out, arguments.context)
        if arguments.marked_share < 1:
            stories.sides = {story: found for story, found in sorted(stories.sides.items()) if rng.random() < arguments.marked_share}
        known, agreeing = stories.marked(), stories.agreeing()
        # As many for each marked pair, however large the set.
        drawn = stories.unmarked(int(arguments.unmarked * len(known)), rng) + stories.crossed(int(arguments.crossed * len(known)), rng)
        print(f"{articles}: {len(known)} marked pairs, {len(agreeing)} that agree, {len(drawn)} unmarked", flush=True)
        for pair in known * arguments.repeat + agreeing + drawn:
            sides = rng.sample([pair.left.reading, pair.right.reading], 2)
            yield (*sides, targets[pair.label])
            if pair.label not in ("unmarked", "agrees") and not arguments.one_order:
                yield (*reversed(sides), targets[pair.label])


def own(arguments, rng: random.Random):
    """Written pairs and news."""
    pairs = list(written(arguments.pairs, arguments.smoothing)) * arguments.pairs_repeat
    return [*placed(pairs, arguments.context, rng), *of_news(arguments, rng)]


def read(arguments, rng: random.Random):
    return [*placed(public(arguments, rng), arguments.context, rng), *own(arguments, rng)]


def add_arguments(parser) -> None:
    parser.add_argument("--public", type=Path, help="folder with mnli.jsonl.gz, snli.jsonl.gz …")
    parser.add_argument("--dev", type=Path, nargs="*", default=[], help="folders of dev sets, whose premises are kept out of training")
    parser.add_argument("--pairs", type=Path, nargs="*", default=[], help="files of pairs written for this project")
    parser.add_argument("--pairs-repeat", type=int, default=2, help="how often a written pair is seen")
    parser.add_argument("--marked-share", type=float, default=1.0, help="of the marked stories, how many (for the learning curve)")
    parser.add_argument("--share", type=float, default=1.0, help="of the public pairs, how many")
    parser.add_argument("--unmarked", type=float, default=0.5, help="for each marked pair, unmarked pairs of its story that share words")
    parser.add_argument("--crossed", type=float, default=4.0, help="for each marked pair, sides of marked contradictions with other statements")
    parser.add_argument("--one-order", action="store_true", help="see a marked pair in one order only, for a short run")
    parser.add_argument("--repeat", type=int, default=1, help="how often a marked pair is seen, in both orders")
    parser.add_argument("--smoothing", type=float, default=0.06)
    parser.add_argument(
        "--news",
        type=Path,
        nargs="+",
        action="append",
        default=[],
        metavar="ARTICLES STATEMENTS MARKS",
        help="articles with a story each, the output of `belie statements` on them, and files of marked pairs of those stories",
    )
    parser.add_argument("--held-out", type=float, default=0.0, help="of the stories, how many the model never sees: the judge is fitted on them")
    parser.add_argument("--context", type=int, default=0, help="characters of what stands before a sentence that the model reads with it; the second reader 160")
    parser.add_argument("--seed", type=int, default=1)
