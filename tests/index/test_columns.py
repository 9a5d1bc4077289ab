from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from corpus.errors import SettingsError
from index.catalog import Entry
from index.columns import Columns
from index.filters import Filters
from index.passage import Passage
from index.terms import fold

DAYS = st.none() | st.dates(date(2025, 1, 1), date(2025, 1, 9))
OUTLETS = ("Gazette", "Hérald", "HERALD")
ENTRIES = st.lists(
    st.tuples(DAYS, st.none() | st.sampled_from(OUTLETS), st.integers(1, 3)), min_size=1, max_size=9
).map(lambda drawn: [_entry(n, *parts) for n, parts in enumerate(drawn)])


def _entry(n: int, published: date | None, outlet: str | None, passages: int) -> Entry:
    article = Article(f"i{n}", f"f{n % 2}.jsonl", "Text", published=published, outlet=outlet)
    return Entry(article, (Passage(article.id, 0, 4),) * passages, "")


def _admits(filters: Filters, article: Article) -> bool:
    """Say what a filter means, one article at a time."""
    outlets = [fold(name) for name in filters.outlets]
    if outlets and fold(article.outlet or "") not in outlets:
        return False
    if filters.articles and not {article.id, article.file} & set(filters.articles):
        return False
    if article.published is None:
        return filters.undated or not filters.asks_date
    return (filters.after or date.min) <= article.published <= (filters.before or date.max)


@given(ENTRIES, DAYS, DAYS, st.booleans(), st.data())
def test_the_mask_admits_what_each_article_meets(
    entries: list[Entry],
    after: date | None,
    before: date | None,
    undated: bool,
    data: st.DataObject,
) -> None:
    if after and before and after > before:
        after, before = before, after
    outlets = {entry.article.outlet for entry in entries} - {None}
    names = {name for entry in entries for name in (entry.article.id, entry.article.file)}
    filters = Filters(
        after,
        before,
        outlets=tuple(data.draw(st.sets(st.sampled_from(sorted(outlets))))) if outlets else (),
        articles=tuple(data.draw(st.sets(st.sampled_from(sorted(names)), max_size=3))),
        undated=undated,
    )
    columns = Columns(entries)

    mask = columns.mask(filters)

    expected = [_admits(filters, entry.article) for entry in entries for _ in entry.passages]
    assert (mask is None) == (filters in (Filters(), Filters(undated=True)))
    assert (expected if mask is None else mask.tolist()) == expected
    kept = replace(filters, undated=True)
    articles = [entry.article for entry in entries]
    assert columns.undated_left_out(filters) == sum(
        _admits(kept, article) and not _admits(filters, article) for article in articles
    )


def test_columns_hold_a_value_for_each_passage() -> None:
    columns = Columns([_entry(0, None, "HERALD", 2), _entry(1, date(1, 1, 2), "Hérald", 1)])

    assert columns.article.tolist() == [0, 0, 1]
    assert columns.published.tolist() == [0, 0, 2]
    assert columns.outlet.tolist() == [1, 1, 1]


def test_an_outlet_of_a_corpus_without_outlets_is_refused() -> None:
    with pytest.raises(SettingsError, match="none is stated"):
        Columns([_entry(0, None, None, 1)]).mask(Filters(outlets=("Gazette",)))
