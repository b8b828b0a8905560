"""Checks that the int8 model says what the fp32 model says, pair by pair, on labelled sets."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy
import onnxruntime
from sklearn.metrics import accuracy_score, f1_score
from transformers import AutoTokenizer

import news


class Model:
    """An ONNX classifier; one pair a time, as belie runs it."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        self.session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        config = json.loads((folder / "config.json").read_text())
        self.labels = [config["id2label"][str(at)].lower() for at in range(len(config["id2label"]))]
        self.temperature = float(config.get("temperature", 1.0))

    def logits(self, premise: str, hypothesis: str) -> numpy.ndarray:
        ids = self.tokenizer(premise, hypothesis, truncation="longest_first", max_length=512, return_tensors="np")
        return self.session.run(None, {name: value.astype(numpy.int64) for name, value in ids.items()})[0][0]

    def probabilities(self, rows) -> numpy.ndarray:
        logits = numpy.array([self.logits(row["premise"], row["hypothesis"]) for row in rows]) / self.temperature
        powers = numpy.exp(logits - logits.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)


def check(arguments) -> None:
    fp32, int8 = Model(arguments.fp32), Model(arguments.int8)
    for path in arguments.files:
        rows = [row for row in news.rows(path) if row["label"] in int8.labels]
        rows = rows[:: max(1, len(rows) // arguments.most)]
        truth = [int8.labels.index(row["label"]) for row in rows]
        a, b = fp32.probabilities(rows), int8.probabilities(rows)
        accuracy = [accuracy_score(truth, p.argmax(axis=1)) for p in (a, b)]
        macro = [f1_score(truth, p.argmax(axis=1), average="macro") for p in (a, b)]
        gap = numpy.abs(a - b)
        print(
            f"{path.name}: n {len(rows)}  accuracy fp32 {accuracy[0]:.4f} int8 {accuracy[1]:.4f}  "
            f"macro-F1 fp32 {macro[0]:.4f} int8 {macro[1]:.4f}  |dp| mean {gap.mean():.4f} max {gap.max():.4f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fp32", type=Path)
    parser.add_argument("int8", type=Path)
    parser.add_argument("files", type=Path, nargs="+", help="JSON Lines with premise, hypothesis and label")
    parser.add_argument("--most", type=int, default=2000, help="at most about this many pairs a file")
    check(parser.parse_args())


if __name__ == "__main__":
    main()
