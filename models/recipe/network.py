"""The NLI network, as it is trained and as it is exported."""

from __future__ import annotations

from pathlib import Path

from transformers import AutoModelForSequenceClassification


def classifier(source: Path, **options):
    """A BERT classifier whose last layer is computed for the first token alone: nothing else of it reaches the logits, and it is a sixth of the work."""
    model = AutoModelForSequenceClassification.from_pretrained(source, **options).float()
    last = model.base_model.encoder.layer[-1]

    def forward(hidden, attention_mask=None, *_, **__):
        first = hidden[:, :1]
        mask = None if attention_mask is None else attention_mask[:, :, :1]
        context = last.attention.self(first, attention_mask=mask, encoder_hidden_states=hidden)[0]
        return (last.feed_forward_chunk(last.attention.output(context, first)),)

    last.forward = forward
    return model
