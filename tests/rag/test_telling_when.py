import pytest

from rag.telling_when import asks_how_long, asks_when, tells_how_long, tells_when


@pytest.mark.parametrize(
    ("question", "when", "how_long"),
    [
        ("When did the ferry sail?", True, False),
        ("And on what day will it sail?", True, False),
        ("Which year was it?", True, False),
        ("When asked, what did Ada Berg say?", False, False),
        ("What did Ada Berg say when she left?", False, False),
        ("How long did the talks last?", False, True),
        ("How long ago was it?", False, False),
        ("How long is the pier?", False, True),
    ],
)
def test_what_only_a_time_can_answer(question: str, when: bool, how_long: bool) -> None:
    assert asks_when(question) is when
    assert asks_how_long(question) is how_long


@pytest.mark.parametrize(
    ("question", "sentence", "tells"),
    [
        ("When did the ferry sail?", "The ferry sailed on Monday.", True),
        ("When did the ferry sail?", "The ferry sailed in mid-March.", True),
        ("When did the ferry sail?", "The ferry sailed after the storm.", True),
        ("When did the ferry sail?", "The ferry sailed to Bergen.", False),
        ("When did the ferry sail?", "The ferry sailed ahead of the meeting.", True),
        ("When did the ferry sail?", "The ferry sailed on Election Day.", True),
        ("When did Ada Berg win the Voss Cup?", "1985 — Ada Berg beat Moe in the Voss Cup.", True),
        ("When did the ferry sail?", "The harbour hall was sold on Monday.", False),
        ("When did the ferry sail?", "It will sail once the storm is over.", False),
        ("When will the ferry sail?", "It will sail once the storm is over.", True),
        ("When did the strike begin?", "The strike started two years ago.", True),
        ("When will the ferry sail?", "The ferry will be sailed by Ada Berg.", False),
        ("When will the ferry sail?", "The ferry sails in two weeks.", True),
        ("When did the ferry sail?", "The ferry sailed at dawn.", True),
        ("When did the ferry sail?", "The ferry sailed at 9:30.", True),
        ("When did the ferry sail?", "The ferry sailed over the weekend.", True),
        ("When was Ada Berg born?", "Ada Berg (14 August 1850 – 2 May 1901) sailed.", True),
    ],
)
def test_a_time_of_what_is_asked_is_told_from_others(
    question: str, sentence: str, tells: bool
) -> None:
    assert tells_when(question, sentence) is tells


@pytest.mark.parametrize(
    ("question", "sentence", "tells"),
    [
        ("How long did the talks last?", "The talks went on for three days.", True),
        ("How long did the talks last?", "They talked until midnight.", True),
        ("How long did the talks last?", "It was a week-long meeting.", True),
        ("How long did the talks last?", "They went on for sixteen hours.", True),
        ("How long did the talks last?", "They took ninety minutes.", True),
        ("How long did the talks last?", "They talked throughout the day.", True),
        ("How long did the talks last?", "The talks lasted a week.", True),
        ("How long did the talks last?", "They met last month.", False),
        ("How long did the talks last?", "They met two days ago.", False),
        ("How long did the talks last?", "They met for a second round.", False),
        ("How long did the talks last?", "Twenty people a day came.", False),
        ("How long did the talks last?", "They flew from Bergen to Voss.", False),
        ("How long is the pier?", "The pier is 300 metres long.", True),
        ("How long did the talks last?", "They have talked since May.", False),
        ("How long have they talked?", "They have talked since May.", True),
        ("How long have they talked?", "Talks began on 3 May 2025.", True),
        ("How long did the talks last?", "Talks began on 3 May 2025.", False),
    ],
)
def test_how_long_something_took(question: str, sentence: str, tells: bool) -> None:
    assert tells_how_long(question, sentence) is tells
