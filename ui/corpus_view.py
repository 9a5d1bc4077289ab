"""The corpus tab as HTML: what is indexed, or how to begin if nothing is."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.search import Index
from ui import corpus_texts, texts
from ui.corpus_edit_view import render_remove, render_start
from ui.corpus_table import COLUMNS, Listing, Row, View, listing
from ui.markup import escape, label, web_address


class _Wanted(BaseModel):
    """A view as the page's script sends it."""

    model_config = ConfigDict(extra="forbid")
    sort: Literal["title", "outlet", "published", "passages"] = "published"
    descending: bool = True
    page: int = Field(0, ge=0, le=1_000_000)
    words: str = Field("", max_length=1000)


def view_of(wanted: str | None) -> View:
    """Return the view that the page sends as JSON; the newest articles if it cannot be read."""
    try:
        found = _Wanted.model_validate_json(wanted or "{}")
    except ValidationError:
        found = _Wanted()
    return View(found.sort, found.descending, found.page, found.words)


def render_corpus(index: Index, view: View, editable: bool = False) -> str:
    """Return the table for `view`; of an empty corpus, how to fill it.

    If it is `editable`, each article can be taken out.
    """
    if not index.articles:
        return render_start(editable, on_its_tab=True)
    shown = listing(index.articles, index.passages, index.stories, view)
    rows = "".join(_row(row, editable) for row in shown.rows) or _nothing()
    heads = "".join(_head(column, shown.view) for column in COLUMNS)
    if editable:
        heads += f'<th scope="col"><span class="gw-said">{corpus_texts.REMOVE}</span></th>'
    return (
        f'<section class="gw-table" aria-label="{texts.CORPUS}" tabindex="0">'
        f"<table><caption>{escape(_caption(shown, len(index.articles)))}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></section>{_pages(shown)}"
    )


def _caption(shown: Listing, articles: int) -> str:
    return texts.listed(shown.found, articles, shown.view.page + 1, shown.pages)


def _head(column: str, view: View) -> str:
    sorted_by = column == view.sort
    order = "descending" if view.descending else "ascending"
    state = f' aria-sort="{order}"' if sorted_by else ""
    arrow = ("▼" if view.descending else "▲") if sorted_by else ""
    return (
        f'<th scope="col" class="gw-col-{column}"{state}>'
        f'<button type="button" data-sort="{column}">{texts.COLUMNS[column]} '
        f'<span aria-hidden="true">{arrow}</span></button></th>'
    )


def _row(row: Row, editable: bool) -> str:
    article = row.article
    name = label(article.title or article.file)
    if url := web_address(article.url):
        name = f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{name}</a>'
    same = f'<span class="gw-same-story">{texts.SAME_STORY}</span>' if row.reprint else ""
    file = f'<span class="gw-file">{label(article.file)}</span>' if article.title else ""
    look = ' class="gw-reprint"' if row.reprint else ""
    tools = f"<td>{render_remove(article)}</td>" if editable else ""
    return (
        f'<tr{look}><th scope="row">{same}{name}{file}</th>'
        f"<td>{label(article.outlet or '—')}</td><td>{texts.day(article.published)}</td>"
        f'<td class="gw-number">{row.passages:,}</td>{tools}</tr>'
    )


def _nothing() -> str:
    return f'<tr><td colspan="{len(COLUMNS) + 1}">{texts.NO_ARTICLE_FOUND}</td></tr>'


def _pages(shown: Listing) -> str:
    if shown.pages == 1:
        return ""
    page = shown.view.page
    buttons = "".join(
        f'<button type="button" data-page="{to}"{"" if 0 <= to < shown.pages else " disabled"}>'
        f"{name}</button>"
        for name, to in ((texts.PREVIOUS, page - 1), (texts.NEXT, page + 1))
    )
    return (
        f'<nav class="gw-pages" aria-label="{texts.PAGES}">{buttons}'
        f"<span>{texts.page_of(page + 1, shown.pages)}</span></nav>"
    )
