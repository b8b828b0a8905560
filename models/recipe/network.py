"""The NLI network, as it is trained and as it is exported."""

from __future__ import annotations

import math
import time
from pathlib import Path

import torch
from transformers import AutoModelForSequenceClassification


def classifier(source: Path, **options):
    """A classifier, on a GPU where there is one: a student is a BERT, a teacher may be another encoder, such as MPNet."""
    # On a CPU the fused attention takes a third of a training step in bfloat16; as plain products a twentieth.
    model = AutoModelForSequenceClassification.from_pretrained(source, attn_implementation="eager", **options).float()
    if model.config.model_type in FIRST_TOKEN_ALONE:
        last = model.base_model.encoder.layer[-1]
        last.forward = FIRST_TOKEN_ALONE[model.config.model_type](last)
    return model.to("cuda" if torch.cuda.is_available() else "cpu")


def freeze(model, layers: int) -> None:
    """Keeps the lowest layers as they are, and with them the word embeddings, which are half of a student: they know words already, and on a
    processor a step takes a sixth less. With no layers nothing is kept, but for what MPNet knows of distances."""
    model.base_model.embeddings.requires_grad_(layers == 0)
    for layer in model.base_model.encoder.layer[:layers]:
        layer.requires_grad_(False)
    if hasattr(model.base_model.encoder, "relative_attention_bias"):
        model.base_model.encoder.relative_attention_bias.requires_grad_(False)


def of_bert(last):
    """A BERT's last layer, for the first token alone."""

    def forward(hidden, attention_mask=None, *_, **__):
        first = hidden[:, :1]
        mask = None if attention_mask is None else attention_mask[:, :, :1]
        context = last.attention.self(first, attention_mask=mask, encoder_hidden_states=hidden)[0]
        return (last.feed_forward_chunk(last.attention.output(context, first)),)

    return forward


def of_mpnet(last):
    """MPNet's last layer, for the first token alone."""
    heads, output, norm = last.attention.attn, last.output, last.attention.LayerNorm

    def split(states):
        return states.unflatten(-1, (heads.num_attention_heads, heads.attention_head_size)).transpose(1, 2)

    def forward(hidden, attention_mask, _, position_bias, **__):
        first = hidden[:, :1]
        query, key, value = split(heads.q(first)), split(heads.k(hidden)), split(heads.v(hidden))
        scores = query @ key.transpose(-1, -2) / math.sqrt(heads.attention_head_size) + position_bias[:, :, :1] + attention_mask
        context = (scores.softmax(dim=-1) @ value).transpose(1, 2).flatten(2)
        attended = norm(heads.o(context) + first)
        return (output(last.intermediate(attended), attended),)

    return forward


# Nothing else of the last layer reaches the logits; in six layers it is a sixth of the work.
FIRST_TOKEN_ALONE = {"bert": of_bert, "mpnet": of_mpnet}


def types_of(model, types) -> dict:
    """Which of the two texts a token is of, for an encoder that is told."""
    return {"token_type_ids": types} if getattr(model.config, "type_vocab_size", 1) > 1 else {}


def faster_low(step, batches) -> bool:
    """Whether a step (of a batch, in bfloat16 or not) takes less time in bfloat16 than in float32 on this processor: the best of all batches, in
    turns. On a GPU it does."""
    if torch.cuda.is_available():
        return True
    best = {False: float("inf"), True: float("inf")}
    for batch in batches:
        for low in best:
            start = time.time()
            step(batch, low)
            best[low] = min(best[low], time.time() - start)
        # A processor that has to emulate bfloat16 takes many times as long: no need to see it again.
        if best[True] > 4 * best[False]:
            break
    print(f"best step: float32 {best[False]:.2f} s, bfloat16 {best[True]:.2f} s", flush=True)
    return best[True] < best[False]
