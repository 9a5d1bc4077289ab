import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rag.followup import PastTurn, make_whole
from rag.question import MAX_CHARACTERS

BERG = "What did Ada Berg say about ferries in March?"
HOST = PastTurn("Who hosted the Narvik summit?", "Mayor Ola Lund hosted it with Ada Berg. [1]")
STRIKE = "How many people were killed in the strike on Molde?"
DEAL = "What does the Nordic ferry deal include?"
TANK = "What is Acme Tank?"


class Words:
    """A corpus on a summit in Narvik."""

    def has(self, words: str) -> bool:
        return {"Narvik", "summit", "Acme", "Tank"}.issuperset(words.split())

    def is_common(self, words: str) -> bool:
        return words == "summit"


@pytest.mark.parametrize(
    ("question", "previous", "whole"),
    [
        ("And in September?", [BERG], "What did Ada Berg say about ferries in September?"),
        ("and on 5 April 2025?", [BERG], "What did Ada Berg say about ferries on 5 April 2025?"),
        ("What about Lund?", [BERG], "What did Lund say about ferries in March?"),
        ("And Italy?", [BERG], "What did Italy say about ferries in March?"),
        ("And about fares?", [BERG], "What did Ada Berg say about fares in March?"),
        ("And about sanctions?", ["What did she say?"], "What did she say about sanctions?"),
        ("And in Bergen?", [STRIKE], "How many people were killed in the strike in Bergen?"),
        ("Andorra?", ["What did Norway pledge?"], "What did Andorra pledge?"),
        ("And in May?", [BERG, "And in June?"], "What did Ada Berg say about ferries in May?"),
        ("And in Bursa?", ["What did İlker say in Ankara?"], "What did İlker say in Bursa?"),
        ("And in ports?", ["What did fares do in main cities?"], "What did fares do in ports?"),
    ],
)
def test_a_fragment_takes_the_place_of_its_like(
    question: str, previous: list[str], whole: str
) -> None:
    assert make_whole(question, previous) == whole


@pytest.mark.parametrize(
    ("question", "previous", "whole"),
    [
        ("Who did she meet?", BERG, "Who did Ada Berg meet?"),
        ("Who met her in Narvik?", BERG, "Who met Ada Berg in Narvik?"),
        ("What is her position?", BERG, "What is Ada Berg's position?"),
        ("When will they sail?", BERG, "When will ferries sail?"),
        ("What does it cost?", DEAL, "What does the Nordic ferry deal cost?"),
        ("When did it happen?", STRIKE, "When did the strike on Molde happen?"),
        ("How is that calculated?", "What is net worth?", "How is net worth calculated?"),
        ("So it can store any file?", TANK, "So Acme Tank can store any file?"),
        ("What did he say?", "How did Norway answer Lund's offer?", "What did Lund say?"),
    ],
)
def test_a_pronoun_gives_way_to_what_it_stands_for(
    question: str, previous: str, whole: str
) -> None:
    assert make_whole(question, [previous]) == whole


@pytest.mark.parametrize(
    ("question", "previous", "whole"),
    [
        ("And what did Lund say?", BERG, "What did Lund say about ferries in March?"),
        ("What did Lund say about it?", BERG, "What did Lund say about ferries in March?"),
        ("But how did Oslo react to that?", STRIKE, "How did Oslo react to Molde, strike?"),
        ("And what did Berg say?", "What did Lund say about Berg?", "And what did Berg say?"),
        ("And what did her rival Lund say?", BERG, "And what did Ada Berg's rival Lund say?"),
        ("What did Lund say?", BERG, "What did Lund say?"),
        ("And what did Lund say about fares?", BERG, "And what did Lund say about fares?"),
    ],
)
def test_who_is_asked_for_a_word_next_is_asked_for_one_on_the_same(
    question: str, previous: str, whole: str
) -> None:
    assert make_whole(question, [previous]) == whole


def test_he_is_the_one_whom_the_answer_names() -> None:
    assert make_whole("When did he say so?", [HOST]) == "When did Mayor Ola Lund say so?"
    assert make_whole("When did he say so?", [HOST.question]) == "When did he say so?"


def test_it_is_looked_for_in_the_turn_before_the_last_if_that_names_nothing() -> None:
    talk = ["What's the difference between Gross Pay and NAV?", "Which matters?", "net worth"]

    assert make_whole("How is it calculated?", talk) == "How is net worth calculated?"
    assert make_whole("How is it calculated?", [TANK, "Why?"]) == "How is Acme Tank calculated?"


@pytest.mark.parametrize(
    ("question", "previous", "topic"),
    [
        ("Is there a limit on the file size?", TANK, "Acme Tank"),
        ("What is the biggest risk?", DEAL, "Nordic ferry deal"),
        ("What was decided?", HOST.question, "Narvik summit"),
        ("And who was behind that strike?", STRIKE, "Molde"),
        ("Who else came?", HOST.question, "Narvik summit"),
        ("Who voted against it?", "What did the EU decide on gas?", "EU, gas"),
        ("Which is better?", "What is safer, Acme Tank or Nordic Vat?", "Acme Tank, Nordic Vat"),
        ("The first one?", DEAL, "Nordic ferry deal"),
        ("What about costs?", TANK, "Acme Tank"),
        ("Who?", STRIKE, STRIKE),
    ],
)
def test_a_topic_left_out_is_added(question: str, previous: str, topic: str) -> None:
    assert make_whole(question, [previous]) == f"{question} ({topic})"


def test_a_name_that_the_corpus_does_not_have_is_no_topic() -> None:
    words, asked = Words(), "What was decided?"
    assert make_whole(asked, ["Who is the Zorbian king?"], words) == asked
    assert make_whole(asked, [TANK, "Who is the Zorbian king?"], words) == f"{asked} (Acme Tank)"
    assert make_whole(asked, ["Who is the Zorbian king?"]) == f"{asked} (Zorbian king)"


def test_what_the_corpus_is_about_needs_no_topic() -> None:
    asked = "Where was the summit?"
    assert make_whole(asked, [TANK], Words()) == asked
    assert make_whole(asked, [TANK]) == f"{asked} (Acme Tank)"
    assert make_whole("Where was it?", ["Who is Ada Berg?"]) == "Where was it? (Ada Berg)"


def test_after_whom_he_is_the_one_who_acted() -> None:
    met = PastTurn("Whom did Ada Berg meet?", "Ada Berg met Ola Lund in Narvik. [1]")

    assert make_whole("What did she say?", [met]) == "What did Ada Berg say?"


def test_why_is_put_to_a_question_that_was_answered_by_yes_or_no() -> None:
    whole = "Why did Norway close the strait?"

    assert make_whole("why?", ["Did Norway close the strait?"]) == whole
    assert make_whole("Why is that?", ["Did Norway close the strait?"]).startswith("Why is that? (")


def test_a_chain_of_bare_questions_keeps_one_topic() -> None:
    assert make_whole("Where?", [STRIKE, "Who?"]) == f"Where? ({STRIKE})"


@pytest.mark.parametrize(
    "question",
    [
        "How many countries have pledged to take part?",
        "Which bank does Oslo want reinstated?",
        "Lund said what about the force?",
        "Sailors rescued near Molde in 2025, how many were there?",
        "Did Lund say that he would come?",
        "How does a minister know when he must resign?",
        "Is it true that Lund came to Narvik?",
        "Will it rain tomorrow?",
        "How long does it take to get a visa?",
        "What is inflation?",
        "Why do cities issue bonds?",
        "enterprise value",
        "What is the capital of the Faroe Islands?",
    ],
)
def test_a_question_that_is_whole_stays_as_it_is(question: str) -> None:
    assert make_whole(question, []) == question
    assert make_whole(question, [BERG]) == question
    assert make_whole(question, [HOST, DEAL]) == question


def test_he_is_not_taken_for_a_country_or_a_place() -> None:
    for before in ("Who represented the United States in Oslo?", "What did Norway do in Molde?"):
        assert make_whole("What did he say?", [before]) == "What did he say?"


PLAIN = st.text("abcdefghij ÅøTHISitheWhoands?().,'’…\n", max_size=60)
TURNS = st.lists(
    PLAIN | st.builds(PastTurn, PLAIN, PLAIN) | st.sampled_from([BERG, HOST]), max_size=4
)


@given(PLAIN | st.text(max_size=60), TURNS)
@example("what about", [BERG])
@example("(", ["Who? ("])
def test_any_conversation_can_be_made_whole(question: str, previous: list[str | PastTurn]) -> None:
    whole = make_whole(question, previous)

    assert len(whole) <= max(len(question), MAX_CHARACTERS)
    assert make_whole(question, []) == question


@given(st.sampled_from(["Ola Lund", "Acme Tank", "the Narvik Treaty"]), TURNS)
def test_a_question_with_a_name_and_no_pronoun_is_whole(
    name: str, previous: list[str | PastTurn]
) -> None:
    for question in (f"What happened to {name}?", f"Why did {name} fail the test last year?"):
        assert make_whole(question, previous) == question


def test_a_long_conversation_of_long_questions_stays_within_bounds() -> None:
    long = "And the Harbour of Molde " * (MAX_CHARACTERS // 25)

    assert len(make_whole("Why?", [long] * 20)) <= MAX_CHARACTERS
