import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.candidates import candidates, sure_answer

QUESTIONS = (
    "How many ferries sail to Bergen?",
    "When was the Oslo library built?",
    "Who directed the film?",
    "Where is the mill located?",
    "Which river does it cross?",
)


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        (QUESTIONS[0], "In 2024 nine ferries with 400 seats sail to Bergen.", "nine ferries"),
        (
            "How many countries were at the summit?",
            "Leaders from nearly 30 nations met for 2 days.",
            "nearly 30 nations",
        ),
        (
            "How many workers were injured?",
            "Two of the workers injured have died, and seven workers were injured in all.",
            "seven workers",
        ),
        (
            "How much will it cost?",
            "It will cost 14 million crowns in 3 years.",
            "14 million crowns",
        ),
        ("How many died in Voss?", "Shelling in Voss killed two people.", "two people"),
        (
            "How many leaders came to the talks?",
            "Leaders of 31 countries had travelled there for 2 days.",
            "31",
        ),
        (
            "What is the package worth in dollars?",
            "A package worth €2 billion ($2.16 billion) was announced.",
            "$2.16 billion",
        ),
        (
            "How much is the package worth?",
            "The package is worth €2 billion in 3 years.",
            "€2 billion",
        ),
        (
            "Where did the leaders meet?",
            "Leaders from across Norway met in Molde, Denmark.",
            "Molde, Denmark",
        ),
        (
            "Where did Berg attend a parade?",
            "In Molde, Berg joined Ida Vik at a parade, boasting of ferries that sail in Denmark.",
            "Molde",
        ),
        ("Where did Berg attend a parade?", "In Voss, Norway, Berg saw a parade.", "Voss, Norway"),
        (
            "Where did the ferry travel?",
            "With Ada Berg aboard, the ferry travelled to Molde.",
            "Molde",
        ),
        (
            "What is the population of Voss?",
            "Voss has 14,000 people on 3 islands.",
            "14,000 people",
        ),
        (
            QUESTIONS[1],
            "Opened in 1931, the library in Oslo was built in 1929 for 5 million.",
            "1929",
        ),
        ("When was Ida Moe born?", "Ida Moe (3 May 1900 – 2 June 1980) wrote.", "3 May 1900"),
        ("When did Ida Moe die?", "Ida Moe (3 May 1900 – 2 June 1980) wrote.", "2 June 1980"),
        (QUESTIONS[2], "Shot in Norway, the film was directed by Marta Vik.", "Marta Vik"),
        (QUESTIONS[3], "The mill is located in Voss, Norway, by Lake Vang.", "Voss, Norway"),
        (
            "Which country halted the trade?",
            "The attack near Molde on Friday led Norway to halt all trade in the Fjord District.",
            "Norway",
        ),
        (
            "Where was the summit held?",
            "A summit of European leaders in Molde was held on Monday.",
            "Molde",
        ),
        (
            "Which US state voted first?",
            "Voting began Monday in Ohio, before the House Bill on it, said Germany.",
            "Ohio",
        ),
        ("In which city did it open?", "It opened Friday in Texas, in Austin.", "Austin"),
        (
            "Who did the mayor endorse?",
            "The Voss Times says that Lt. Gov. Ida Hall-Moe was endorsed by the mayor.",
            "Lt. Gov. Ida Hall-Moe",
        ),
        (
            "When did the battle of Molde take place?",
            "The battle of Molde (16 March 1818) was fought over what began in 1807.",
            "16 March 1818",
        ),
        (
            "Who was the owner of the Vik House?",
            "The first owner of Vik House, Ida Marie Vik, traded with Denmark.",
            "Ida Marie Vik",
        ),
        (
            "What is the population of Voss?",
            "The population of Voss with its five islands in 2011 was 1,234.",
            "1,234",
        ),
        (
            "Which country does it belong to?",
            "It is an authority in the Republic of Honduras (Molde).",
            "Republic of Honduras",
        ),
        (
            "Which airline merges with Fjordair?",
            "Fjordair merges with regional Airline Vik.",
            "Airline Vik",
        ),
    ],
)
def test_the_best_span_is_the_short_answer(question: str, sentence: str, answer: str) -> None:
    best = candidates(question, sentence)[0]

    assert sentence[best.start : best.end] == answer


@pytest.mark.parametrize("question", ["Why did the ferry sink?", "Did the ferry sink?"])
def test_where_no_short_answer_is_asked_for_there_is_none(question: str) -> None:
    assert candidates(question, "Two ferries sank off Bergen in 1990, Marta Vik said.") == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "The meeting represented a new push backed by Marta Vik.",
        "Voss was represented by Vik’s envoy.",
    ],
)
def test_who_only_stands_near_did_not_do_it(sentence: str) -> None:
    assert sure_answer("Who represented Voss at the talks?", sentence) is None


def test_whose_envoy_it_was_is_not_who_came() -> None:
    sentence = "Voss was represented by Vik’s envoy, Ola Dahl."

    best = candidates("Who represented Voss at the talks?", sentence)[0]

    assert sentence[best.start : best.end] == "Ola Dahl"


def test_where_those_who_met_came_from_is_not_where_they_met() -> None:
    sentence = "The Voss meeting drew leaders from across Europe."

    assert sure_answer("Where did the leaders meet?", sentence) is None


def test_a_place_that_hangs_on_what_was_done_there_is_where_it_was() -> None:
    sentence = "A plan for a force in Norway has split the leaders, who met in Voss on March 27."

    best = candidates("Where did the leaders meet on 27 March?", sentence)[0]

    assert sentence[best.start : best.end] == "Voss"


def test_whom_somebody_talked_to_is_no_place() -> None:
    sentence = "After the summit, they talked to US President Ann Lee in Voss."

    best = candidates("Where was the summit?", sentence)[0]

    assert sentence[best.start : best.end] == "Voss"


def test_a_size_is_a_number_of_what_there_is() -> None:
    asked = "How big is the fleet?"
    told = "The fleet has 300 sailors."

    assert sure_answer(asked, told) == (14, 17)
    assert sure_answer(asked, "The fleet is of nine countries.") is None


def test_what_is_no_money_is_no_budget() -> None:
    assert not candidates("What is the budget of the force?", "The force has 300 sailors.")


def test_an_amount_of_aid_is_money() -> None:
    sentence = "Norway has committed an additional €2 billion ($2.16 billion) in military aid."
    found = sure_answer("How much military aid did Norway announce in March?", sentence)

    assert found and sentence[slice(*found)] == "€2 billion"


def test_a_noun_phrase_is_no_name_of_a_thing() -> None:
    sentence = "Fjordair, a regional airline, merges with its longtime rival."

    assert sure_answer("Which airline merges with Fjordair?", sentence) is None


def test_the_words_of_the_question_are_no_answer() -> None:
    assert candidates("Who is Marta Vik?", "Marta Vik spoke.") == ()


@given(st.sampled_from(QUESTIONS), st.text(max_size=60))
def test_spans_stand_in_the_sentence(question: str, sentence: str) -> None:
    for found in candidates(question, sentence):
        assert 0 <= found.start < found.end <= len(sentence)
