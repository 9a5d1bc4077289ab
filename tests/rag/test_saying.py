from collections.abc import Callable

import pytest

from corpus.article import Article
from index.search import Index
from rag.answer import Speaker
from rag.assistant import Assistant
from rag.saying import asked_speech, is_asked_about, speech_fit

TEXT = (
    "Norwegian ferry minister Ada Berg opened the harbour. “Nine ferries will sail,” she said.\n\n"
    "“The price of a ticket is a scandal,” mayor Nils Lund said. The weather was fine."
)


@pytest.mark.parametrize(
    ("question", "speaker", "topic"),
    [
        ("Who said nine ferries will sail?", None, "nine ferries will sail"),
        ("Who called the price a scandal?", None, "called the price a scandal"),
        ("Who warned of delays?", None, "warned of delays"),
        ("Which minister accused Lund of lying?", None, "accused Lund of lying"),
        ("What did Berg say about tickets?", "Berg", "about tickets"),
        ("What did the Italian premier say?", "the Italian premier", ""),
        ("What does Berg think of the mayor?", "Berg", "of the mayor"),
        ("What does Norway want?", "Norway", "want"),
        ("What is Berg's position on tickets?", "Berg", "on tickets"),
        ("What was the mayor’s reaction to the plan?", "the mayor", "to the plan"),
        ("What is the position of Norway on tickets?", "Norway", "on tickets"),
        ("Did Berg say that nine ferries will sail?", "Berg", "that nine ferries will sail"),
        ("Where does Norway stand on tickets?", "Norway", "on tickets"),
        ("Port to close: who said so?", None, "Port to close so"),
        ("Tickets dear: what does Berg say of it?", "Berg", "Tickets dear of it"),
        ("How did Lund describe the price?", "Lund", "describe the price"),
        ("How many ferries will sail, according to Berg?", "Berg", "How many ferries will sail"),
    ],
)
def test_questions_about_speech_are_known(question: str, speaker: str | None, topic: str) -> None:
    asked = asked_speech(question)

    assert asked
    assert (asked.speaker, asked.topic) == (speaker, topic)


def test_what_a_country_will_do_is_its_position_whoever_says_so() -> None:
    article = Article("a", "a.txt", "Minister Berg said that Norway will not send ferries.")
    asked = asked_speech("What is Norway's position?")

    assert asked and speech_fit(asked, article, 0, len(article.text)) == 1.0


def test_two_may_speak_in_one_sentence() -> None:
    text = "Minister Ada Berg said it was late, while mayor Nils Lund called it “premature”."
    article = Article("a", "a.txt", text)
    fits = {}
    for name in ("Berg", "Lund", "Moe"):
        asked = asked_speech(f"What did {name} say?")
        assert asked
        fits[name] = speech_fit(asked, article, 0, len(text))

    assert fits == {"Berg": 1.0, "Lund": 1.0, "Moe": -1.0}


def test_who_rejects_something_takes_a_position_without_a_word() -> None:
    article = Article("a", "a.txt", "Oslo quickly rejected the plan. Sweden backed it.")
    asked = asked_speech("What is Norway's position on the plan?")

    assert asked
    assert [speech_fit(asked, article, 0, 31), speech_fit(asked, article, 32, 49)] == [1.0, 0.0]


@pytest.mark.parametrize(
    "question",
    [
        "How many ferries will sail to Bergen?",
        "Who won the race?",
        "Where did the ferry sink?",
        "What did it say?",
        "When is the harbour open?",
    ],
)
def test_other_questions_are_not(question: str) -> None:
    assert asked_speech(question) is None


@pytest.mark.parametrize(
    ("words", "role", "meant"),
    [
        ("Meloni", "Italian Premier", True),
        ("Giorgia Meloni", "Italian Premier", True),
        ("Premier Meloni", "Italian Premier", True),
        ("the Italian premier", "Italian Premier", True),
        ("the Italian prime minister", "Italian Premier", True),
        ("the Italian leader", "Prime Minister of Italy", True),
        ("the premier", "Italian Premier", True),
        ("Italy", "Italian Premier", True),
        ("the French premier", "Italian Premier", False),
        ("the president", "Italian Premier", False),
        ("Macron", "Italian Premier", False),
        ("Giorgia Rossi", "Italian Premier", False),
    ],
)
def test_a_speaker_is_meant_by_name_or_title(words: str, role: str, meant: bool) -> None:
    assert is_asked_about(words, Speaker("Giorgia Meloni", role)) is meant


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("What did Ada Berg say?", [0, 1, -1, 0]),
        ("What did the minister say?", [0, 1, 0, 0]),
        ("What did the mayor say about the price?", [0, 0, 1, 0]),
        ("Who said nine ferries will sail?", [0, 1, 0, 0]),
        ("Who called the price a scandal?", [0, 0, 1, 0]),
    ],
)
def test_a_sentence_fits_if_the_one_asked_about_says_it(question: str, fits: list[int]) -> None:
    article, asked = Article("a", "a.txt", TEXT), asked_speech(question)
    assert asked

    places = [TEXT.index(begin) for begin in ("Norwegian", "“Nine", "“The price", "The weather")]
    assert [speech_fit(asked, article, at, TEXT.index(".", at)) for at in places] == fits


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Who said that the price of a ticket is a scandal?", "mayor Nils Lund said"),
        ("Who said that nine ferries will sail?", "Ada Berg"),
        ("What did the ferry minister say of nine ferries that will sail?", "Ada Berg"),
    ],
)
def test_the_answer_names_who_said_it(
    make_index: Callable[..., Index], question: str, shown: str
) -> None:
    answer = Assistant(make_index([Article("a", "a.txt", TEXT)])).ask(question)

    assert shown in answer.text.split("**")[-1]
