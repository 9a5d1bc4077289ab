"""The filters beside the question as HTML, and the line that says which are in force."""

from collections.abc import Mapping

from corpus.article import Article
from corpus.errors import GroundwireError
from index.search import Index
from index.terms import fold
from ui import texts
from ui.facets import Facets, Histogram, facets_of
from ui.filtering import Condition, articles_left, chosen_of, conditions
from ui.markup import clip, escape, label

_HEIGHT = 32  # of the histogram, in its own units; its bars stretch to the width there is
_OFFERED = 20  # articles listed at once
_SHOWN = 8  # conditions told one by one


def render_filters(articles: Mapping[str, Article]) -> str:
    """Return the controls for a corpus of `articles`."""
    facets = facets_of(articles.values())
    parts = (_dates(facets), _outlets(facets.outlets), _articles(len(articles)))
    return (
        f'<details class="gw-filters"><summary>{texts.FILTERS}</summary>'
        f'<div class="gw-filter-row" role="group" aria-label="{texts.FILTERS}">'
        f"{''.join(parts)}</div></details>"
    )


def render_in_force(index: Index, chosen: str | None) -> str:
    """Return the line that says what is in force and how many articles it leaves, or what is wrong.

    `chosen` is what the page's script sends.
    """
    try:
        asked = chosen_of(chosen)
        filters = asked.filters
        left, out = articles_left(index, filters), index.undated_left_out(filters)
        told = list(conditions(index.articles, filters))
    except GroundwireError as error:
        return f'<p class="gw-force gw-force-wrong">{escape(str(error))} {_clear()}</p>'
    if asked.as_of:
        told.insert(0, Condition(texts.looks_back(asked.as_of), "as_of"))
    words = escape(texts.articles_left(left, len(index.articles), out))
    if not told:
        return f'<p class="gw-force">{words}</p>'
    shown = "".join(map(_chip, told[:_SHOWN]))
    more = escape(texts.more(len(told) - _SHOWN)) if len(told) > _SHOWN else ""
    wrong = "" if left else " gw-force-wrong"
    return f'<p class="gw-force{wrong}">{shown}{more} <span>{words}</span> {_clear()}</p>'


def found_articles(articles: Mapping[str, Article], words: str) -> list[dict[str, str]]:
    """Return the newest articles with all `words` in title, outlet or file name, for the page."""
    wanted = fold(words).split()
    found = (
        article
        for article in sorted(articles.values(), key=_newest_first)
        if all(word in fold(_searched(article)) for word in wanted)
    )
    return [
        {"id": a.id, "title": clip(a.title or a.file), "about": clip(texts.about(a))}
        for a, _ in zip(found, range(_OFFERED), strict=False)
    ]


def _newest_first(article: Article) -> tuple[int, str]:
    return -(article.published.toordinal() if article.published else 0), article.file


def _searched(article: Article) -> str:
    return " ".join(filter(None, (article.title, article.outlet, article.file)))


def _dates(facets: Facets) -> str:
    if facets.histogram is None:
        return ""
    bins = facets.histogram.bins
    ends = f'min="{bins[0].first.isoformat()}" max="{bins[-1].last.isoformat()}"'
    fields = "".join(
        f'<label class="gw-day">{name} <input type="date" name="{key}" {ends}></label>'
        for key, name in (("after", texts.FROM), ("before", texts.TO))
    )
    back = (
        f'<label class="gw-day" title="{texts.AS_OF_HINT}">{texts.AS_OF} '
        '<input type="date" name="as_of"></label>'
    )
    undated = _box("undated", "", texts.with_undated(facets.undated)) if facets.undated else ""
    return (
        f'<div class="gw-dates">{_svg(facets.histogram)}'
        f'<div class="gw-days">{fields}{undated}{back}</div></div>'
    )


def _svg(histogram: Histogram) -> str:
    most = max(each.articles for each in histogram.bins)
    bars = []
    for place, each in enumerate(histogram.bins):
        height = max(_HEIGHT * each.articles / most, 1.5) if each.articles else 0
        told = escape(texts.bar(each.first, each.last, each.articles))
        bars.append(
            f'<g data-first="{each.first.isoformat()}" data-last="{each.last.isoformat()}">'
            f"<title>{told}</title>"
            f'<rect class="gw-slot" x="{place}" width="1" height="{_HEIGHT}" />'
            f'<rect class="gw-bar" x="{place + 0.1:.1f}" width="0.8" y="{_HEIGHT - height:.1f}" '
            f'height="{height:.1f}" /></g>'
        )
    words = escape(texts.histogram_in_words(histogram))
    return (
        f'<svg class="gw-histogram" role="img" aria-label="{words}" preserveAspectRatio="none" '
        f'viewBox="0 0 {len(bars)} {_HEIGHT}">{"".join(bars)}</svg>'
    )


def _outlets(outlets: Mapping[str, int]) -> str:
    boxes = "".join(_box("outlets", name, name, count) for name, count in outlets.items())
    return _picker("outlets", texts.OUTLETS, boxes) if outlets else ""


def _articles(count: int) -> str:
    return _picker("articles", texts.ARTICLES, "") if count else ""


def _picker(key: str, name: str, boxes: str) -> str:
    """Return a list to choose several from, behind a button that says how many are chosen."""
    return (
        f'<details class="gw-picker" data-picks="{key}"><summary>{name}'
        f'<span class="gw-picked"></span></summary><div class="gw-picks">'
        f'<input type="search" aria-label="{texts.narrow(name)}" placeholder="{texts.NARROW}">'
        f'<div class="gw-boxes" role="group" aria-label="{name}">{boxes}</div></div></details>'
    )


def _box(key: str, value: str, words: str, count: int | None = None) -> str:
    number = "" if count is None else f' <span class="gw-count">{count:,}</span>'
    return (
        f'<label class="gw-box"><input type="checkbox" name="{key}" value="{escape(value)}">'
        f"<span>{label(words)}{number}</span></label>"
    )


def _chip(condition: Condition) -> str:
    spoken = escape(texts.drop(clip(condition.words)))
    return (
        f'<span class="gw-chip">{label(condition.words)}<button type="button" '
        f'data-drop="{condition.drop}" aria-label="{spoken}">×</button></span>'
    )


def _clear() -> str:
    return f'<button type="button" class="gw-clear" data-drop="all">{texts.CLEAR}</button>'
