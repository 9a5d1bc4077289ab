"""The check of one statement: what must fail, on which words, and what must pass."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.entailment import OverlapEntailment
from rag.answer import Speaker
from rag.verify.fault import CheckKind, Cited
from rag.verify.statement import check
from rag.verify.support import support

HARBOUR = (
    "The port of Narvik shipped nearly 30 cargoes of cod on Thursday, Mayor Ingrid Dahl said, and "
    "may open two more quays in March 2025."
)
TALKS = "Finance Minister Jonas Berg did not attend the talks with Elsa Holm in Oslo."
FUND = "The fund will pay at least €2 billion, or 5 per cent of its assets, within six weeks."
QUOTE = "“This bridge is safe for trains,” said the engineer Lars Moe, who had inspected it."
REPORT = "According to the coast guard, the ferry had 212 passengers on board."
DECLINED = "The union declined to sign the agreement on wages."

FALSE = [
    (HARBOUR, "The port of Narvik shipped nearly 40 cargoes of cod, Dahl said.", CheckKind.NUMBER),
    (HARBOUR, "The port of Narvik shipped 30 cargoes of cod, Dahl said.", CheckKind.HEDGE),
    (
        HARBOUR,
        "The port of Narvik shipped more than 30 cargoes of cod, Dahl said.",
        CheckKind.HEDGE,
    ),
    (HARBOUR, "The port of Bergen shipped nearly 30 cargoes of cod, Dahl said.", CheckKind.NAME),
    (HARBOUR, "The port of Narvik shipped nearly 30 cargoes on Friday, Dahl said.", CheckKind.DATE),
    (HARBOUR, "The port may open two more quays in April 2025, Dahl said.", CheckKind.DATE),
    (HARBOUR, "The port will open two more quays in March 2025, Dahl said.", CheckKind.MODALITY),
    (HARBOUR, "The port of Narvik shipped nearly 30 cargoes of cod.", CheckKind.ATTRIBUTION),
    (TALKS, "Jonas Berg attended the talks with Elsa Holm in Oslo.", CheckKind.NEGATION),
    (TALKS, "Elsa Holm did not attend the talks with Jonas Berg in Oslo.", CheckKind.NAME),
    (TALKS, "Erik Berg did not attend the talks in Oslo.", CheckKind.NAME),
    (FUND, "The fund will pay €2 billion within six weeks.", CheckKind.HEDGE),
    (FUND, "The fund will pay at least €2 million within six weeks.", CheckKind.NUMBER),
    (FUND, "The fund will pay at least $2 billion within six weeks.", CheckKind.UNIT),
    (FUND, "The fund will pay at least €2 billion within six months.", CheckKind.UNIT),
    (FUND, "The fund will not pay at least €2 billion within six weeks.", CheckKind.NEGATION),
    (QUOTE, "Lars Moe said: “This bridge is safe for cars.”", CheckKind.QUOTATION),
    (QUOTE, "“This bridge is safe for trains.”", CheckKind.ATTRIBUTION),
    (QUOTE, "“This bridge is safe for trains,” said Nils Vik.", CheckKind.ATTRIBUTION),
    (REPORT, "The ferry had 212 passengers on board.", CheckKind.ATTRIBUTION),
    (DECLINED, "The union agreed to sign the agreement on wages.", CheckKind.NEGATION),
    (DECLINED, "The union signed the agreement on wages.", CheckKind.NEGATION),
    (TALKS, "The weather in the mountains was mild.", CheckKind.SUPPORT),
]
TRUE = [
    (HARBOUR, "The port of Narvik shipped nearly 30 cargoes of cod, Ingrid Dahl said."),
    (HARBOUR, "Dahl said that the port of Narvik shipped nearly thirty cargoes of cod."),
    (HARBOUR, "The port of Narvik may open 2 more quays in March 2025, Dahl said."),
    (TALKS, "Berg did not attend the talks in Oslo."),
    (TALKS, "Jonas Berg didn't attend the talks with Elsa Holm."),
    (FUND, "The fund will pay at least 2bn euros within six weeks."),
    (FUND, "The fund will pay at least €2bn, or 5% of its assets."),
    (QUOTE, "“This bridge is safe for trains,” Lars Moe said."),
    (QUOTE, "The engineer Lars Moe said the bridge “is safe for trains”."),
    (REPORT, "The ferry had 212 passengers on board, according to the coast guard."),
    (DECLINED, "The union did not sign the agreement on wages."),
    (DECLINED, "The union declined to sign the agreement."),
]


@pytest.mark.parametrize(("source", "statement", "kind"), FALSE)
def test_what_the_source_does_not_say_fails(source: str, statement: str, kind: CheckKind) -> None:
    faults = check(statement, [Cited(source)])

    assert kind in {fault.check for fault in faults}
    assert all(fault.words and "\n" not in fault.message for fault in faults)


@pytest.mark.parametrize(("source", "statement"), TRUE)
def test_an_honest_rewording_passes(source: str, statement: str) -> None:
    assert check(statement, [Cited(source)]) == []


@pytest.mark.parametrize("source", [HARBOUR, TALKS, FUND, QUOTE, REPORT, DECLINED])
def test_the_source_itself_passes(source: str) -> None:
    assert check(source, [Cited(source)]) == []
    assert support(source, [Cited(source)]) == pytest.approx(1.0)


def test_words_of_a_fault_are_those_that_failed() -> None:
    (fault,) = check("The port of Narvik shipped nearly 40 cargoes, Dahl said.", [Cited(HARBOUR)])

    assert fault.check is CheckKind.NUMBER
    assert "40" in fault.words


def test_a_statement_may_draw_on_two_texts() -> None:
    cited = [Cited(TALKS), Cited(DECLINED)]

    assert check("Berg did not attend the talks, and the union declined to sign.", cited) == []


def test_the_context_tells_who_he_is() -> None:
    text, context = "He did not attend the talks in Oslo.", "Jonas Berg stayed at home."

    assert check("Jonas Berg did not attend the talks in Oslo.", [Cited(text, context)]) == []
    assert check("Jonas Berg did not attend the talks in Oslo.", [Cited(text)]) != []


def test_a_speaker_known_from_elsewhere_is_neither_dropped_nor_another() -> None:
    dahl = Speaker("Ingrid Dahl", "mayor of Narvik")
    cited = [Cited("“We will open two more quays.”", "Elsa Holm listened.", dahl)]

    assert check("“We will open two more quays,” Dahl said.", cited) == []
    for statement in (
        "“We will open two more quays.”",
        "“We will open two more quays,” Holm said.",
    ):
        assert CheckKind.ATTRIBUTION in {fault.check for fault in check(statement, cited)}


@pytest.mark.parametrize(
    ("source", "statement", "who"),
    [
        (Cited("“We will open two more quays.”", speaker=Speaker("Ingrid Dahl")),
         "“We will open two more quays.”", "Dahl"),
        (Cited("He said that two more quays will open.", "Dahl spoke.", Speaker("Ingrid Dahl")),
         "Two more quays will open.", "Ingrid Dahl"),
        (Cited(QUOTE), "“This bridge is safe for trains.”", "Lars Moe"),
        (Cited("A spokesman said the bridge is safe.", "Lars Moe, the spokesman, was there."),
         "The bridge is safe.", "Lars Moe"),
        (Cited(DECLINED), DECLINED, "union"),
    ],
)  # fmt: skip
def test_who_is_named_beside_a_statement_must_be_who_says_it(
    source: Cited, statement: str, who: str
) -> None:
    assert check(statement, [source], speaker=Speaker(who)) == []
    (fault,) = check(statement, [source], speaker=Speaker("Nils Vik"))
    assert (fault.check, fault.words) == (CheckKind.ATTRIBUTION, "Nils Vik")


def test_words_too_small_to_tell_are_carried_by_the_same_words() -> None:
    assert check("He did not say how.", [Cited("He did not say how.")]) == []
    assert check("He did not say how.", [Cited(FUND)]) != []


def test_a_weekday_may_be_told_by_its_month() -> None:
    cited = [
        Cited("Jonas Berg arrived in Oslo on Thursday for talks.", published=date(2025, 3, 28))
    ]

    assert check("Jonas Berg arrived in Oslo for talks in March 2025.", cited) == []
    assert check("Jonas Berg arrived in Oslo for talks in June 2025.", cited) != []


def test_support_falls_as_words_of_its_own_come_in() -> None:
    cited = [Cited(TALKS)]
    scores = [
        support(statement, cited)
        for statement in (
            "Jonas Berg did not attend the talks.",
            "Jonas Berg did not attend the hearings.",
            "Nobody came to the hearings on fisheries.",
        )
    ]

    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[1] > scores[2] >= 0


def test_a_model_of_ones_own_is_asked_too() -> None:
    cited = [Cited(TALKS)]
    model = OverlapEntailment()

    assert check("Berg did not attend the talks in Oslo.", cited, model) == []
    kinds = {fault.check for fault in check("Nobody sang in Bergen.", cited, model)}
    assert CheckKind.MODEL in kinds


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_checked(statement: str, source: str) -> None:
    faults = check(statement, [Cited(source)])

    assert faults == check(statement, [Cited(source)])
    assert 0 <= support(statement, [Cited(source)]) <= 1


@pytest.mark.parametrize(
    ("name", "holds"),
    [("Emmanuel Macron", True), ("Macron", True), ("Brigitte Macron", False), ("Ada Berg", False)],
)
def test_who_stands_beside_a_statement_is_who_says_it(name: str, holds: bool) -> None:
    said = "“The force will come,” Macron said."
    cited = [Cited(said, context="President Emmanuel Macron met reporters.")]

    faults = check(said, cited, speaker=Speaker(name))

    assert bool(faults) is not holds
