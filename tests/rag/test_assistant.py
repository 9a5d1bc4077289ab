"""The whole way, over a small corpus with the fake embedder."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.errors import NoIndexError, SettingsError
from index.embedder import HashingEmbedder
from index.filters import Filters
from index.preference import DateSpan, Preference
from index.search import Hit, Index
from index.writer import update_index
from rag.answer import Refusal, Status
from rag.assistant import Assistant
from rag.holdings import Holdings
from rag.verify.answer import faults

ARTICLES = [
    Article(
        "spring",
        "spring.txt",
        "Ferry talks open\n\nFerry minister Ada Berg said on March 3 that nine ferries will sail "
        "to Bergen. She added that tickets stay cheap.",
        title="Ferry talks open",
        outlet="Fjord Weekly",
        published=date(2025, 3, 4),
    ),
    Article(
        "autumn",
        "autumn.txt",
        "Ferry minister Ada Berg said on September 2 that twelve ferries will sail to Bergen.",
        published=date(2025, 9, 3),
    ),
    Article("choir", "choir.txt", "The choir of Narvik sang in the old church all night."),
]
FERRIES = "How many ferries will sail to Bergen?"


@pytest.fixture
def assistant(make_index: Callable[..., Index]) -> Assistant:
    return Assistant(make_index(ARTICLES))


def test_an_answer_is_verbatim_cited_and_grounded(assistant: Assistant) -> None:
    answer = assistant.ask(FERRIES)

    assert answer.status is Status.ANSWERED
    assert answer.reason is None
    assert {c.article_id for c in answer.citations} == {"spring", "autumn"}
    assert faults(answer, assistant.index.articles) == []
    for citation in answer.citations:
        text = assistant.index.articles[citation.article_id].text
        assert citation.quote == text[citation.start : citation.end]
        assert f"{' '.join(citation.quote.split())} [{citation.n}]" in answer.text


def test_the_articles_are_those_of_the_index_that_answered(
    tmp_path: Path, embedder: HashingEmbedder
) -> None:
    file = tmp_path / "articles" / "a.txt"
    file.parent.mkdir()
    file.write_text("Nine ferries will sail to Bergen.", encoding="utf-8")
    update_index(tmp_path / "index", [file.parent], embedder)
    assistant = Assistant.open(tmp_path / "index", embedder)
    (cited,) = assistant.ask(FERRIES).citations
    file.write_text("Twelve ferries will sail to Bergen.", encoding="utf-8")
    update_index(tmp_path / "index", [file.parent], embedder)

    assert assistant.articles[cited.article_id].text == "Nine ferries will sail to Bergen."
    assert assistant.index.articles[cited.article_id].text.startswith("Twelve")
    assert assistant.articles is assistant.index.articles


def test_the_object_has_the_fields_of_the_contract(assistant: Assistant) -> None:
    answer = json.loads(json.dumps(assistant.ask(FERRIES).to_dict()))

    assert set(answer) == {
        "question", "standalone_question", "status", "reason", "text", "statements",
        "citations", "corpus", "confidence", "refusal", "short", "earlier", "disagreements",
        "sources", "understood", "notes", "tokens",
        "timings_ms",
    }  # fmt: skip
    assert set(answer["statements"][0]) == {
        "text", "citations", "support", "speaker", "note",
    }  # fmt: skip
    assert set(answer["citations"][0]) == {
        "n", "file", "article_id", "title", "outlet", "published", "start", "end", "quote",
        "also_in", "news",
    }  # fmt: skip
    assert answer["corpus"] == {
        "articles": 3, "oldest": "2025-03-04", "newest": "2025-09-03", "undated_left_out": 0,
    }  # fmt: skip
    assert answer["timings_ms"]["total"] > 0
    unknown = next(c for c in answer["citations"] if c["file"] == "autumn.txt")
    assert unknown["title"] is None
    assert unknown["outlet"] is None


def test_a_headline_is_never_an_answer(assistant: Assistant) -> None:
    quotes = [citation.quote for citation in assistant.ask("Ferry talks open?").citations]

    assert "Ferry talks open" not in quotes


def test_what_was_known_on_the_day_looked_back_from_speaks_alone_where_it_answers(
    assistant: Assistant,
) -> None:
    spring = assistant.ask(FERRIES, as_of=date(2025, 4, 1))
    before = assistant.ask(FERRIES, as_of=date(2025, 1, 1))

    assert {citation.article_id for citation in spring.citations} == {"spring"}
    assert {citation.article_id for citation in before.citations} == {"spring", "autumn"}
    assert spring.notes == ()
    assert before.notes[0].startswith("Some of this was published after 1 January 2025")


def test_a_refusal_tells_what_was_searched(assistant: Assistant) -> None:
    answer = assistant.ask(
        "How many ferries did Poland order?", filters=Filters(articles=("choir",))
    )

    assert answer.corpus.articles == 1
    assert "Searched: 1 article, none of them dated." in str(answer.reason)


def test_who_wrote_an_article_is_known(make_index: Callable[..., Index]) -> None:
    assistant = Assistant(make_index([replace(ARTICLES[0], authors=("Mona Ravn",))]))

    assert "not mentioned" not in str(assistant.ask("What does Mona Ravn report?").reason)
    assert "not mentioned" in str(assistant.ask("What does Mina Rask report?").reason)


def test_the_words_that_a_question_quotes_are_found(assistant: Assistant) -> None:
    answer = assistant.ask("Whose words are “tickets stay cheap”?")

    assert answer.status is Status.ANSWERED
    assert "tickets stay cheap" in answer.citations[0].quote


def test_a_number_that_no_sentence_gives_is_refused(assistant: Assistant) -> None:
    answer = assistant.ask("How much will the ferries to Bergen cost?")

    assert answer.refusal is Refusal.NOT_SAID
    assert str(answer.reason).startswith(
        "None of the sentences that come close gives such a figure"
    )


def test_a_follow_up_is_answered_for_the_other_date(assistant: Assistant) -> None:
    answer = assistant.ask(
        "And in September?", previous=["What did Ada Berg say about ferries in March?"]
    )

    assert answer.standalone_question == "What did Ada Berg say about ferries in September?"
    assert answer.citations[0].article_id == "autumn"


def test_evidence_of_another_month_is_not_shown(assistant: Assistant) -> None:
    march = assistant.ask("What did Ada Berg say about ferries in March?")
    may = assistant.ask("How many ferries will sail to Bergen, as of May?")

    assert {citation.article_id for citation in march.citations} == {"spring"}
    assert may.status is Status.INSUFFICIENT
    assert "other dates" in str(may.reason)


def test_what_somebody_said_at_another_time_is_not_what_was_asked(
    make_index: Callable[..., Index],
) -> None:
    text = "The force is ready, a report said. Ferries to Bergen are part of the force."
    assistant = Assistant(make_index([*ARTICLES[1:], replace(ARTICLES[0], text=text)]))

    answer = assistant.ask("What did Ada Berg say about ferries to Bergen in March?")

    assert answer.refusal is Refusal.OTHER_DATES


def test_who_he_is_must_be_known(assistant: Assistant) -> None:
    answer = assistant.ask("What did he say about ferries?")

    assert answer.status is Status.INSUFFICIENT
    assert "“he”" in str(answer.reason)


def test_a_name_that_no_article_mentions_is_said_to_be_missing(assistant: Assistant) -> None:
    answer = assistant.ask("How many ferries did Poland order?")

    assert answer.status is Status.INSUFFICIENT
    assert "“Poland” is not mentioned" in str(answer.reason)
    assert "4 March 2025 to 3 September 2025" in str(answer.reason)
    assert answer.refusal is Refusal.NOT_MENTIONED


def test_a_refusal_cites_the_nearest_that_is_said(assistant: Assistant) -> None:
    answer = assistant.ask("How many ferries did Poland order?")

    (nearest,) = answer.statements
    assert "ferries" in nearest.text
    assert answer.text.endswith(f"Nearest to it: {nearest.text} [1]")
    assert faults(answer, assistant.index.articles) == []


def test_an_answer_keeps_to_its_word_budget(assistant: Assistant) -> None:
    both, one = assistant.ask(FERRIES), assistant.ask(FERRIES, words=20)

    assert len(both.statements) == 2
    assert len(one.statements) == 1
    assert len(one.text.split()) <= 20


def test_what_the_corpus_does_not_touch_is_refused(assistant: Assistant) -> None:
    answer = assistant.ask("which chess opening is best against the queen pawn?")

    assert answer.status is Status.INSUFFICIENT
    assert answer.text.startswith("The corpus does not say.")


def test_a_source_s_own_markers_are_not_taken_for_citations(
    make_index: Callable[..., Index],
) -> None:
    text = "Nine ferries [7] will sail to Bergen [1], said Ada Berg."
    answer = Assistant(make_index([Article("a", "a.txt", text)])).ask(FERRIES)

    assert answer.text.endswith("\n\nNine ferries (7) will sail to Bergen (1), said Ada Berg. [1]")
    assert answer.citations[0].quote == answer.statements[0].text == text


def test_filters_are_kept_to(assistant: Assistant) -> None:
    answer = assistant.ask(FERRIES, filters=Filters(after=date(2025, 9, 1)))
    nothing = assistant.ask(FERRIES, filters=Filters(after=date(2026, 1, 1)))

    assert {c.article_id for c in answer.citations} == {"autumn"}
    assert nothing.status is Status.INSUFFICIENT


@pytest.mark.parametrize("question", ["", "x" * 10_000])
def test_a_question_that_cannot_be_taken_is_an_error(assistant: Assistant, question: str) -> None:
    with pytest.raises(SettingsError):
        assistant.ask(question)
    with pytest.raises(SettingsError):
        assistant.ask(FERRIES, previous=[question])


def test_the_same_question_gets_the_same_answer(assistant: Assistant) -> None:
    one, other = assistant.ask(FERRIES).to_dict(), assistant.ask(FERRIES).to_dict()

    del one["timings_ms"], other["timings_ms"]
    assert one == other


def test_a_running_assistant_sees_what_was_indexed_meanwhile(
    tmp_path: Path, embedder: HashingEmbedder
) -> None:
    place, folder = tmp_path / "index", tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLES[0].text, encoding="utf-8")
    update_index(place, [folder], embedder)
    assistant = Assistant.open(place, embedder)
    assert assistant.ask(FERRIES).corpus.articles == 1

    text = f"Source: Fjord Post\n\n{ARTICLES[1].text}"
    (folder / "b.txt").write_text(text, encoding="utf-8")
    update_index(place, [folder], embedder)

    answer = assistant.ask(FERRIES)
    assert answer.corpus.articles == 2
    assert "b.txt" in {citation.file for citation in answer.citations}
    assert [item.articles for item in assistant.ask("What does Fjord Post say?").understood] == [1]


def test_what_an_index_holds_is_read_once(
    make_index: Callable[..., Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Holdings] = []

    def making(articles: Mapping[str, Article]) -> Holdings:
        made.append(Holdings(articles))
        return made[-1]

    monkeypatch.setattr("rag.assistant.Holdings", making)
    assistant = Assistant(make_index(ARTICLES))
    assistant.ask(FERRIES)
    assistant.ask("What does Fjord Weekly say?")

    assert len(made) == 1


def test_without_an_index_nothing_is_opened(tmp_path: Path, embedder: HashingEmbedder) -> None:
    with pytest.raises(NoIndexError, match="groundwire index"):
        Assistant.open(tmp_path / "none", embedder)


def test_what_was_understood_of_time_and_source_is_in_the_answer(assistant: Assistant) -> None:
    answer = assistant.ask(
        "How many ferries will sail to Bergen in March, according to Fjord Weekly?",
        as_of=date(2025, 10, 1),
    )

    assert {citation.article_id for citation in answer.citations} == {"spring"}
    assert json.loads(json.dumps(answer.to_dict()))["understood"] == [
        {
            "kind": "as of",
            "words": "",
            "text": "looking back from 1 October 2025",
            "first": None,
            "last": "2025-10-01",
            "articles": 2,
        },
        {
            "kind": "dates",
            "words": "in March",
            "text": "1 to 31 March 2025",
            "first": "2025-03-01",
            "last": "2025-03-31",
            "articles": 1,
        },
        {
            "kind": "outlet",
            "words": "Fjord Weekly",
            "text": "Fjord Weekly",
            "first": None,
            "last": None,
            "articles": 1,
        },
    ]


def test_the_search_gets_what_was_understood(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Preference] = []
    search = Index.search

    def spy(self: Index, *args: object, prefer: Preference, **more: object) -> list[Hit]:
        given.append(prefer)
        return search(self, *args, prefer=prefer, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Index, "search", spy)
    assistant.ask("What did Fjord Weekly report last week?", as_of=date(2025, 3, 12))

    span = DateSpan(date(2025, 3, 3), date(2025, 3, 9))
    assert given == [Preference(date(2025, 3, 12), span, frozenset({"spring"}))]


def test_an_outlet_need_not_be_mentioned_in_the_texts(assistant: Assistant) -> None:
    answer = assistant.ask("How many ferries will sail to Bergen, according to Fjord Weekly?")

    assert answer.status is Status.ANSWERED


def test_the_same_words_mean_another_week_on_another_day(assistant: Assistant) -> None:
    question = "How many ferries will sail to Bergen, as Ada Berg said last week?"

    spring = assistant.ask(question, as_of=date(2025, 3, 12))
    autumn = assistant.ask(question, as_of=date(2025, 9, 10))

    assert spring.understood[1].text == "3 to 9 March 2025"
    assert {citation.article_id for citation in autumn.citations} == {"autumn"}


def test_the_same_wire_text_in_two_outlets_is_one_source(make_index: Callable[..., Index]) -> None:
    said = "Ferry minister Ada Berg said that nine ferries will sail to Bergen"
    articles = [
        Article("post", "post.txt", f"{said}.", outlet="Fjord Post"),
        Article("times", "times.txt", f"{said}, at last.", outlet="Harbour Times"),
        Article("own", "own.txt", "Some ferries will sail on to Bergen too.", outlet="Coast"),
    ]
    answer = Assistant(make_index(articles, stories={"post": "post", "times": "post"})).ask(FERRIES)

    assert sorted((c.outlet, c.also_in) for c in answer.citations) == [
        ("Coast", ()),
        ("Fjord Post", ("Harbour Times",)),
    ]
    assert answer.sources == 2
    assert answer.to_dict()["citations"][0]["also_in"] == ["Harbour Times"]


def test_two_sentences_from_reprints_of_one_story_count_once(
    make_index: Callable[..., Index],
) -> None:
    stories = {"spring": "spring", "autumn": "spring"}
    together = Assistant(make_index(ARTICLES, stories=stories)).ask(FERRIES)
    apart = Assistant(make_index(ARTICLES)).ask(FERRIES)

    assert apart.sources == len({c.article_id for c in apart.citations}) == 2
    assert together.sources == 1
    assert Assistant(make_index(ARTICLES)).ask("Who won the chess match?").sources == 0
