"""Exchanges as text, for a file, and back."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from corpus.errors import ConversationsError
from index.filters import Filters
from index.terms import fold
from rag.answer import Answer, plain_data
from rag.answer_reading import answer_of
from ui.kept import texts
from ui.kept.records import Exchange

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


def decoded(row: Mapping[str, Any]) -> Exchange:
    """Return the exchange of a `row`. Raises ConversationsError if it holds none."""
    try:
        return Exchange(
            row["question"],
            answer_of(json.loads(row["answer"])),
            row["within"],
            _filters(json.loads(row["filters"])),
            tuple(json.loads(row["history"])),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise ConversationsError(texts.UNREADABLE_TURN) from error


def searched(exchange: Exchange) -> str:
    """Return what a conversation is found by: question, answer and sources, folded."""
    return fold("\n".join((exchange.question, *_told(exchange.answer))))


def utf8(text: str) -> str:
    """Return `text` without the halves of characters that a hostile page or article may hold."""
    return _HALVES.sub("\N{REPLACEMENT CHARACTER}", text)


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
