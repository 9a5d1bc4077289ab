"""What stands at the head of an answer: the short fact asked for, or that sources differ on it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.terms import terms
from rag import messages
from rag.answer import Disagreement, DisputedValue, ShortAnswer
from rag.asked_kinds import asked_for
from rag.disagreement import Dispute, SourcedValue, at_one_time
from rag.evidence import Evidence
from rag.markers import as_text, markers
from rag.names import names
from rag.period import NAMED_DATE
from rag.sure import sure_span
from rag.values import Value, value

Numbers = Callable[[Sequence[Evidence]], tuple[int, ...]]
"""Gives the markers of pieces of evidence, of those that are shown."""

_BEFORE = 500
"""As many characters before a sentence tell whom it speaks of; set by hand."""


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
        states = (_state(each, numbers) for each in dispute.earlier if _is_sure(question, each))
        earlier = tuple(state for state in states if state.citations)  # that is, if it is shown
        if len(dispute.values) > 1:
            values = (DisputedValue(v.text, numbers(v.pieces)) for v in dispute.values)
            return Headline(None, earlier, (Disagreement(dispute.about, tuple(values)),))
        (only,) = dispute.values
        if not _is_sure(question, only):
            return Headline()
        return Headline(_state(only, numbers), earlier)
    return Headline(_short(question, evidence, numbers))


def _short(question: str, evidence: Sequence[Evidence], numbers: Numbers) -> ShortAnswer | None:
    """Return what the best piece gives, or the exact value of the same time that it hedges.

    Nothing if another piece of that time gives another value as surely.
    """
    first = _given(question, evidence[0]) if evidence else None
    if first is None:
        return None
    read = [(evidence[0], first)]
    for piece in evidence[1:]:
        given = _given(question, piece)
        if given is None or not at_one_time(evidence[0], piece):
            continue
        if first.is_same(given):
            read.append((piece, given))
        elif not first.agrees(given):
            return None
    _, shown = min(read, key=lambda pair: not pair[1].is_exact)
    # Cited is only what gives the value shown: "over two dozen" does not say 26.
    pieces = [piece for piece, given in read if given.is_exact == shown.is_exact]
    return ShortAnswer(shown.text, _newest(pieces), numbers(pieces))


def _is_sure(question: str, value: SourcedValue) -> bool:
    return any(sure_span(question, piece.quote) for piece in value.pieces)


def _given(question: str, piece: Evidence) -> Value | None:
    span = sure_span(question, piece.quote)
    if span is None:
        return None
    if not (asked_for(question).office or _speaks_of_all(question, piece)):
        return None  # an office in full says whose it is, if otherwise: "German Chancellor"
    text = " ".join(piece.quote[slice(*span)].split())
    return value(asked_for(question).kind, text) or Value(text)


def _speaks_of_all(question: str, piece: Evidence) -> bool:
    """Return whether those whom the question names are named here: France's aid is not Germany's.

    In the sentence, in the few before it or in the title.
    """
    article, begin = piece.article, max(0, piece.start - _BEFORE)
    here = f"{article.title or ''} {article.text[begin : piece.end]}"
    named = (name for name in names(question) if not NAMED_DATE.fullmatch(name))
    return {term for name in named for term in terms(name)} <= set(terms(here))


def _state(value: SourcedValue, numbers: Numbers) -> ShortAnswer:
    shown = [piece for piece in value.pieces if numbers([piece])]
    return ShortAnswer(value.text, _newest(shown), numbers(shown))


def _newest(pieces: Sequence[Evidence]) -> date | None:
    return max((piece.day for piece in pieces if piece.day), default=None)


def _dated(short: ShortAnswer) -> str:
    dated = f"{messages.as_of(short.as_of)} " if short.as_of else ""
    return f"{dated}{markers(short.citations)}"
