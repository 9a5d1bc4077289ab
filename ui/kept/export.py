"""A conversation as a file of its own: Markdown with its citations, or JSON."""

import json
import re
from dataclasses import asdict
from typing import Any

from eval.feedback import Rating
from index.terms import fold
from rag.answer import plain_data
from ui import texts as page_texts
from ui.answer_markdown import answer_markdown, plain
from ui.kept import texts
from ui.kept.records import Conversation, KeptTurn, Unreadable

_NOTE = re.compile(r"\[\^(\d+)\]")
_NAME = 60  # characters of a file's name that are made of the title


def as_markdown(conversation: Conversation) -> str:
    """Return title, questions and answers; each quote stands with its source, at the answer."""
    turns = (_turn(turn, number) for number, turn in enumerate(conversation.turns, 1))
    return "\n".join((f"# {plain(conversation.title)}\n", *turns))


def as_json(conversation: Conversation) -> str:
    """Return all that is kept of it; an answer is as `Answer.to_dict` gives it."""
    data = {"title": conversation.title, "turns": [_plain(turn) for turn in conversation.turns]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def file_name(conversation: Conversation, ending: str) -> str:
    """Return a name for its file that every system takes: "conversation-who-came.md"."""
    words = re.findall(r"[a-z0-9]+", fold(conversation.title))
    return f"{'-'.join(['conversation', *words])[:_NAME].rstrip('-')}.{ending}"


def _turn(turn: KeptTurn | Unreadable, number: int) -> str:
    if isinstance(turn, Unreadable):
        return f"**{plain(turn.question)}**\n\n*{plain(turn.why)}*\n"
    # Markers count from 1 in each answer; in one file each needs a name of its own.
    answer = _NOTE.sub(rf"[^{number}-\1]", answer_markdown(turn.exchange.answer))
    head, _, rest = answer.partition("\n\n")
    within = turn.exchange.within
    searched = f", {plain(page_texts.within(within))}" if within else ""
    return f"{head}\n\n*{texts.asked_on(turn.asked)}{searched}*\n\n{rest}"


def _plain(turn: KeptTurn | Unreadable) -> dict[str, Any]:
    if isinstance(turn, Unreadable):
        return {"question": turn.question, "unreadable": turn.why}
    exchange = turn.exchange
    return {
        "asked": turn.asked.isoformat(),
        "question": exchange.question,
        "filters": plain_data(asdict(exchange.filters)),
        "answer": exchange.answer.to_dict(),
        "version": turn.version,
        "feedback": _said(turn.rating) if turn.rating else None,
    }


def _said(rating: Rating) -> dict[str, Any]:
    return {"verdict": rating.verdict, "reason": rating.reason, "words": rating.words}
