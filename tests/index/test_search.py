import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.errors import SettingsError
from eval.memory import memory_index
from index.embedder import HashingEmbedder
from index.filters import Filters
from index.search import Index
from index.writer import update_index

GAZETTE, HERALD = "Gazette", "Hérald"
ARTICLES = [
    Article("1", "1.txt", "Cod prices rose in Bergen.", outlet=GAZETTE, published=date(2025, 3, 1)),
    Article("2", "2.txt", "Cod prices fell in Oslo.", outlet=HERALD, published=date(2025, 9, 1)),
    Article("3", "3.txt", "Cod prices stood still in Narvik.", outlet=HERALD),
    Article("4", "4.txt", "A choir sang in the old church.", published=date(2025, 5, 1)),
]


@pytest.fixture
def index(make_index: Callable[..., Index]) -> Index:
    return make_index(ARTICLES)


def ids(hits: list) -> list[str]:
    return [hit.article.id for hit in hits]


def test_the_passage_that_matches_best_comes_first(index: Index) -> None:
    hits = index.search("How did cod prices fall in Oslo?")

    assert hits[0].article.id == "2"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_hit_says_where_its_passage_stands(index: Index) -> None:
    hit = index.search("choir")[0]

    assert hit.article.text[hit.passage.start : hit.passage.end] == ARTICLES[3].text


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(after=date(2025, 5, 1)), {"2", "4"}),
        (Filters(before=date(2025, 5, 1)), {"1", "4"}),
        (Filters(after=date(2025, 3, 1), before=date(2025, 3, 1)), {"1"}),
        (Filters(after=date(2025, 5, 1), undated=True), {"2", "3", "4"}),
        (Filters(outlets=("herald",)), {"2", "3"}),
        (Filters(outlets=("HÉRALD",), before=date(2025, 12, 31)), {"2"}),
        (Filters(outlets=("herald", "Gazette")), {"1", "2", "3"}),
        (Filters(articles=("4", "2.txt")), {"2", "4"}),
        (Filters(articles=("4", "2.txt"), outlets=("Herald",)), {"2"}),
        (Filters(), {"1", "2", "3", "4"}),
        (Filters(after=date(2026, 1, 1)), set()),
    ],
)
def test_filters_admit_what_they_say(index: Index, filters: Filters, expected: set[str]) -> None:
    assert set(ids(index.search("cod prices", filters=filters))) == expected


def test_filters_act_before_the_ranking(make_index: Callable[..., Index]) -> None:
    crowd = [Article(f"c{n}", f"c{n}.txt", "Cod, cod, cod prices.") for n in range(300)]
    lone = Article("lone", "lone.txt", "A choir sang.", outlet=GAZETTE)

    hits = make_index([*crowd, lone]).search("cod prices", k=5, filters=Filters(outlets=(GAZETTE,)))

    assert ids(hits) == ["lone"]


def test_a_filter_finds_what_stands_behind_many_others_in_chroma(
    tmp_path: Path, embedder: HashingEmbedder
) -> None:
    lines = [{"id": f"c{n}", "text": "Cod, cod, cod prices."} for n in range(700)]
    lines.append({"id": "lone", "text": "A choir sang.", "source": GAZETTE})
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    update_index(tmp_path / "index", [file], embedder)
    index = Index.open(tmp_path / "index", embedder)

    assert ids(index.search("cod prices", k=5, filters=Filters(outlets=(GAZETTE,)))) == ["lone"]
    assert len(index.search("cod prices", k=50)) == 50
    index.close()


def test_an_index_without_vectors_is_searched_by_words(embedder: HashingEmbedder) -> None:
    index = memory_index(ARTICLES, embedder, dense=False)

    assert ids(index.search("choir")) == ["4"]


def test_k_hits_come_back_whenever_there_are_so_many(index: Index) -> None:
    assert len(index.search("nothing of this stands anywhere", k=3)) == 3
    assert len(index.search("cod", k=1)) == 1


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (Filters(outlets=("Herald", "Reuters")), "'Reuters'; outlets: Gazette, Hérald"),
        (Filters(outlets=("Heralt",)), "outlets: Hérald$"),
        (Filters(articles=("1", "choir")), "'choir': see"),
        (Filters(articles=("4.tx",)), "'4.tx'; close to it: 4.txt"),
        (Filters(after=date(2025, 2, 1), before=date(2025, 1, 1)), "swap"),
    ],
)
def test_filters_that_cannot_hold_are_refused(index: Index, filters: Filters, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        index.search("cod", filters=filters)


def test_an_open_index_keeps_its_generation_until_it_is_reopened(
    tmp_path: Path, embedder: HashingEmbedder
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Cod prices rose in Bergen.", encoding="utf-8")
    update_index(tmp_path / "index", [folder], embedder)
    old = Index.open(tmp_path / "index", embedder)
    (folder / "b.txt").write_text("Cod prices fell in Oslo.", encoding="utf-8")
    update_index(tmp_path / "index", [folder], embedder)

    assert not old.is_current()
    assert len(old.search("cod prices")) == 1

    new = old.reopened()
    assert new.is_current()
    assert len(new.search("cod prices")) == 2
    old.close()
    new.close()
