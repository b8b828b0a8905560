"""The training loop of every model here: warming, falling rate, moving average, checkpoints. A run that is started again goes on from its last one."""

from __future__ import annotations

import re
import time
from pathlib import Path

import torch

# How much of the moving average a step keeps.
AVERAGE = 0.998


def optimizer_of(model, depth: int, rate: float, decay: float, head: float = 1.0):
    """AdamW; of `depth` layers one learns `decay` times as fast as the one above it, what is above them `head` times as fast as the last."""
    groups = []
    for name, weights in model.named_parameters():
        if weights.requires_grad:
            layer = re.search(r"encoder\.layer\.(\d+)\.", name)
            factor = decay ** (depth - 1 - int(layer[1])) if layer else decay**depth if "embeddings." in name else head
            groups.append({"params": [weights], "rate": rate * factor, "weight_decay": 0.01 if weights.dim() > 1 else 0.0})
    return torch.optim.AdamW(groups, lr=rate, fused=True)


def fit(model, optimizer, work: list, loss_of, target: Path, keep_at_most: float = AVERAGE) -> None:
    """Takes a step for each batch of `work`, down its `loss_of`, and leaves the moving average of the weights in `model`."""
    model.train()
    trained = {name: weights for name, weights in model.named_parameters() if weights.requires_grad}
    average = {name: weights.detach().clone() for name, weights in trained.items()}
    done = resume(target, model, optimizer, average)
    warm = max(1, len(work) // 20)
    started, seen, running = time.time(), 0, []
    for step, batch in enumerate(work[done:], start=done + 1):
        share = min(step / warm, (len(work) - step + 1) / (len(work) - warm + 1))
        for group in optimizer.param_groups:
            group["lr"] = group["rate"] * max(share, 0.02)
        loss = loss_of(batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained.values(), 1.0)
        optimizer.step()
        keep = min(keep_at_most, step / (step + 10))
        torch._foreach_lerp_(list(average.values()), [weights.detach() for weights in trained.values()], 1 - keep)
        seen += len(batch)
        running.append(loss.detach())
        if step % 50 == 0:
            mean = torch.stack(running[-200:]).mean().item()
            print(f"step {step}/{len(work)} loss {mean:.4f} {seen / (time.time() - started):.0f} a second", flush=True)
        if step % 200 == 0 or step == len(work):
            save(target, model, optimizer, average, step)
    model.load_state_dict(average, strict=False)


def save(target: Path, model, optimizer, average, step: int) -> None:
    target.mkdir(parents=True, exist_ok=True)
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "average": average, "step": step}
    partial = target / "checkpoint.partial"
    torch.save(state, partial)
    partial.rename(target / "checkpoint.pt")


def resume(target: Path, model, optimizer, average) -> int:
    path = target / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True, map_location=next(model.parameters()).device)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    average.update(state["average"])
    return state["step"]


def cut(items: list, size_of, budget: int, rng) -> list[list]:
    """Lists of items of like size, of at most `budget` with what they are padded by, in random order."""
    batch, found = [], []
    for item in sorted(items, key=lambda item: size_of(item) + 4 * rng.random()):
        if batch and size_of(item) * (len(batch) + 1) > budget:
            found.append(batch)
            batch = []
        batch.append(item)
    if batch:
        found.append(batch)
    rng.shuffle(found)
    return found


def add_arguments(parser) -> None:
    parser.add_argument("--steps", type=int, help="at most; the learning rate falls to nought by the last")
    parser.add_argument("--frozen", type=int, default=2, help="how many of the lowest layers stay as they are, with the embeddings; 0: none, nor these")
    parser.add_argument("--tokens", type=int, default=3072, help="tokens a batch")
    parser.add_argument("--longest", type=int, default=96, help="tokens a pair")
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--decay", type=float, default=0.9, help="what a layer's learning rate is to that of the layer above")
    parser.add_argument("--smoke", action="store_true", help="a few steps only")
