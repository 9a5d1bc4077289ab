import re
from collections import Counter
from collections.abc import Iterator

import pytest
import yaml

from corpus.article import Article
from corpus.folder import find_files, read_articles
from eval.cases import SHIPPED, CaseSet, Turn
from eval.fields import Source
from tests.conftest import SAMPLE

POINTS = ("kind-of-answer", "short-fact", "attribution", "as-of", "disagreement", "refuse")
KINDS = ("person", "number", "date", "place", "organisation", "quote", "reason", "yes-no", "list")
ASKED = ("terse", "misspelt", "headline", "follow-up", "filter", "false-premise", "unanswerable")


@pytest.fixture(scope="module")
def case_set() -> CaseSet:
    return CaseSet.model_validate(yaml.safe_load(SHIPPED.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    read = [article for source in find_files([SAMPLE]) for article in read_articles(source)]
    return {article.file: article for article in read if isinstance(article, Article)}


@pytest.fixture(scope="module")
def texts(articles: dict[str, Article]) -> dict[str, str]:
    return {file: _spaced(article.text) for file, article in articles.items()}


def test_they_cover_each_point_of_a_good_answer(case_set: CaseSet) -> None:
    tags = Counter(tag for case in case_set.cases for tag in case.tags)

    assert len(case_set.cases) >= 150
    assert {point: tags[point] for point in POINTS if tags[point] < 12} == {}
    assert tags["hard"] >= 30


def test_they_are_spread_over_kinds_and_ways_of_asking(case_set: CaseSet) -> None:
    tags = Counter(tag for case in case_set.cases for tag in case.tags)

    assert {tag: tags[tag] for tag in KINDS + ASKED if tags[tag] < 8} == {}
    assert sum(bool(case.turns) for case in case_set.cases) >= 15


def test_every_sentence_to_cite_stands_in_its_article(
    case_set: CaseSet, texts: dict[str, str]
) -> None:
    cited = [(name, one) for name, turn in _turns(case_set) for one in _cited(turn)]

    assert [name for name, one in cited if _file(one) not in texts] == []
    assert [
        (name, one.quote)
        for name, one in cited
        if isinstance(one, Source) and _spaced(one.quote) not in texts[one.file]
    ] == []


def test_every_answer_expected_names_the_evidence_for_it(
    case_set: CaseSet, texts: dict[str, str]
) -> None:
    for name, turn in _turns(case_set):
        evidence = [texts[_file(one)] for one in _cited(turn)]
        assert evidence or not turn.wants_answer, name
        for wanted in (*turn.facts, *turn.disagreement):
            assert any(_holds(one, text) for one in wanted for text in evidence), (name, wanted)


def test_filters_name_what_is_there(case_set: CaseSet, articles: dict[str, Article]) -> None:
    outlets = {article.outlet for article in articles.values()}
    limits = [case.filters for case in case_set.cases if case.filters]

    assert len(limits) >= 8
    assert {outlet for limit in limits for outlet in limit.outlets} <= outlets
    assert {file for limit in limits for file in limit.articles} <= articles.keys()


def test_a_sentence_to_cite_holds_nothing_forbidden(case_set: CaseSet) -> None:
    for name, turn in _turns(case_set):
        quotes = [one.quote for one in _cited(turn) if isinstance(one, Source)]
        for unwanted in turn.forbidden:
            assert not any(_holds(one, quote) for one in unwanted for quote in quotes), name


def test_some_must_hold_and_none_is_a_draft(case_set: CaseSet) -> None:
    assert any(case.must for case in case_set.cases)
    assert [case.id for case in case_set.cases if case.draft] == []


def _turns(case_set: CaseSet) -> Iterator[tuple[str, Turn]]:
    for case in case_set.cases:
        for number, turn in enumerate(case.asked, start=1):
            yield f"{case.id}/{number}", turn


def _cited(turn: Turn) -> list[str | Source]:
    return [one for alternatives in turn.cites for one in alternatives]


def _file(cited: str | Source) -> str:
    return cited.file if isinstance(cited, Source) else cited


def _holds(wanted: str, text: str) -> bool:
    if len(wanted) > 2 and wanted.startswith("/") and wanted.endswith("/"):
        return bool(re.search(wanted[1:-1], text))
    return _spaced(wanted).casefold() in _spaced(text).casefold()


def _spaced(text: str) -> str:
    return " ".join(text.split())
