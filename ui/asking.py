"""Questions that the page offers to ask: a button each."""

import re
from collections.abc import Sequence

from ui import texts
from ui.markup import escape, label

_LEADING = re.compile(r"^[\s,;:…]+")


def ask_button(words: str, question: str, look: str) -> str:
    """Return a button showing `words` that asks `question` when it is chosen."""
    asks = f'data-ask="{escape(question)}"'
    return f'<button type="button" class="{look}" {asks}>{label(words)}</button>'


def render_offers(questions: Sequence[str], turns: int) -> str:
    """Return the `questions` as buttons, for a conversation of so many `turns`."""
    if not questions:
        return ""
    heading = texts.GO_ON if turns else texts.BEGIN
    buttons = "".join(ask_button(question, question, "gw-offer") for question in questions)
    return (
        f'<div class="gw-offers" role="group" aria-label="{heading}" data-after="{turns}">'
        f"<p>{heading}</p>{buttons}</div>"
    )


def without_words(question: str, words: str) -> str | None:
    """Return `question` without `words`, what they stood between marked; None if that is nothing.

    At an end they leave no mark: "In March, who came?" becomes "Who came?".
    """
    before, found, after = question.partition(words)
    if not found:
        return None
    gap = " … " if re.match(r"\s*\w", after) and before.strip() else ""
    rest = _LEADING.sub("", f"{before.rstrip()}{gap}{after.lstrip() if gap else after}")
    return f"{rest[0].upper()}{rest[1:]}" if re.search(r"\w", rest) else None
