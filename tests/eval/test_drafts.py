"""Drafts of cases: what is asked of which sentence, and how they are spread."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article
from eval.drafts import draft_cases
from eval.fields import Source

BOARD = (
    "Ada Berg, the head of the harbour board, came to Bergen.\n\n"
    "Berg said on Monday that the old quay would be closed for two winters.\n\n"
    "The harbour board will buy nine ferries.\n\n"
    "Nine ferries were sold to a yard in Gdansk on 4 March 2025.\n\n"
    "“We waited far too long for these ships,” Berg said.\n"
)
CHOIR = (
    "The choir of Narvik sang in the old church all night.\n\n"
    "The church was built in 1887.\n\n"
    "The new organ cost $2.5 million, and the town paid for it.\n\n"
    "She added that the choir would sing again.\n\n"
    "Is it the largest organ of the north with 4,000 pipes?\n"
)
ARTICLES = [
    Article("board", "board.txt", BOARD, outlet="Fjord Weekly", published=date(2025, 3, 5)),
    Article("choir", "choir.txt", CHOIR),
]


def asked(text: str) -> dict[str, tuple[str, ...]]:
    """The questions made of a text, with the first fact of each."""
    cases = draft_cases([Article("a", "a.txt", text)], 20)
    return {case.question or "": case.facts[0] for case in cases}


@pytest.mark.parametrize(
    ("sentence", "question", "facts"),
    [
        (
            "Nine ferries were sold to a yard in the south.",
            "How many ferries were sold to a yard in the south?",
            ("nine ferries",),
        ),
        (
            "The harbour board will buy about 40 new ferries.",
            "How many new ferries will the harbour board buy?",
            ("about 40 new ferries",),
        ),
        (
            "The harbour board paid $2.5 million for the ferries.",
            "The harbour board paid how much for the ferries?",
            ("$2.5 million",),
        ),
        (
            "About 40% of the ferries were built in the north.",
            "What share of the ferries were built in the north?",
            ("about 40%",),
        ),
        (
            "The harbour board will meet the owners on 4 March 2025.",
            "When will the harbour board meet the owners?",
            ("4 March 2025",),
        ),
        (
            "In March 2025, the harbour board bought the old quay.",
            "When was it that the harbour board bought the old quay?",
            ("March 2025",),
        ),
        (
            "The harbour board has met the owners in Bergen.",
            "Where has the harbour board met the owners?",
            ("Bergen",),
        ),
        (
            "Minister Ada Berg said on Monday that the old quay would be closed.",
            "Who said that the old quay would be closed?",
            ("Ada Berg", "Berg"),
        ),
        (
            "The quay will not be opened before winter, Minister Ada Berg said.",
            "Who said that the quay will not be opened before winter?",
            ("Ada Berg", "Berg"),
        ),
        (
            "“We waited far too long for these ships,” said Minister Ada Berg.",
            "Who said “We waited far too long for these ships”?",
            ("Ada Berg", "Berg"),
        ),
        (
            "“We waited far too long for help from the U.S.,” said Minister Ada Berg.",
            "Who said “We waited far too long for help from the U.S.”?",
            ("Ada Berg", "Berg"),
        ),
    ],
)
def test_a_sentence_is_asked_for_what_it_tells(
    sentence: str, question: str, facts: tuple[str, ...]
) -> None:
    assert asked(sentence) == {question: facts}


@pytest.mark.parametrize(
    "sentence",
    [
        "He paid for nine new ferries and for the old quay.",
        "The board did not meet his owners in Bergen on 4 March 2025.",
        "Will the board of the harbour buy nine ferries?",
        "Nine ferries: the plan of the harbour board.",
        "The harbour board met the owners three weeks ago in spring.",
        "A fan said that the harbour board would close the quay.",
        "Nine ferries.",
        "The ferries were sold before the board met in Bergen.",
    ],
)
def test_what_does_not_stand_by_itself_is_not_asked(sentence: str) -> None:
    assert asked(sentence) == {}


def test_a_draft_says_what_is_expected_and_where_it_is_from() -> None:
    (case,) = [c for c in draft_cases(ARTICLES, 20) if c.question and "quay" in c.question]

    assert case.id == "who-said-that-the-old-quay-would"
    assert case.draft
    assert case.speaker == ("Ada Berg", "Berg")
    assert case.tags == ("speaker",)
    assert case.note == "Fjord Weekly, 2025-03-05"
    quote = "Berg said on Monday that the old quay would be closed for two winters."
    assert case.cites == ((Source(file="board.txt", quote=quote),),)


def test_a_question_with_a_time_of_its_day_looks_back_from_then() -> None:
    text = "The harbour board has bought 40 ferries from the yard since last week."
    dated = Article("a", "a.txt", text, published=date(2025, 3, 5))

    (case,) = draft_cases([dated], 5)

    assert case.as_of == date(2025, 3, 5)


def test_every_quote_stands_in_its_article() -> None:
    texts = {article.file: " ".join(article.text.split()) for article in ARTICLES}
    cases = draft_cases(ARTICLES, 20)

    assert len(cases) >= 6
    for case in cases:
        ((cited,),) = case.cites
        assert isinstance(cited, Source)
        assert cited.quote in texts[cited.file]


def test_an_article_of_a_file_of_many_is_cited_by_its_id() -> None:
    many = [Article(one.id, "many.jsonl", one.text) for one in ARTICLES]

    cited = {one.file for case in draft_cases(many, 20) for ((one,),) in [case.cites]}

    assert cited == {"board", "choir"}


WORDS = st.sampled_from(
    "Ada Berg said that nine ferries will sail to Bergen on 4 March 2025 in Oslo , “ ” . ? \n \n\n "
    "$2 40% of The the he announced / \x85 \u2028 İ ﬁ 𝟗 -".split(" ")
)


@settings(max_examples=50)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_whatever_an_article_holds_its_drafts_are_cases_that_quote_it(text: str) -> None:
    for case in draft_cases([Article("a", "a.txt", text)], 50):
        ((cited,),) = case.cites
        assert isinstance(cited, Source)
        assert cited.quote in " ".join(text.split())


def test_the_same_seed_gives_the_same_and_another_others() -> None:
    many = [Article(f"a{n}", f"a{n}.txt", BOARD.replace("nine", str(n))) for n in range(10, 20)]

    assert draft_cases(many, 5) == draft_cases(many[::-1], 5)
    assert draft_cases(many, 5) != draft_cases(many, 5, seed=1)


def test_articles_and_kinds_take_turns() -> None:
    cases = draft_cases(ARTICLES, 4)

    files = Counter(one.file for case in cases for (one,) in case.cites if isinstance(one, Source))
    assert files == {"board.txt": 2, "choir.txt": 2}
    assert len({case.tags for case in cases}) >= 3
    assert len({case.id for case in cases}) == 4


def test_of_one_story_one_article_is_taken() -> None:
    copies = [Article(f"a{n}", f"a{n}.txt", BOARD) for n in range(5)]
    stories = {article.id: "s" for article in copies}

    cases = draft_cases(copies, 20, stories=stories)

    assert {one.file for case in cases for (one,) in case.cites if isinstance(one, Source)} == {
        "a0.txt"
    }


def test_what_is_known_is_not_drafted_again() -> None:
    first = draft_cases(ARTICLES, 3)
    rest = draft_cases(ARTICLES, 20, known=first)

    assert not {case.cites for case in first} & {case.cites for case in rest}
    assert not {case.id for case in first} & {case.id for case in rest}
    assert len(first) + len(rest) == len(draft_cases(ARTICLES, 20))


def test_a_corpus_without_a_sentence_to_ask_for_gives_none() -> None:
    assert draft_cases([Article("a", "a.txt", "Nothing much.")], 5) == []
    assert draft_cases([], 5) == []
