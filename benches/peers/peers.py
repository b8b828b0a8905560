"""Pairs a second in belie, ONNX Runtime and transformers, measured in turn in one run."""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import onnxruntime
import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

BATCH = 32


def rows(path: Path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as lines:
        yield from (json.loads(line) for line in lines)


def batches(tokenizer, pairs, kind: str):
    """Batches of pairs sorted by length, padded to their longest."""
    ordered = sorted(pairs, key=lambda pair: len(pair[0]) + len(pair[1]))
    for start in range(0, len(ordered), BATCH):
        part = ordered[start : start + BATCH]
        yield tokenizer(
            [p for p, _ in part], [h for _, h in part], truncation="longest_first", max_length=512, padding=True, return_tensors=kind
        )


def timed(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--belie", type=Path, required=True)
    parser.add_argument("--int8", type=Path, required=True)
    parser.add_argument("--fp32", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("files", type=Path, nargs="+")
    arguments = parser.parse_args()

    every = [(row["premise"], row["hypothesis"]) for path in arguments.files for row in rows(path)]
    pairs = every[:: max(1, len(every) // arguments.pairs)][: arguments.pairs]
    tokenizer = AutoTokenizer.from_pretrained(arguments.int8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = arguments.threads
    session = onnxruntime.InferenceSession(str(arguments.int8 / "model.onnx"), options, providers=["CPUExecutionProvider"])
    torch.set_num_threads(arguments.threads)
    model = AutoModelForSequenceClassification.from_pretrained(arguments.fp32).float().eval()

    def in_onnxruntime() -> None:
        for batch in batches(tokenizer, pairs, "np"):
            session.run(None, {name: value.astype("int64") for name, value in batch.items()})

    def in_transformers() -> None:
        with torch.inference_mode():
            for batch in batches(tokenizer, pairs, "pt"):
                model(**batch)

    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for premise, hypothesis in pairs:
            file.write(json.dumps({"premise": premise, "hypothesis": hypothesis, "label": "neutral"}) + "\n")
        file.flush()
        command = [arguments.belie, "eval", "nli", file.name, "--json", "--model", arguments.int8, "--threads", str(arguments.threads)]

        def in_belie() -> float:
            output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            return json.loads(output)["pairs_per_second"]

        rates: dict[str, list[float]] = {"belie": [], "onnxruntime": [], "transformers": []}
        for _ in range(arguments.rounds):
            rates["belie"].append(in_belie())
            rates["onnxruntime"].append(len(pairs) / timed(in_onnxruntime))
            rates["transformers"].append(len(pairs) / timed(in_transformers))
    for name, measured in rates.items():
        print(f"{name:<13} {statistics.median(measured):7.1f} pairs/s  (of {', '.join(f'{rate:.0f}' for rate in measured)})")
    for name in ["onnxruntime", "transformers"]:
        ratios = [belie / other for belie, other in zip(rates["belie"], rates[name])]
        print(f"belie / {name}: {statistics.median(ratios):.2f}  ({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
