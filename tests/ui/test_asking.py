"""A question loses the words it is asked without, and stays one."""

import pytest

from ui.asking import ask_button, without_words


@pytest.mark.parametrize(
    ("question", "words", "left"),
    [
        ("What did she say in March?", "in March", "What did she say?"),
        ("In March, who came?", "In March", "Who came?"),
        ("Who came last week according to AP?", "last week", "Who came … according to AP?"),
        ("What did he say at the March summit?", "at the March", "What did he say … summit?"),
        ("Last week?", "Last week", None),
        ("Who?", "in March", None),
    ],
)
def test_what_is_left_is_a_question(question: str, words: str, left: str | None) -> None:
    assert without_words(question, words) == left


def test_a_button_holds_its_question_as_text(hostile: str) -> None:
    button = ask_button(hostile, hostile, "gw-again")

    assert "<script" not in button
    assert button.count('"') == 6
