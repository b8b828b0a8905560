"""Checks the int8 model against the fp32 model on labelled sets, and belie's figures against scikit-learn's.

With `--belie` the figures of `belie eval nli --json` on the same files are held against scikit-learn's to four decimals.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

import numpy
from sklearn.metrics import accuracy_score, average_precision_score, f1_score

import classifier
import news

BELIE = ["entailment", "neutral", "contradiction"]


def figures(truth, probabilities, labels) -> dict[str, float]:
    called = probabilities.argmax(axis=1)
    contradicts = labels.index("contradiction")
    return {
        "accuracy": accuracy_score(truth, called),
        "macro_f1": f1_score(truth, called, average="macro"),
        "contradiction_average_precision": average_precision_score(numpy.array(truth) == contradicts, probabilities[:, contradicts]),
    }


def of_file(arguments, path: Path) -> list[str]:
    model = classifier.Classifier(arguments.int8)
    rows = [row for row in news.rows(path) if row["label"] in model.labels and row.get("split") != "train"]
    pairs = [(row["premise"], row["hypothesis"]) for row in rows]
    truth = [model.labels.index(row["label"]) for row in rows]
    fp32, int8 = (classifier.softmax(classifier.outputs(folder, pairs), model.temperature) for folder in (arguments.fp32, arguments.int8))
    whole, small = (figures(truth, p, model.labels) for p in (fp32, int8))
    gap = numpy.abs(fp32 - int8)
    told = "  ".join(f"{name} fp32 {whole[name]:.4f} int8 {small[name]:.4f}" for name in whole)
    print(f"{path.name}: n {len(rows)}  {told}  |dp| mean {gap.mean():.4f} max {gap.max():.4f}", flush=True)
    failures = [f"{path.name}: int8 costs more than {arguments.allowed} accuracy"] if whole["accuracy"] - small["accuracy"] > arguments.allowed else []
    return failures + (agree(arguments, path, rows) if arguments.belie else [])


def agree(arguments, path: Path, rows) -> list[str]:
    """Whether belie's figures are scikit-learn's on the scores that belie gave."""
    with tempfile.NamedTemporaryFile("r") as scores:
        command = [arguments.belie, "eval", "nli", "--model", arguments.int8, "--json", "--scores", scores.name, path]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        probabilities = numpy.array([[row[label] for label in BELIE] for row in map(json.loads, scores)])
    computed = figures([BELIE.index(row["label"]) for row in rows], probabilities, BELIE)
    print("  belie  " + "  ".join(f"{name} {told[name]:.4f}" for name in computed), flush=True)
    return [f"{path.name}: belie and scikit-learn differ in {name}" for name in computed if abs(told[name] - computed[name]) > 5e-5]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fp32", type=Path)
    parser.add_argument("int8", type=Path)
    parser.add_argument("files", type=Path, nargs="+", help="JSON Lines with premise, hypothesis and label")
    parser.add_argument("--belie", type=Path, help="the program, to hold its figures against scikit-learn's")
    parser.add_argument("--allowed", type=float, default=0.005, help="the most that int8 may cost in accuracy")
    arguments = parser.parse_args()
    failures = [failure for path in arguments.files for failure in of_file(arguments, path)]
    if failures:
        raise SystemExit("\n".join(failures))


if __name__ == "__main__":
    main()
