"""What is chosen in the filters and has left the corpus since: it can no longer be asked for."""

import json
from dataclasses import asdict, dataclass

from corpus.errors import SettingsError
from index.search import Index
from index.terms import fold
from ui import texts
from ui.filtering import filters_of
from ui.markup import escape, label

_SHOWN = 8  # outlets told one by one


@dataclass(frozen=True, slots=True)
class Gone:
    """Names that are chosen and no longer there."""

    outlets: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()

    def as_json(self) -> str:
        """Return it for the page's script, which drops them."""
        return json.dumps(asdict(self))

    def dropped(self, chosen: str) -> str:
        """Return what is `chosen`, as the page sends it, without them."""
        if self == Gone():
            return chosen  # as it is, even if it cannot be read
        kept = json.loads(chosen or "{}")
        for key, gone in asdict(self).items():
            kept[key] = [name for name in kept.get(key, ()) if name not in gone]
        return json.dumps(kept)


def gone_from(index: Index, chosen: str) -> Gone:
    """Return what of the filters `chosen` is not in `index`; nothing if they cannot be read."""
    try:
        filters = filters_of(chosen)
    except SettingsError:
        return Gone()
    outlets = {fold(article.outlet) for article in index.articles.values() if article.outlet}
    return Gone(
        tuple(name for name in filters.outlets if fold(name) not in outlets),
        tuple(id for id in filters.articles if id not in index.articles),
    )


def render_gone(gone: Gone) -> str:
    """Return the line that says what was dropped; empty if nothing was."""
    if not gone.outlets and not gone.articles:
        return ""
    names = [label(name) for name in gone.outlets[:_SHOWN]]
    if left := len(gone.outlets) - len(names):
        names.append(escape(texts.more(left)))
    if gone.articles:
        names.append(escape(texts.articles_gone(len(gone.articles))))
    told = f"{texts.FILTERS_GONE} {', '.join(names)}"
    return f'<p class="gw-force gw-force-wrong"><span>{told}</span></p>'
