import pytest

from corpus.errors import SettingsError
from rag.question import MAX_CHARACTERS, check, unresolved_pronoun


@pytest.mark.parametrize(
    ("question", "pronoun"),
    [
        ("What did he say?", "he"),
        ("Who met Her there?", "Her"),
        ("Did Trump say that he would come?", None),
        ("Which singer said she would come?", None),
        ("Who praised the minister and her plan?", None),
        ("What car does he drive?", "he"),
        ("Who criticised him?", "him"),
        ("What about his wife?", "his"),
        ("What did they say?", "What did they say"),
        ("Why?", "Why"),
        ("What did … report …?", None),
        ("How much did it cost them?", "it"),
        ("Is it true that nine ferries sail to Bergen?", None),
        ("Where is the theatre?", None),
        ("What will the US contribute?", None),
        ("who were the dadaists and what did they do", None),
        ("who was glumdalclitch how did she help gulliver", None),
        ("Who did he meet and where did she go?", "he"),
        ("Who is he and what does he want?", "he"),
        ("What was said and why did he resign?", "he"),
        ("who knows how he died", "he"),
        ("who decides when she votes", "she"),
        ("what is new and what does it mean", "it"),
        ("who sang the anthem and when was she born", None),
    ],
)
def test_what_a_question_leaves_open_is_noticed(question: str, pronoun: str | None) -> None:
    assert unresolved_pronoun(question) == pronoun


@pytest.mark.parametrize(
    ("question", "why"),
    [("", "is empty"), ("  \n", "is empty"), ("???", "has no words"), ("…", "has no words")],
)
def test_a_question_without_words_is_refused(question: str, why: str) -> None:
    with pytest.raises(SettingsError, match=why):
        check(question)


def test_what_is_no_text_is_left_out_of_a_question() -> None:
    assert check("What did\x00 \x1b[2J\u202eBerg say?") == "What did [2J Berg say?"


def test_a_very_long_question_is_refused_by_its_length() -> None:
    assert check("w " * (MAX_CHARACTERS // 2))
    with pytest.raises(SettingsError, match="10000"):
        check("w" * 10_000)


def test_a_long_run_of_question_words_is_read_in_no_time() -> None:
    assert unresolved_pronoun("who " * 490 + "he") == "he"


def test_white_space_is_folded() -> None:
    assert check("  Who\n came? ") == "Who came?"
