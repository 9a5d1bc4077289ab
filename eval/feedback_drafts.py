"""Drafts of cases out of what readers said of answers, for a person to fill in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from corpus.errors import CasesError
from eval.cases import Case
from eval.drafts import RELATIVE
from eval.explaining import first_trouble
from eval.feedback import Feedback, Reason, Verdict
from eval.fields import literal
from eval.importing import id_of
from rag.answer import Status, UnderstoodKind

HEAD = (
    "# Drafts out of readers' feedback. Read each: fill in what is expected, or delete the case,\n"
    "# and then delete its line `draft: true`. Until then it is skipped.\n"
)
TAG = "feedback"

_GIVEN = "Expected is what the answer gave: keep of it what a right answer must hold."
_TO_FILL_IN = {
    None: "Fill in what is expected: facts, cites, speaker, disagreement or refuse.",
    Reason.SOURCE: "Fill in cites: the file, or the sentence of it, that a right answer cites.",
    Reason.FIGURE: "Fill in facts: the right figure; and cites.",
    Reason.SPEAKER: "Fill in speaker: who must be named.",
    Reason.SHOULD_REFUSE: "Expected is a refusal: see that the articles do not say.",
    Reason.SHOULD_ANSWER: "Fill in facts and cites: what the articles say, and where.",
    Reason.OUT_OF_DATE: "Fill in facts and cites: what holds now, and where it stands.",
}
_SHOWN = 300  # characters of an answer in a note


@dataclass(frozen=True, slots=True)
class Draft:
    """A case, and what its reader is to do."""

    case: Case
    hint: str


def feedback_drafts(
    feedback: Sequence[Feedback], skip: Callable[[str], object] | None = None
) -> list[Draft]:
    """Return a draft for each piece of `feedback`.

    An answer that was found good becomes what is expected. Of one that was not, the question is
    kept, with the reason as a note; what is expected is left to be filled in.

    What cannot be a case is left out, and `skip` is told its question and why; without `skip`,
    raises CasesError that says so.
    """
    taken: set[str] = set()
    drafts = []
    for each in feedback:
        try:
            drafts.append(Draft(_case(each, taken), _hint(each)))
        except CasesError as error:
            if skip is None:
                raise
            skip(str(error))
    return drafts


def _case(given: Feedback, taken: set[str]) -> Case:
    question = given.answer.question
    expected = dict(_expected(given))
    asked = {"question": question} | expected
    turns = [*({"question": before} for before in given.history), asked]
    case = {
        "id": id_of(question, taken),
        **({"turns": turns} if given.history else asked),
        "filters": {name: value for name, value in asdict(given.filters).items() if value},
        "as_of": _as_of(given),
        "tags": [TAG],
        "draft": True,
        "note": _note(given),
    }
    try:
        return Case.model_validate({name: value for name, value in case.items() if value})
    except ValidationError as error:
        raise CasesError(f"feedback on {question!r}: {first_trouble(error).message}") from None


def _expected(given: Feedback) -> Iterator[tuple[str, Any]]:
    answer, rating = given.answer, given.rating
    if rating.reason is Reason.SHOULD_REFUSE:
        yield "refuse", True
    elif rating.verdict is Verdict.DOWN:
        if rating.reason is Reason.FIGURE and answer.short:
            yield "forbidden", [literal(answer.short.text)]
    elif answer.status is Status.INSUFFICIENT:
        yield "refuse", answer.refusal or True
    else:
        yield "cites", [{"file": c.file, "quote": c.quote} for c in answer.citations]
        if answer.short:
            yield "facts", [literal(answer.short.text)]
        if answer.disagreements:
            values = answer.disagreements[0].values
            yield "disagreement", [literal(each.value) for each in values]


def _hint(given: Feedback) -> str:
    if given.rating.verdict is Verdict.UP:
        return _GIVEN
    return _TO_FILL_IN.get(given.rating.reason, _TO_FILL_IN[None])


def _as_of(given: Feedback) -> date | None:
    """Return the day that was looked back from, where the question counts from it."""
    understood, newest = given.answer.understood, given.answer.corpus.newest
    for item in understood:
        if item.kind is UnderstoodKind.AS_OF:
            return item.last
    times = [item.words for item in understood if item.kind is UnderstoodKind.DATES]
    if not any(RELATIVE.search(words) for words in times):
        return None
    today = given.asked.date()
    return min(newest, today) if newest else today


def _note(given: Feedback) -> str:
    rating, answer = given.rating, given.answer
    reason = f", {rating.reason}" if rating.reason else ""
    words = f": “{' '.join(rating.words.split())}”" if rating.words else ""
    said = " ".join((answer.short.text if answer.short else answer.reason or answer.text).split())
    shown = said if len(said) <= _SHOWN else f"{said[: _SHOWN - 1]}…"
    return (
        f"thumbs {rating.verdict}{reason}{words}. The answer of {given.asked.date()}, "
        f"Groundwire {given.version}: {shown}"
    )
