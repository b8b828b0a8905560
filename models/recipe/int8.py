"""Trains what the int8 file will compute: products of weights in seven bits and inputs in eight, as `quantize.py` and the engine make them.

The gradient goes through the rounding as if there were none (the straight-through estimator; Bengio, Leonard and Courville 2013).
"""

from __future__ import annotations

import torch
from torch import nn


def rounded_weights(weights):
    """In steps of a 63rd of the largest of each row."""
    step = weights.abs().amax(1, keepdim=True).clamp_min(1e-8) / 63
    return (weights / step).round() * step


def rounded_inputs(inputs):
    """In 255 steps from the least to the greatest of each text, zero among them."""
    own = tuple(range(1, inputs.dim()))
    least, most = inputs.amin(own, keepdim=True).clamp_max(0), inputs.amax(own, keepdim=True).clamp_min(0)
    step = (most - least).clamp_min(1e-8) / 255
    zero = (-least / step).round()
    return ((inputs / step).round() + zero).clamp(0, 255).sub(zero) * step


def straight(values, rounded):
    """What `rounded` makes of the values, for the loss; the values, for the gradient."""
    with torch.no_grad():
        error = rounded(values) - values
    return values + error


def as_int8(model) -> None:
    """From now on all linear layers of `model` multiply so."""
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            layer.forward = lambda inputs, layer=layer: nn.functional.linear(straight(inputs, rounded_inputs), straight(layer.weight, rounded_weights), layer.bias)
