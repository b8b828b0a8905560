"""Exchanges words of a text for words near to them, or leaves them out: variants of a pair for a teacher to judge (Jiao et al. 2020, TinyBERT)."""

from __future__ import annotations

import random
import re

import torch

# A word is exchanged for one of so many.
NEAREST = 15
# The largest share of the words of a text that is exchanged, and that is left out.
EXCHANGED, LEFT_OUT = 0.3, 0.2


class Exchange:
    """Whole words of a tokenizer's vocabulary that are near to each other by their embeddings."""

    def __init__(self, tokenizer, embeddings: torch.Tensor) -> None:
        whole = sorted(word for word in tokenizer.get_vocab() if re.fullmatch(r"[a-z]{2,}|\d+", word))
        ids = torch.tensor(tokenizer.convert_tokens_to_ids(whole))
        vectors = torch.nn.functional.normalize(embeddings.detach().float()[ids], dim=1)
        self.near: dict[str, list[str]] = {}
        for start in range(0, len(whole), 2048):
            nearest = (vectors[start : start + 2048] @ vectors.T).topk(min(NEAREST + 1, len(whole)), dim=1).indices
            for row, others in enumerate(nearest.tolist()):
                self.near[whole[start + row]] = [whole[other] for other in others if other != start + row]

    def __call__(self, text: str, rng: random.Random) -> str:
        exchanged, left_out = rng.random() * EXCHANGED, rng.random() * LEFT_OUT * (rng.random() < 0.4)
        found = []
        for word in text.split():
            if rng.random() < left_out:
                continue
            bare = re.search(r"\w+", word)
            near = self.near.get(bare[0].lower()) if bare and rng.random() < exchanged else None
            found.append(word.replace(bare[0], rng.choice(near), 1) if near else word)
        return " ".join(found) or text
