"""An answer as Markdown that keeps its citations: what the page copies."""

import re
from collections.abc import Iterator

from rag import messages
from rag.answer import Answer, Citation, ShortAnswer, Statement, Status
from ui import texts

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def answer_markdown(answer: Answer) -> str:
    """Return question, head, statements and sources; each quote stands with its source."""
    parts = [f"**{plain(answer.question)}**", *_head(answer)]
    parts += [_statement(statement) for statement in answer.statements]
    parts += [plain(note) for note in answer.notes]
    if answer.citations:
        parts.append("\n".join(map(_source, answer.citations)))
    return "\n\n".join(parts) + "\n"


def _head(answer: Answer) -> Iterator[str]:
    if answer.status is Status.INSUFFICIENT:
        yield f"**{messages.THE_CORPUS_DOES_NOT_SAY}** {plain(answer.reason or '')}"
        if answer.statements:
            yield messages.NEAREST
    for differ in answer.disagreements:
        lines = (f"- {plain(one.value)} {_markers(one.citations)}" for one in differ.values)
        yield "\n".join([plain(texts.differ_about(differ.about)), "", *lines])
    if answer.short:
        yield _fact(answer.short, "**")
    if answer.earlier:
        yield f"{messages.EARLIER} {'; '.join(_fact(state, '') for state in answer.earlier)}"


def _fact(short: ShortAnswer, mark: str) -> str:
    day = f" {messages.as_of(short.as_of)}" if short.as_of else ""
    return f"{mark}{plain(short.text)}{mark}{day} {_markers(short.citations)}"


def _statement(statement: Statement) -> str:
    said = f" {plain(messages.said_by(statement.speaker))}" if statement.speaker else ""
    note = f" ({plain(statement.note)})" if statement.note else ""
    return f"{plain(statement.text)}{said} {_markers(statement.citations)}{note}"


def _source(citation: Citation) -> str:
    known = (texts.source_name(citation), texts.day_of(citation), citation.title)
    told = ", ".join(plain(part) for part in known if part)
    file = "" if citation.outlet is None else f", {plain(citation.file)}"
    return f"[^{citation.n}]: {told}{file}: “{plain(citation.quote)}”"


def _markers(numbers: tuple[int, ...]) -> str:
    return "".join(f"[^{n}]" for n in numbers)


def plain(text: str) -> str:
    """Return `text` on one line, meaning nothing to Markdown but itself."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
