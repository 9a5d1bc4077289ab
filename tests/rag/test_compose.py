"""The composed answer names who says each statement, once."""

from corpus.article import Article
from rag.answer import Answer, CorpusSummary, Speaker, Statement, Support
from rag.compose import compose, render
from rag.evidence import Evidence
from rag.features import Features
from rag.holdings import Holdings
from rag.request import prepare
from rag.sufficiency import Judgement

TEXT = "Ferry minister Ada Berg spoke. “Nine ferries [7] will sail,” Berg told Fjord News."


def evidence(start: int, end: int) -> Evidence:
    return Evidence(Article("a", "a.txt", TEXT), start, end, Features(1, 1, 1, 1, 0), 1.0)


def answer_of(piece: Evidence) -> Answer:
    request = prepare(Holdings({}), "Why?")
    return compose(request, [piece], Judgement(1.0), CorpusSummary(1, None, None))


def test_a_quotation_is_followed_by_its_speaker_in_full() -> None:
    quoted = evidence(TEXT.index("“"), len(TEXT))

    answer = answer_of(quoted)

    assert answer.statements[0].speaker == Speaker("Ada Berg", "Ferry minister", None)
    assert answer.text == (
        "“Nine ferries (7) will sail,” Berg told Fjord News. — Ada Berg, Ferry minister [1]"
    )
    assert answer.to_dict()["statements"][0]["speaker"]["name"] == "Ada Berg"


def test_who_stands_in_the_statement_in_full_is_not_repeated() -> None:
    answer = answer_of(evidence(0, len(TEXT)))

    assert answer.statements[0].speaker is None
    assert "—" not in answer.text


def test_no_speaker_s_name_brings_a_marker_of_its_own() -> None:
    said = Statement("We sail.", (1,), Support.VERBATIM, Speaker("Ada [2] Berg"))

    assert render([said]) == "We sail. — Ada (2) Berg [1]"
