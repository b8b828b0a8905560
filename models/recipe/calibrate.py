"""Fits the temperature on dev sets (the one of least cross entropy, Guo et al. 2017) and writes it to the model's config.json."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy

import classifier
import news

TEMPERATURES = numpy.geomspace(0.4, 4.0, 181)


def calibrate(arguments) -> None:
    model = classifier.Classifier(arguments.model)
    rows = [row for path in arguments.files for row in news.rows(path) if row["label"] in model.labels and row.get("split", "dev") == "dev"]
    truth = numpy.array([model.labels.index(row["label"]) for row in rows])
    logits = classifier.outputs(arguments.model, [(row["premise"], row["hypothesis"]) for row in rows])
    loss = [-numpy.log(classifier.softmax(logits, t)[numpy.arange(len(truth)), truth] + 1e-12).mean() for t in TEMPERATURES]
    best = float(TEMPERATURES[int(numpy.argmin(loss))])
    path = arguments.model / "config.json"
    config = json.loads(path.read_text()) | {"temperature": round(best, 3)}
    path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")
    print(f"{len(rows)} pairs: temperature {best:.3f}, cross entropy {min(loss):.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder of the int8 model")
    parser.add_argument("files", type=Path, nargs="+", help="dev sets; of a file with splits, its dev rows")
    calibrate(parser.parse_args())


if __name__ == "__main__":
    main()
