"""Feedback becomes drafts that can be read, filled in and run."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.casefile import load_cases
from eval.cases import Case
from eval.caseyaml import written
from eval.feedback import Feedback, Rating, Reason, Verdict
from eval.feedback_drafts import HEAD, feedback_drafts
from index.filters import Filters
from rag.answer import (
    Answer,
    Citation,
    CorpusSummary,
    Disagreement,
    DisputedValue,
    Refusal,
    ShortAnswer,
    Status,
    Understood,
    UnderstoodKind,
)

QUOTE = "The harbour board will buy nine ferries."
ANSWER = Answer(
    "How many ferries will be bought?", "How many ferries will be bought?", Status.ANSWERED, None,
    f"{QUOTE} [1]", (),
    (Citation(1, "a.md", "a", None, "Fjord Post", date(2025, 3, 4), 0, len(QUOTE), QUOTE),),
    CorpusSummary(2, date(2025, 3, 1), date(2025, 3, 5)),
    short=ShortAnswer("nine ferries", date(2025, 3, 4), (1,)),
)  # fmt: skip
ASKED = datetime(2025, 3, 9, 12, tzinfo=UTC)
UP, DOWN = Rating(Verdict.UP), Rating(Verdict.DOWN)


def feedback(rating: Rating = UP, answer: Answer = ANSWER, **changed: Any) -> Feedback:  # noqa: ANN401
    given = Feedback(rating, answer, (), Filters(), ASKED, ASKED, "1.2.3")
    return replace(given, **changed)


def drafted(rating: Rating = UP, answer: Answer = ANSWER, **changed: Any) -> Case:  # noqa: ANN401
    (draft,) = feedback_drafts([feedback(rating, answer, **changed)])
    assert draft.case.draft
    return draft.case


def test_what_was_found_good_is_expected() -> None:
    case = drafted()

    assert case.id == "how-many-ferries-will-be-bought"
    assert case.facts == (("nine ferries",),)
    ((source,),) = case.cites
    assert source.model_dump() == {"file": "a.md", "quote": QUOTE}
    assert case.tags == ("feedback",)
    assert case.note == "thumbs up. The answer of 2025-03-09, Groundwire 1.2.3: nine ferries"


def test_a_refusal_or_a_disagreement_that_was_found_good_is_expected() -> None:
    refused = replace(ANSWER, status=Status.INSUFFICIENT, reason="No.", refusal=Refusal.NOT_SAID)
    values = (DisputedValue("9", (1,)), DisputedValue("ten ferries", (1,)))
    differ = replace(ANSWER, short=None, disagreements=(Disagreement("ferries", values),))

    assert drafted(answer=refused).refuse is Refusal.NOT_SAID
    assert drafted(answer=replace(refused, refusal=None)).refuse is True
    (first, second) = drafted(answer=differ).disagreement
    assert (len(first), second) == (1, ("ten ferries",))


@pytest.mark.parametrize(
    ("reason", "held", "hint"),
    [
        (None, {}, "Fill in what is expected"),
        (Reason.OTHER, {}, "Fill in what is expected"),
        (Reason.SOURCE, {}, "Fill in cites"),
        (Reason.SPEAKER, {}, "Fill in speaker"),
        (Reason.SHOULD_ANSWER, {}, "Fill in facts and cites"),
        (Reason.OUT_OF_DATE, {}, "Fill in facts and cites: what holds now"),
        (Reason.FIGURE, {"forbidden": (("nine ferries",),)}, "Fill in facts: the right figure"),
        (Reason.SHOULD_REFUSE, {"refuse": True}, "Expected is a refusal"),
    ],
)
def test_what_was_not_keeps_the_question_the_reason_and_what_to_fill_in(
    reason: Reason | None, held: dict[str, object], hint: str
) -> None:
    (draft,) = feedback_drafts([feedback(Rating(Verdict.DOWN, reason, "It is\n31."))])
    expected = draft.case.model_dump(include={"facts", "forbidden", "cites", "refuse", "speaker"})

    assert {name: value for name, value in expected.items() if value} == held
    assert draft.case.note is not None
    assert f"thumbs down{f', {reason}' if reason else ''}: “It is 31.”." in draft.case.note
    assert hint in draft.hint


def test_history_filters_and_the_day_looked_back_from_come_along() -> None:
    latest = Understood(UnderstoodKind.AS_OF, "latest", "…", None, date(2025, 3, 5), 2)
    case = drafted(
        answer=replace(ANSWER, understood=(latest,)),
        history=("Who buys ferries?",),
        filters=Filters(after=date(2025, 3, 1), outlets=("Fjord Post",)),
    )

    assert [turn.question for turn in case.turns] == ["Who buys ferries?", ANSWER.question]
    assert [turn.expects for turn in case.turns] == [False, True]
    assert case.filters is not None
    assert case.filters.filters() == Filters(after=date(2025, 3, 1), outlets=("Fjord Post",))
    assert case.as_of == date(2025, 3, 5)


@pytest.mark.parametrize(
    ("words", "newest", "day"),
    [
        ("last week", date(2025, 3, 5), date(2025, 3, 5)),
        ("last week", date(2030, 1, 1), ASKED.date()),  # which is to come
        ("last week", None, ASKED.date()),
        ("in March", date(2025, 3, 5), None),
    ],
)
def test_words_of_time_are_counted_from_the_day_they_were_then(
    words: str, newest: date | None, day: date | None
) -> None:
    said = Understood(UnderstoodKind.DATES, words, "…", None, None, 2)
    corpus = CorpusSummary(2, None, newest)

    assert drafted(answer=replace(ANSWER, understood=(said,), corpus=corpus)).as_of == day


def test_a_question_that_comes_again_or_has_no_letters_gets_an_id_of_its_own() -> None:
    wordless = replace(ANSWER, question="什么?")
    drafts = feedback_drafts([feedback(), feedback(DOWN), feedback(answer=wordless)])

    assert [draft.case.id for draft in drafts] == [
        "how-many-ferries-will-be-bought", "how-many-ferries-will-be-bought-2", "question",
    ]  # fmt: skip


def test_a_draft_may_expect_nothing_and_a_case_may_not() -> None:
    draft = drafted(DOWN)

    with pytest.raises(ValueError, match="it expects nothing"):
        Case.model_validate(draft.model_dump(exclude_unset=True) | {"draft": False})


TEXT = st.text(min_size=1, max_size=30)
QUESTIONS = TEXT.map(lambda text: f"Who {text}?")
CITATIONS = st.builds(
    Citation, n=st.integers(1, 9), file=TEXT, quote=TEXT, published=st.none(), also_in=st.just(())
)
ANSWERS = st.builds(
    replace,
    st.just(ANSWER),
    question=QUESTIONS,
    text=TEXT,
    citations=st.lists(CITATIONS, min_size=1, max_size=2).map(tuple),
    short=st.none() | st.builds(ShortAnswer, TEXT.map(lambda text: f"9 {text}"), st.none()),
    status=st.sampled_from(Status),
)
FEEDBACK = st.builds(
    Feedback,
    rating=st.builds(Rating, words=TEXT | st.just("")),
    answer=ANSWERS,
    history=st.lists(QUESTIONS, max_size=2).map(tuple),
    filters=st.builds(Filters, after=st.none(), outlets=st.lists(TEXT, max_size=2).map(tuple),
                      articles=st.just(())),
    asked=st.just(ASKED),
    given=st.just(ASKED),
    version=st.just("1"),
)  # fmt: skip


@given(st.lists(FEEDBACK, min_size=1, max_size=3))
@settings(max_examples=30)
def test_whatever_readers_say_is_written_so_that_it_is_read_as_it_was(
    tmp_path: Path, said: list[Feedback]
) -> None:
    drafts = feedback_drafts(said)
    hints = {draft.case.id: draft.hint for draft in drafts}
    file = tmp_path / "drafts.yaml"
    text = written([draft.case for draft in drafts], HEAD, hints)
    file.write_text(text, encoding="utf-8")

    assert load_cases(file).case_set.cases == tuple(draft.case for draft in drafts)
    assert text.count("  # ") >= len(drafts)
