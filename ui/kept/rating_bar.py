"""Thumbs up and down under an answer, and why."""

from eval.feedback import Rating
from ui.kept import texts
from ui.kept.ratings import WORDS
from ui.markup import escape
from ui.turn import Turn

_UP = (
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M7 10v11H3V10zM7 10l5-8a3 3 0 0 1 3 '
    '3v4h5a2 2 0 0 1 2 2.3l-1.3 8a2 2 0 0 1-2 1.7H7"/></svg>'
)


def render_rating(turn: Turn) -> str:
    """Return the buttons for a `turn` that is kept; why not, for one that is not."""
    if turn.not_kept:
        return f'<p class="gw-note"><bdi>{escape(texts.not_kept(turn.not_kept))}</bdi></p>'
    if turn.place is None or turn.problem is not None:
        return ""
    said = _said(turn.rating) if turn.rating else ""
    return (
        f'<div class="gw-rating" role="group" aria-label="{texts.FEEDBACK}" '
        f'data-talk="{escape(turn.place.conversation)}" data-turn="{turn.place.turn}"{said}>'
        f"{_thumb('up', texts.GOOD)}{_thumb('down', texts.BAD)}"
        f'<span class="gw-rated" role="status"></span>{_form()}</div>'
    )


def _said(rating: Rating) -> str:
    reason, words = escape(rating.reason or ""), escape(rating.words)
    return f' data-verdict="{rating.verdict}" data-reason="{reason}" data-words="{words}"'


def _thumb(verdict: str, name: str) -> str:
    return (
        f'<button type="button" class="gw-thumb" data-rate="{verdict}" aria-pressed="false" '
        f'aria-label="{name}" title="{name}">{_UP}</button>'
    )


def _form() -> str:
    options = "".join(
        f'<option value="{escape(reason)}">{escape(words)}</option>'
        for reason, words in texts.REASONS.items()
    )
    return (
        f'<form class="gw-why" hidden><label>{texts.WHY} <select name="reason">'
        f'<option value="">{texts.NO_REASON}</option>{options}</select></label>'
        f'<label>{texts.OWN_WORDS} <input name="words" maxlength="{WORDS}" autocomplete="off">'
        f'</label><button type="submit">{texts.SEND}</button></form>'
    )
