"""What an answer takes: words to read, time, and tokens of a language model."""

from eval.measure import Answered, Measure
from eval.wanted import shown_text


def words(answered: Answered) -> float | None:
    """Return the words of an answer, without markers."""
    if answered.refused:
        return None
    pieces = shown_text(answered.answer).split()  # a dash by itself is no word
    return float(sum(any(character.isalnum() for character in piece) for piece in pieces))


def latency_ms(answered: Answered) -> float | None:
    """Return the milliseconds until the answer was there."""
    return answered.latency_ms


def tokens(answered: Answered) -> float | None:
    """Return the tokens that a language model read and wrote."""
    return None if answered.tokens is None else float(answered.tokens)


_LATENCY = (
    "of the milliseconds between question and answer (nearest rank: the least that so many turns "
    "keep to); loading a model is not in it."
)

MEASURES = (
    Measure(
        "words",
        "low",
        words,
        "Words of the text, without markers. Unscored where the answer is a refusal.",
    ),
    Measure("latency_p50_ms", "low", latency_ms, f"The 50th percentile {_LATENCY}", percentile=50),
    Measure("latency_p95_ms", "low", latency_ms, f"The 95th percentile {_LATENCY}", percentile=95),
    Measure(
        "tokens",
        "low",
        tokens,
        "Tokens that the language model read and wrote, as its server counts them. Unscored "
        "without one, or where it does not say.",
    ),
)
