import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.drafting.plain import plain_text


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Nine ferries sail [1].", "Nine ferries sail [1]."),
        ("**Nine** _ferries_ `sail` [1].", "Nine ferries sail [1]."),
        ("# Answer\n\nNine sail [1].", "Nine sail [1]."),
        ("- Nine sail [1].\n- Ten do not [2].", "Nine sail [1].\nTen do not [2]."),
        ("1. Nine sail [1].\n2. Ten do not [2].", "Nine sail [1].\nTen do not [2]."),
        ("See [the site](https://evil.example/x) [1].", "See the site [1]."),
        ("Nine sail [1](https://evil.example).", "Nine sail [1]."),
        ("Go to https://evil.example/?q=1 now [1].", "Go to now [1]."),
        ("<b>Nine</b> sail<script src='x'></script> [1].", "Nine sail [1]."),
        ("&lt;b&gt;Nine&lt;/b&gt; sail [1].", "Nine sail [1]."),
        ("![a picture](http://evil.example/a.png)", ""),
        ("<think>Hm, [7]?</think>Nine sail [1].", "Nine sail [1]."),
        ("<think>Hm, still thinking", ""),
        ("[1]: Coast Daily\n\nNine sail [1].", "[1]: Coast Daily\nNine sail [1]."),
        ("```\nNine sail [1].\n```", "Nine sail [1]."),
        ("    Nine sail [1].", "Nine sail [1]."),
        ("> Nine sail [1].", "Nine sail [1]."),
        ("Nine\u202e sail\u200b [1].\x1b[2J", "Nine sail [1].[2J"),
        ("5 < 7 and 9 > 3 [1].", "5 < 7 and 9 > 3 [1]."),
    ],
)
def test_only_what_is_said_is_left(written: str, plain: str) -> None:
    assert plain_text(written) == plain


@given(st.text(st.sampled_from("a1 .[]()<>*_`#-!&;:/\n\\\"'") | st.characters(), max_size=80))
def test_whatever_comes_becomes_printable_lines(written: str) -> None:
    for line in plain_text(written).splitlines():
        assert line.isprintable()
        assert line == " ".join(line.split()) != ""
