"""Questions that the page offers to ask: a button each."""

import re

from ui.markup import escape, label

_LEADING = re.compile(r"^[\s,;:…]+")


def ask_button(words: str, question: str, look: str) -> str:
    """Return a button showing `words` that asks `question` when it is chosen."""
    asks = f'data-ask="{escape(question)}"'
    return f'<button type="button" class="{look}" {asks}>{label(words)}</button>'


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
