"""The steps of training: the selector reads lists and learns which sentence of each is right."""

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from eval.selector.examples import LIST, Example
from eval.selector.lists import BATCH, Lists, batches
from eval.selector.model import SelectorModel, encode

_PARTS = 4
"""Neighbours in length are computed together, so that little is spent on padding."""
_DECAY = 0.01


def read(
    model: SelectorModel,
    rounds: Sequence[Sequence[Example]],
    rates: tuple[float, float],
    warm: int,
    rng: np.random.Generator,
    file: Path,
) -> None:
    """Train `model` on the rounds of examples, and write its weights to `file` after each.

    `rates` are those of the body and of its last layer: they rise for `warm` steps, and fall to the
    end. `rng` draws the lists.
    """
    steps = sum(len(each) // BATCH for each in rounds)
    optimiser = _optimiser(model, *rates)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / warm) * max(0.03, 1 - step / steps)
    )
    begin, step = perf_counter(), 0
    for each in rounds:
        for lists in batches(each, rng):
            loss = _loss(model, lists)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            if step % 25 == 0:
                print(f"step {step}/{steps}: loss {loss:.3f}, {perf_counter() - begin:.0f} s",
                      flush=True)  # fmt: skip
        torch.save(model.state_dict(), file)


def _optimiser(model: SelectorModel, rate: float, head_rate: float) -> torch.optim.Optimizer:
    body = [p for p in model.body.parameters() if p.requires_grad]
    head = {"params": list(model.head.parameters()), "lr": head_rate}
    return torch.optim.AdamW([{"params": body, "lr": rate}, head], weight_decay=_DECAY)


def _loss(model: SelectorModel, lists: Lists) -> torch.Tensor:
    by_length = np.argsort([len(text) for text in lists.texts], kind="stable")
    found = []
    for rows in np.array_split(by_length, _PARTS):
        pairs = encode([lists.questions[at] for at in rows], [lists.texts[at] for at in rows])
        with torch.autocast("cpu", torch.bfloat16):
            found.append(model(**pairs))
    ranked = torch.cat(found).float()[np.argsort(by_length)].view(-1, LIST)
    with_none = torch.cat([ranked, torch.zeros(len(ranked), 1)], dim=1)
    return cross_entropy(with_none, torch.tensor([0 if one else LIST for one in lists.answered]))
