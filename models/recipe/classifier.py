"""An ONNX classifier as belie runs it: one pair a time on one thread, a process a processor."""

from __future__ import annotations

import json
import multiprocessing
import os
from pathlib import Path

import numpy
import onnxruntime
from tokenizers import Tokenizer

# Tokens of a text that belie embeds.
EMBEDDED_TOKENS = 128


class Model:
    """The first output for one input, of one text or of two."""

    def __init__(self, folder: Path, tokens: int = 512) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
        self.inputs = {found.name for found in self.session.get_inputs()}
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(tokens, strategy="longest_first")

    def output(self, *texts: str) -> numpy.ndarray:
        found = self.tokenizer.encode(*texts)
        values = {"input_ids": found.ids, "attention_mask": found.attention_mask, "token_type_ids": found.type_ids}
        given = {name: numpy.array([row], dtype=numpy.int64) for name, row in values.items() if name in self.inputs}
        return self.session.run(None, given)[0][0]


class Classifier(Model):
    """Logits and probabilities of single pairs, in the order of `labels`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        config = json.loads((folder / "config.json").read_text())
        self.labels = [config["id2label"][str(at)].lower() for at in range(len(config["id2label"]))]
        self.temperature = float(config.get("temperature", 1.0))


_here: Model | None = None


def _load(folder: Path, tokens: int) -> None:
    global _here
    _here = Model(folder, tokens)


def _output(texts: tuple[str, ...]) -> numpy.ndarray:
    return _here.output(*texts)


def outputs(folder: Path, inputs: list[tuple[str, ...]], tokens: int = 512) -> numpy.ndarray:
    """The output for every input, of one text or of two: logits, or the embedding."""
    with multiprocessing.get_context("spawn").Pool(os.cpu_count(), _load, (folder, tokens)) as pool:
        return numpy.array(pool.map(_output, inputs, chunksize=64))


def embeddings(folder: Path, texts: list[str]) -> numpy.ndarray:
    """The embedding of every text, a row each, as belie has it."""
    return outputs(folder, [(text,) for text in texts], EMBEDDED_TOKENS)


def softmax(values: numpy.ndarray, temperature: float) -> numpy.ndarray:
    powers = numpy.exp((values - values.max(axis=1, keepdims=True)) / temperature)
    return powers / powers.sum(axis=1, keepdims=True)


def contradiction_both_ways(folder: Path, pairs: list[tuple[str, str]]) -> list[list[dict[str, float]]]:
    """Of each pair, the probabilities with either side as the premise."""
    model = Classifier(folder)
    found = softmax(outputs(folder, pairs + [(b, a) for a, b in pairs]), model.temperature)
    named = [dict(zip(model.labels, (float(p) for p in row), strict=True)) for row in found]
    return [list(both) for both in zip(named[: len(pairs)], named[len(pairs) :], strict=True)]
