"""Exchanges as text, for a file, and back."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from corpus.errors import ConversationsError
from eval.feedback import Rating, Reason, Verdict
from index.filters import Filters
from index.terms import fold
from rag.answer import Answer, plain_data
from rag.answer_reading import answer_of
from ui.kept import texts
from ui.kept.records import Exchange, KeptTurn, Place, Unreadable

UNFIT = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading raises where a row holds something else than we wrote."""

_HALVES = re.compile("[\ud800-\udfff]")


def encoded(exchange: Exchange) -> dict[str, str]:
    """Return the columns of `exchange`, all of them text that UTF-8 can hold."""
    plain = {
        "question": exchange.question,
        "within": exchange.within,
        "history": _json(exchange.history),
        "filters": _json(asdict(exchange.filters)),
        "answer": _json(exchange.answer.to_dict()),
        "searched": searched(exchange),
    }
    return {name: utf8(text) for name, text in plain.items()}


def kept_turn(row: Mapping[str, Any]) -> KeptTurn:
    """Return the turn of a `row`, without its rating. Raises ConversationsError if it has none."""
    try:
        place = Place(row["conversation"], row["id"])
        asked = datetime.fromisoformat(row["asked"])
        return KeptTurn(place, _exchange(row), asked, row["version"], None)
    except UNFIT as error:
        raise ConversationsError(texts.unreadable_turn(row["id"])) from error


def turn_or_why_not(row: Mapping[str, Any]) -> KeptTurn | Unreadable:
    """Return the turn of a `row` that joins it with its rating, as far as they can be read."""
    try:
        turn = kept_turn(row)
    except ConversationsError as error:
        return Unreadable(Place(row["conversation"], row["id"]), str(row["question"]), str(error))
    try:
        return replace(turn, rating=rating_of(row) if row["verdict"] else None)
    except ConversationsError:  # the answer is worth more; import-feedback names the rating
        return turn


def rating_of(row: Mapping[str, Any]) -> Rating:
    """Return the rating of such a row. Raises ConversationsError if it cannot be read."""
    try:
        reason = Reason(row["reason"]) if row["reason"] else None
        return Rating(Verdict(row["verdict"]), reason, str(row["words"]))
    except UNFIT as error:
        raise ConversationsError(texts.unreadable_rating(row["id"])) from error


def searched(exchange: Exchange) -> str:
    """Return what a conversation is found by: question, answer and sources, folded."""
    return fold("\n".join((exchange.question, *_told(exchange.answer))))


def utf8(text: str) -> str:
    """Return `text` without the halves of characters that a hostile page or article may hold."""
    return _HALVES.sub("\N{REPLACEMENT CHARACTER}", text)


def _exchange(row: Mapping[str, Any]) -> Exchange:
    return Exchange(
        str(row["question"]),
        _answer(json.loads(row["answer"])),
        str(row["within"]),
        _filters(json.loads(row["filters"])),
        tuple(map(str, json.loads(row["history"]))),
    )


def _answer(data: Any) -> Answer:  # noqa: ANN401 -- JSON is any
    answer = answer_of(data)
    facts = [*answer.earlier, *([answer.short] if answer.short else [])]
    values = [value for differ in answer.disagreements for value in differ.values]
    cited = [n for one in answer.statements for n in one.citations]
    cited += [n for one in facts for n in one.citations]
    cited += [n for one in values for n in one.citations]
    if not set(cited) <= {citation.n for citation in answer.citations}:
        raise ValueError("a citation is missing")
    return answer


def _told(answer: Answer) -> list[str]:
    cited = [part for c in answer.citations for part in (c.title, c.outlet, c.file)]
    facts = [answer.short.text] if answer.short else []
    speakers = [each.speaker.name for each in answer.statements if each.speaker]
    said = [each.text for each in answer.statements]
    return [part for part in (*facts, answer.reason, *said, *speakers, *cited) if part]


def _filters(data: dict[str, Any]) -> Filters:
    after, before = (data[name] and date.fromisoformat(data[name]) for name in ("after", "before"))
    outlets, articles = tuple(data["outlets"]), tuple(data["articles"])
    return Filters(after, before, outlets, articles, undated=bool(data["undated"]))


def _json(value: Any) -> str:  # noqa: ANN401 -- JSON is any
    return json.dumps(plain_data(value), ensure_ascii=False)
