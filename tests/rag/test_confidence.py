import pytest

from corpus.article import Article
from rag.confidence import confidence, signals
from rag.evidence import Evidence
from rag.features import Features

PLAIN = Features(similarity=0.4, coverage=0.5, expected=0.0, period=0.0, rank=0)


def piece(features: Features) -> Evidence:
    text = "Ada Berg said that nine ferries sail."
    return Evidence(Article("a", "a.txt", text), 0, len(text), features, 1.0)


@pytest.mark.parametrize(
    ("question", "features", "signal"),
    [
        ("What did Ada Berg say?", PLAIN._replace(speech=1.0), "said"),
        ("Who spoke of ferries?", PLAIN._replace(period=0.5), "period"),
    ],
)
def test_what_was_asked_for_by_speaker_or_time_is_surer(
    question: str, features: Features, signal: str
) -> None:
    known, plain = (signals(question, [piece(each)]) for each in (features, PLAIN))

    assert (getattr(known, signal), getattr(plain, signal)) == (1.0, 0.0)
    assert confidence(question, [piece(features)]) > confidence(question, [piece(PLAIN)])


def test_what_somebody_said_on_a_subject_must_resemble_it() -> None:
    said = piece(PLAIN._replace(speech=1.0))

    assert signals("What did Ada Berg say about chess?", [said]).said == 0.0
    assert signals("What did Ada Berg say about ferries?", [said]).said == 1.0
