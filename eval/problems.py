"""What was expected of an answer and is missing, in words for whoever mends it."""

from collections.abc import Iterator

from eval.cases import Turn
from eval.fields import Source
from eval.measure import Answered
from eval.measures.expected import has_fact, is_cited, names_speaker, shows_disagreement
from eval.wanted import shown_text, stands_in
from rag.answer import Refusal


def problems(answered: Answered) -> tuple[str, ...]:
    """Return a line for everything expected of the turn that its answer does not keep."""
    turn = answered.turn
    if turn.refuse:
        return tuple(_not_refused(answered))
    if answered.refused and turn.wants_answer:
        return (f"refused: {answered.answer.reason or 'no reason given'}",)
    return (*_missing(turn, answered), *_forbidden(turn, answered))


def _not_refused(answered: Answered) -> Iterator[str]:
    expected, given = answered.turn.refuse, answered.answer.refusal
    if not answered.refused:
        yield "answered, although the corpus does not say"
    elif isinstance(expected, Refusal) and given is not expected:
        yield f"refused as “{given or 'no kind given'}”, expected “{expected}”"


def _missing(turn: Turn, answered: Answered) -> Iterator[str]:
    for fact in turn.facts:
        if not has_fact(fact, answered):
            yield f"fact missing: {' or '.join(fact)}"
    for group in turn.cites:
        if not is_cited(group, answered):
            yield f"not cited: {' or '.join(map(_named, group))}"
    if turn.speaker and not names_speaker(turn.speaker, answered):
        yield f"speaker not named: {' or '.join(turn.speaker)}"
    if turn.disagreement and not shows_disagreement(turn, answered):
        values = " against ".join(" or ".join(one) for one in turn.disagreement)
        yield f"disagreement not shown: {values}"


def _forbidden(turn: Turn, answered: Answered) -> Iterator[str]:
    text = shown_text(answered.answer)
    for wanted in turn.forbidden:
        for one in wanted:
            if stands_in((one,), text):
                yield f"forbidden: {one}"


def _named(cited: str | Source) -> str:
    return f"{cited.file} “{cited.quote}”" if isinstance(cited, Source) else cited
