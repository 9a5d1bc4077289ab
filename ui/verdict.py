"""The check's verdict on a statement, as a small label."""

from collections.abc import Iterable

from rag.answer import Statement, Support
from ui import texts
from ui.markup import escape


def verdict(statement: Statement) -> str:
    """Return the name of the verdict: "verbatim", "checked", "replaced" or "unverified"."""
    if statement.support is Support.UNVERIFIED:
        return texts.UNVERIFIED
    if statement.note:
        return texts.REPLACED
    return texts.VERBATIM if statement.support is Support.VERBATIM else texts.CHECKED


def all_verbatim(statements: Iterable[Statement]) -> bool:
    """Whether each statement is its source's own words and was so from the start."""
    return all(verdict(statement) == texts.VERBATIM for statement in statements)


def render_verdict(statement: Statement) -> str:
    """Return the label, with what it means for those who point at it or hear the page."""
    name = verdict(statement)
    means = escape(texts.VERDICTS[name])
    return (
        f'<span class="gw-verdict gw-{name}" title="{means}">{name}'
        f'<span class="gw-said">: {means}</span></span>'
    )
