"""What stands at the head of an answer: the short fact asked for, or that sources differ on it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rag import messages
from rag.answer import Disagreement, DisputedValue, ShortAnswer
from rag.candidates import sure_answer
from rag.disagreement import Dispute, SourcedValue
from rag.evidence import Evidence
from rag.markers import as_text, markers

Numbers = Callable[[Sequence[Evidence]], tuple[int, ...]]
"""Gives the markers of pieces of evidence, of those that are shown."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The head of an answer; all of it empty where a question asks for no short fact."""

    short: ShortAnswer | None = None
    earlier: tuple[ShortAnswer, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def text(self) -> str:
        """What is written, with markers; empty if there is nothing."""
        return "\n\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        for differ in self.disagreements:
            values = "; ".join(
                f"{as_text(each.value)} {markers(each.citations)}" for each in differ.values
            )
            yield f"**{messages.SOURCES_DIFFER}** {values}"
        if self.short:
            yield f"**{as_text(self.short.text)}** {_dated(self.short)}"
        if self.earlier:
            states = "; ".join(f"{as_text(each.text)} {_dated(each)}" for each in self.earlier)
            yield f"{messages.EARLIER} {states}"


def headline(
    question: str, evidence: Sequence[Evidence], disputes: Sequence[Dispute], numbers: Numbers
) -> Headline:
    """Return the head of the answer that shows `evidence`, best first.

    `numbers` gives the markers of what is shown.
    """
    for dispute in disputes:
        states = (_state(value, numbers) for value in dispute.earlier)
        earlier = tuple(state for state in states if state.citations)  # that is, if it is shown
        if len(dispute.values) > 1:
            values = (DisputedValue(v.text, numbers(v.pieces)) for v in dispute.values)
            return Headline(None, earlier, (Disagreement(dispute.about, tuple(values)),))
        return Headline(_state(dispute.values[0], numbers), earlier)
    return Headline(_short(question, evidence, numbers))


def _short(question: str, evidence: Sequence[Evidence], numbers: Numbers) -> ShortAnswer | None:
    if not evidence:
        return None
    best = evidence[0]
    span = sure_answer(question, best.quote)
    if span is None:
        return None
    text = " ".join(best.quote[slice(*span)].split())
    return ShortAnswer(text, best.article.published, numbers([best]))


def _state(value: SourcedValue, numbers: Numbers) -> ShortAnswer:
    return ShortAnswer(value.text, value.latest, numbers(value.pieces))


def _dated(short: ShortAnswer) -> str:
    dated = f"{messages.as_of(short.as_of)} " if short.as_of else ""
    return f"{dated}{markers(short.citations)}"
