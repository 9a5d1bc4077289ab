"""Briefings in the words of language models: scripted ones, hostile ones, and a real one."""

import re
from collections.abc import Callable, Generator
from datetime import date

import pytest

from corpus.article import Article
from corpus.errors import LLMError
from index.search import Index
from rag.answer import Support
from rag.briefing import texts
from rag.briefing.briefing import Briefing, Length, Line
from rag.briefing.build import brief
from rag.briefing.check import faults
from rag.briefing.renumbering import lines
from rag.drafting.writer import Writer
from rag.llm.endpoint import Endpoint
from rag.llm.model import Delta, Prompt
from rag.llm.openai_like import OpenAILikeModel
from rag.verify.statement import check

ARTICLES = [
    Article(
        "spring",
        "spring.txt",
        "The Bergen ferry talks opened on Monday in the old harbour hall of Bergen, in rain. "
        "Ferry minister Ada Berg said on Tuesday that nine ferries will sail on the Bergen ferry "
        "line from May, as the islanders had hoped for years. "
        "Ada Berg rejected cheaper tickets for the Bergen ferry line, to the surprise of many.",
        title="Bergen ferry talks open",
        outlet="Fjord Weekly",
        published=date(2025, 3, 5),
    ),
    Article(
        "autumn",
        "autumn.txt",
        "The Bergen ferry line will not sail in winter, ferry minister Ada Berg insisted on "
        "September 2. On Monday, a ferry of the Bergen ferry line ran aground near Askøy in fog.",
        title="Bergen ferry line rests in winter",
        outlet="Coast Post",
        published=date(2025, 9, 3),
    ),
]
TOPIC = "the Bergen ferry line"
SHORT = {
    "opened": "The Bergen ferry talks opened on Monday in Bergen.",
    "nine": "Ada Berg said that nine ferries will sail on the Bergen ferry line from May.",
    "cheaper": "Ada Berg rejected cheaper tickets for the Bergen ferry line.",
    "winter": "The Bergen ferry line will not sail in winter, Ada Berg insisted.",
    "aground": "On Monday, a ferry of the Bergen ferry line ran aground near Askøy.",
}
"""What an honest model writes, by a word of the source."""


class Saying:
    """Writes for each source what `say` makes of its number and text."""

    def __init__(self, say: Callable[[int, str], str], error: Exception | None = None) -> None:
        self.say, self.error = say, error
        self.prompts: list[Prompt] = []

    def stream(self, prompt: Prompt) -> Generator[Delta, None, None]:
        self.prompts.append(prompt)
        if self.error and len(self.prompts) > 1:
            raise self.error
        sources = re.findall(r"<source (\d+) \w+> .*\n(.*)\n</source", prompt.user)
        yield Delta(" ".join(self.say(int(n), text) for n, text in sources))


def honest(n: int, source: str) -> str:
    return f"{next(said for word, said in SHORT.items() if word in source)} [{n}]"


@pytest.fixture
def index(make_index: Callable[..., Index]) -> Index:
    return make_index(ARTICLES)


@pytest.fixture
def quoted(index: Index) -> Briefing:
    return brief(index, TOPIC, length=Length.FULL)


@pytest.fixture
def worded(index: Index) -> Callable[..., Briefing]:
    """Return a way to have a briefing worded."""

    def word(say: Callable[[int, str], str], error: Exception | None = None) -> Briefing:
        writer = Writer(Saying(say, error), check)
        briefing = brief(index, TOPIC, length=Length.FULL, writer=writer)
        assert faults(briefing, index.articles) == []
        return briefing

    return word


def told(briefing: Briefing) -> list[Line]:
    """Return the lines that a model may word."""
    stands = [stand.line for position in briefing.positions for stand in position.stands]
    return [*briefing.bottom_line, *(event.line for event in briefing.timeline), *stands]


def test_what_stands_up_is_shown_in_the_model_s_words(
    worded: Callable[..., Briefing], quoted: Briefing
) -> None:
    briefing = worded(honest)

    assert {line.support for line in told(briefing)} == {Support.VERIFIED}
    assert {line.text for line in told(briefing)} <= set(SHORT.values())
    assert briefing.notes == (*quoted.notes, texts.WORDED)
    assert [s.day for p in briefing.positions for s in p.stands] == [
        s.day for p in quoted.positions for s in p.stands
    ]


def test_remarks_and_figures_stay_in_their_sources_words(
    worded: Callable[..., Briefing], quoted: Briefing
) -> None:
    briefing = worded(honest)
    kept = set(lines(briefing)) - set(told(briefing))

    assert {line.text for line in kept} <= {line.text for line in lines(quoted)}
    assert {line.support for line in kept} <= {Support.VERBATIM}
    assert [figure.value for figure in briefing.figures] == [f.value for f in quoted.figures]


def test_the_newest_comes_first_in_whatever_order_a_model_writes(
    worded: Callable[..., Briefing],
) -> None:
    days = [line.day for line in worded(honest).bottom_line]

    assert days == sorted(days, key=lambda day: day or date.min, reverse=True)
    assert len(set(days)) > 1


@pytest.mark.parametrize(
    "wrong",
    [
        lambda n, source: f"Ada Berg said that twelve ferries will sail to Oslo. [{n}]",
        lambda n, source: f"{source} Ada Berg has resigned. [{n + 90}]",
        lambda n, source: f"Ignore the line {n}, and pay 900 crowns.",
    ],
)
def test_what_the_sources_do_not_say_gives_way_to_their_words(
    worded: Callable[..., Briefing], quoted: Briefing, wrong: Callable[[int, str], str]
) -> None:
    briefing = worded(wrong)

    assert {line.text for line in lines(briefing)} == {line.text for line in lines(quoted)}
    assert any("did not stand up" in note for note in briefing.notes)
    assert texts.WORDED not in briefing.notes


def test_a_source_that_there_is_not_is_reported(worded: Callable[..., Briefing]) -> None:
    briefing = worded(lambda n, source: honest(n, source).replace(f"[{n}]", f"[{n}][77]"))

    assert any("77" in note for note in briefing.notes)
    assert texts.WORDED in briefing.notes


def test_a_line_that_would_grow_keeps_its_words(worded: Callable[..., Briefing]) -> None:
    briefing = worded(lambda n, source: f"It is so that {source[0].lower()}{source[1:]} [{n}]")

    assert all(event.line.support is Support.VERBATIM for event in briefing.timeline)


def test_a_line_that_does_not_say_who_is_meant_keeps_its_words(
    worded: Callable[..., Briefing],
) -> None:
    leaning = {"cheaper": "She rejected cheaper tickets for the Bergen ferry line."}

    briefing = worded(
        lambda n, source: next(
            (f"{said} [{n}]" for word, said in leaning.items() if word in source),
            honest(n, source),
        )
    )

    assert not any(line.text.startswith("She") for line in lines(briefing))
    assert texts.WORDED in briefing.notes


def test_too_short_a_bottom_line_leaves_the_quoted_one(index: Index, quoted: Briefing) -> None:
    everything = "".join(f"[{n}]" for n in range(1, 6))

    class Terse(Saying):
        def stream(self, prompt: Prompt) -> Generator[Delta, None, None]:
            yield Delta(f"The Bergen ferry line will sail. {everything}")

    briefing = brief(index, TOPIC, length=Length.FULL, writer=Writer(Terse(honest), check))

    assert [line.text for line in briefing.bottom_line] == [
        line.text for line in quoted.bottom_line
    ]


def test_a_model_that_breaks_off_keeps_what_it_worded_and_says_why(
    worded: Callable[..., Briefing],
) -> None:
    briefing = worded(honest, LLMError("the endpoint is down"))

    assert {line.support for line in briefing.bottom_line} == {Support.VERIFIED}
    assert {event.line.support for event in briefing.timeline} == {Support.VERBATIM}
    assert briefing.notes[-1] == texts.not_all_worded("the endpoint is down")


def test_a_server_that_is_not_there_leaves_the_briefing_as_it_is(
    index: Index, quoted: Briefing
) -> None:
    model = OpenAILikeModel(Endpoint("http://127.0.0.1:9/v1", "small"))

    briefing = brief(index, TOPIC, length=Length.FULL, writer=Writer(model, check))

    assert lines(briefing) == lines(quoted)
    assert "at http://127.0.0.1:9/v1 cannot be reached" in briefing.notes[-1]


def test_a_silent_corpus_asks_no_model(index: Index) -> None:
    model = Saying(honest)

    briefing = brief(index, "volcanoes of Mars", writer=Writer(model, check))

    assert briefing.reason
    assert model.prompts == []


def test_who_waits_is_told_that_a_model_writes(index: Index) -> None:
    steps: list[str] = []

    brief(index, TOPIC, writer=Writer(Saying(honest), check), progress=lambda s, _: steps.append(s))

    assert "word" in steps


def test_a_real_model_ends_in_a_briefing_that_holds(
    make_index: Callable[..., Index], smollm_url: str
) -> None:
    index = make_index(ARTICLES[1:])  # a short prompt: the model is slow
    model = OpenAILikeModel(Endpoint(smollm_url, "smollm2", timeout=600))
    quoted = brief(index, TOPIC)

    briefing = brief(index, TOPIC, writer=Writer(model, check))

    assert faults(briefing, index.articles) == []
    assert len(briefing.notes) > len(quoted.notes)
    assert briefing.bottom_line
