"""The list of conversations as HTML, with what can be done with each."""

from collections.abc import Sequence

from ui.kept import texts
from ui.kept.conversations import TITLE
from ui.kept.records import Listed
from ui.markup import escape, label

SHOWN = 100
"""As many conversations are listed at once."""


def render_panel() -> str:
    """Return the panel that the list stands in; a script opens it."""
    return (
        f'<nav class="gw-kept" id="gw-kept" aria-label="{texts.CONVERSATIONS}" hidden>'
        f'<div class="gw-kept-head"><h2>{texts.CONVERSATIONS}</h2>'
        f'<button type="button" class="gw-kept-close" aria-label="{texts.CLOSE}">×</button></div>'
        f'<input type="search" aria-label="{texts.FIND}" placeholder="{texts.FIND_HINT}">'
        '<p class="gw-kept-said" role="status"></p><div class="gw-kept-list"></div></nav>'
    )


def render_list(found: Sequence[Listed], words: str) -> str:
    """Return the conversations `found` by `words`, or that there are none."""
    if not found:
        return _line(texts.NONE_FOUND if words.strip() else texts.NONE_YET)
    items = "".join(map(_item, found[:SHOWN]))
    older = _line(texts.older(len(found) - SHOWN)) if len(found) > SHOWN else ""
    return f'<ul class="gw-kept-items">{items}</ul>{older}'


def render_problem(words: str) -> str:
    """Return what stands in the place of a list that cannot be read."""
    return f'<p class="gw-problem"><bdi>{escape(words)}</bdi></p>'


def _line(words: str) -> str:
    return f'<p class="gw-kept-none">{escape(words)}</p>'


def _item(listed: Listed) -> str:
    id, about = escape(listed.id), escape(texts.about(listed.last, listed.turns))
    return (
        f'<li data-conversation="{id}"><button type="button" class="gw-kept-open" data-open="{id}">'
        f'<span class="gw-kept-title">{label(listed.title)}</span>'
        f'<span class="gw-kept-about">{about}</span></button>{_more(listed)}</li>'
    )


def _more(listed: Listed) -> str:
    id, name = escape(listed.id), escape(texts.title(listed.title))
    saves = "".join(
        f'<button type="button" data-export="{form}">{words}</button>'
        for form, words in (("markdown", texts.SAVE_MARKDOWN), ("json", texts.SAVE_JSON))
    )
    return (
        f'<details class="gw-kept-more"><summary aria-label="{name}">⋯</summary>'
        f'<form data-rename="{id}"><label>{texts.NAME} <input name="title" required '
        f'maxlength="{TITLE}" autocomplete="off" value="{escape(listed.title)}"></label>'
        f'<button type="submit">{texts.RENAME}</button></form>'
        f'<div class="gw-kept-does">{saves}<details class="gw-kept-sure">'
        f"<summary>{texts.DELETE}</summary>"
        f'<button type="button" data-delete="{id}">{texts.DELETE_FOR_GOOD}</button></details></div>'
        "</details>"
    )
