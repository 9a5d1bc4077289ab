"""Lists of sentences of one question, of which the selector is to find the right one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from eval.selector.examples import LIST, Example

BATCH = 8
"""Lists in a step."""
_WITHOUT = 0.2  # share of lists whose right sentence is taken away


@dataclass(frozen=True, slots=True)
class Lists:
    """One step's input: a question and `LIST` texts each, the right one first."""

    questions: tuple[str, ...]
    texts: tuple[str, ...]
    answered: tuple[bool, ...]
    """Of each list, whether it has a right one."""


def batches(examples: Sequence[Example], rng: np.random.Generator) -> Iterator[Lists]:
    """Yield the lists of one step after the other, one of each example; what is over is left."""
    for first in range(0, len(examples) - BATCH + 1, BATCH):
        questions: list[str] = []
        texts: list[str] = []
        answered: list[bool] = []
        for example in examples[first : first + BATCH]:
            keeps = rng.random() >= _WITHOUT or example.right.count(False) < LIST
            answered.append(keeps and any(example.right))
            drawn = draw(example, rng, answered=answered[-1])
            questions += [example.question] * len(drawn)
            texts += drawn
        yield Lists(tuple(questions), tuple(texts), tuple(answered))


def draw(example: Example, rng: np.random.Generator, *, answered: bool = True) -> list[str]:
    """Return the texts of one list, the right one first; hard ones are likelier than others.

    If it is not to be `answered`, without a right one.
    """
    right = np.flatnonzero(example.right)
    wrong = np.flatnonzero(np.logical_not(example.right))
    likeness = np.array(example.likeness)
    chosen = rng.choice(right, 1, p=_shares(4 * likeness[right])) if answered else right[:0]
    count = LIST - len(chosen)
    others = rng.choice(wrong, count, replace=False, p=_shares(2 * likeness[wrong]))
    return [example.texts[at] for at in (*chosen, *others)]


def _shares(logits: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    raised = np.exp(logits)
    return np.asarray(raised / raised.sum())
