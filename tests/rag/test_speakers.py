"""Who speaks, in every form that news English has for it; the texts are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from rag.answer import Speaker
from rag.reading import sentences_of
from rag.speakers import needs_speaker, speaker_of, unnamed_speaker

BERG = "Norwegian ferry minister Ada Berg opened the harbour."
LUND = "Swedish Premier Nils Lund stayed at home."


def article(text: str) -> Article:
    return Article("a", "a.txt", text)


def last_speaker(text: str) -> Speaker | None:
    given_article = article(text)
    last = sentences_of(given_article)[-1]
    return speaker_of(given_article, last.start, last.end)


def name(text: str) -> str | None:
    speaker = last_speaker(text)
    return speaker.name if speaker else None


@pytest.mark.parametrize(
    "sentence",
    [
        "Berg said that nine ferries will sail.",
        "Nine ferries will sail, said Berg.",
        "“Nine ferries will sail to Bergen,” Berg said.",
        "“Nine ferries will sail to Bergen,” said Berg on Monday.",
        '"Nine ferries will sail to Bergen," Berg told reporters.',
        "‘Nine ferries will sail to Bergen,’ Berg said.",
        "According to Berg, nine ferries will sail.",
        "Nine ferries will sail, according to Berg.",
        "Nine ferries, Berg added, will sail.",
        "Berg: “Nine ferries will sail to Bergen.”",
        "Berg warned on Monday: “Nine ferries will not be enough.”",
        "The harbour is, in Berg’s words, “a beginning and not an end”.",
        "Berg, who visited Bergen on Monday, said nine ferries will sail.",
        "Berg, 45, told the harbour board that nine ferries will sail.",
        "Berg praised the harbour, saying nine ferries will sail.",
        "With Berg noting that nine ferries will sail, the board was content.",
        "On Monday Berg said that nine ferries will sail.",
        "After the vote in Bergen, Berg said that nine ferries will sail.",
        "Berg on Monday announced nine ferries.",
        "Berg published a statement: nine ferries will sail.",
        "Berg spoke of “nine ferries to Bergen by May”.",
        "“Nine ferries will sail to Bergen,” Berg said. “They will never be late again.”",
        "“They will never be late again.” “Nine ferries will sail to Bergen,” Berg said.",
        "Lund listened, but Berg said that nine ferries will sail.",
        "Berg opened the new line to Bergen and said nine ferries will sail.",
        "“Mr Lund is wrong about the ferries,” Berg said.",
        "“Nine ferries will sail, Lund said so himself,” Berg said.",
        "Berg said Lund believes that nine ferries will sail.",
    ],
)
def test_who_is_named_beside_a_verb_of_saying_speaks(sentence: str) -> None:
    assert name(f"{BERG} {LUND}\n\n{sentence}") == "Ada Berg"


@pytest.mark.parametrize(
    "sentences",
    [
        "Berg met the press. “Nine ferries will sail to Bergen,” she said.",
        "Berg met the press. She added that nine ferries will sail.",
        "Berg met Lund. “Nine ferries will sail to Bergen,” she said.",
        "“Nine ferries will sail to Bergen,” the minister said.",
        "“Nine ferries will sail to Bergen,” said the Norwegian minister.",
        "“Nine ferries will sail to Bergen,” the ferry minister told Fjord News.",
        "Berg was clear:\n\n“Nine ferries will sail to Bergen.”",
        "“Nine ferries will sail to Bergen,” Berg said.\n\n“They will never be late again.”",
        "“Nine ferries will sail to Bergen,” Berg said.\n\n“They will never be late,” she added.",
    ],
)
def test_pronouns_and_descriptions_mean_the_last_fitting_name(sentences: str) -> None:
    text = f"{BERG} She was glad. {LUND} He was not.\n\n{sentences}"

    assert name(text) == "Ada Berg"


def test_a_name_may_look_like_another_kind_of_word() -> None:
    for full in ("Ann Kelly", "Emily King", "Li Chang", "José Giménez", "Ian Freeman Jr."):
        last = full.split()[1]
        text = f"Mayor {full} spoke. “We sail on Monday, come what may,” {last} said."
        assert name(text) == full
    assert name("“We sail on Monday, come what may,” Beijing said.") == "Beijing"


def test_he_and_she_are_told_apart() -> None:
    text = f"{BERG} She was glad. {LUND} He was not. Berg and Lund spoke."

    assert name(f"{text} “That is the plan we have,” he said.") == "Nils Lund"
    assert name(f"{text} “That is the plan we have,” she said.") == "Ada Berg"
    assert name("Mr Berg met Ms Lund. “That is the plan we have,” she said.") == "Lund"


def test_a_leader_is_whoever_heads_that_country() -> None:
    text = f"{LUND} Danish Prime Minister Mette Holm spoke with {BERG}"

    assert name(f"{text} The Swedish leader said that he agreed.") == "Nils Lund"
    assert name(f"{text} “It is a day of joy,” the Danish premier said.") == "Mette Holm"
    assert name(f"{text} “It is a day of joy,” the Finnish premier said.") == "the Finnish premier"


@pytest.mark.parametrize(
    ("sentence", "described"),
    [
        ("“Nine ferries will sail,” a ministry official said.", "a ministry official"),
        ("A spokesman for Berg said that nine ferries will sail.", "a spokesman for Berg"),
        ("Berg’s office said in a statement that nine will sail.", "Berg’s office"),
        ("The White House said that nine ferries will sail.", "the White House"),
        ("Officials in Bergen said that nine ferries will sail.", "Officials in Bergen"),
        ("Nine ferries will sail, the government of Norway said.", "the government of Norway"),
        (
            "“Nine ferries will sail,” said the head of the delegation.",
            "the head of the delegation",
        ),
    ],
)
def test_who_is_not_named_is_described_as_the_source_does(sentence: str, described: str) -> None:
    assert name(f"{BERG}\n\n{sentence}") == described


def test_her_office_is_the_office_of_somebody() -> None:
    assert name(f"{BERG} Her office said that nine ferries will sail.") == "Ada Berg’s office"


def test_two_who_speak_together_are_both_named() -> None:
    assert name(f"{BERG} {LUND}\n\nBoth Berg and Lund said it.") == "both Berg and Lund"


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine ferries will sail to Bergen.",
        "The “green line” opens on Monday.",
        "The move added to the delays.",
        "Berg was told that nine ferries will sail.",
        "Berg declined to say how many ferries will sail.",
        "The harbour is called Nordnes.",
    ],
)
def test_where_nobody_speaks_there_is_no_speaker(sentence: str) -> None:
    given_article = article(f"{BERG}\n\n{sentence}")
    last = sentences_of(given_article)[-1]

    assert speaker_of(given_article, last.start, last.end) is None
    assert not needs_speaker(given_article, last.start, last.end)


@pytest.mark.parametrize(
    "text",
    [
        "“Nine ferries will sail to Bergen at last.”",
        "Ferries sail.\n\n“Nine ferries will sail to Bergen,” she said.",
        "Rain fell. “We sail whatever the weather may be.”",
    ],
)
def test_a_quotation_of_nobody_needs_a_speaker(text: str) -> None:
    given_article = article(text)
    last = sentences_of(given_article)[-1]

    assert speaker_of(given_article, last.start, last.end) is None
    assert needs_speaker(given_article, last.start, last.end)


def test_a_quotation_over_several_sentences_has_one_speaker() -> None:
    long = " ".join(["The ferries must sail whatever the weather is in the fjord."] * 8)
    given_article = article(f"{BERG} {LUND}\n\n“{long} We know that,” Lund said.")
    quoted = sentences_of(given_article)[2:]

    assert len(quoted) > 2
    assert {str(speaker_of(given_article, s.start, s.end).name) for s in quoted} == {"Nils Lund"}


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    text = f"{BERG}\n\n“The ferries must sail,” Berg said. “We know that.\n\n“We always did.”"

    assert name(text) == "Ada Berg"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Norwegian ferry minister Ada Berg said so.", "Norwegian ferry minister"),
        ("Ada Berg, the head of the delegation, said so.", "the head of the delegation"),
        ("Former U.S. President Ada Berg said so.", "Former U.S. President"),
        ("The minister of ferries, Ada Berg, said so.", "The minister of ferries"),
        ("Lund’s special envoy Ada Berg said so.", "Lund’s special envoy"),
        ("Ms Ada Berg said so.", None),
    ],
)
def test_the_role_is_what_stands_beside_the_name(text: str, role: str | None) -> None:
    assert last_speaker(f"{text} Berg said that nine ferries will sail.") == Speaker(
        "Ada Berg", role, None
    )


@pytest.mark.parametrize(
    ("sentence", "occasion"),
    [
        ("Berg said in a video message that nine will sail.", "in a video message"),
        ("“Nine will sail to Bergen,” Berg told Reuters.", "told Reuters"),
        (
            "“Nine will sail to Bergen,” Berg told reporters in Oslo on Monday.",
            "told reporters in Oslo",
        ),
        (
            "At a news conference in Paris, Berg said nine will sail.",
            "at a news conference in Paris",
        ),
        ("“Nine will sail to Bergen,” Berg wrote on social media.", "on social media"),
        ("Berg said nine will sail.", None),
    ],
)
def test_the_occasion_is_told_in_the_words_of_the_article(
    sentence: str, occasion: str | None
) -> None:
    speaker = last_speaker(f"{BERG}\n\n{sentence}")

    assert speaker is not None
    assert speaker.name == "Ada Berg"
    assert (speaker.occasion or "").lower() == (occasion or "").lower()


def test_a_pronoun_means_whom_a_description_before_it_means() -> None:
    told = "Lund said no. The Norwegian minister spoke of a storm. It would pass, she said."

    assert name(f"{BERG} {LUND} {told}") == "Ada Berg"


def test_what_begins_with_a_capital_is_not_yet_somebody() -> None:
    told = "Ferry-driven tweets quadrupled in a day, according to researchers at Bergen University."

    assert name(f"{BERG} {told}") == "researchers at Bergen University"


def test_two_capitals_far_behind_the_first_mention_are_no_persons_name() -> None:
    told = "Flotta has nine ships. Flotta has no debts. Flotta will not fly. Fake Flotta is a fan."

    assert name(f"{told} Flotta said nine ferries will sail.") == "Flotta"


def test_he_who_met_somebody_is_not_that_somebody() -> None:
    met = f"{LUND} Last month he met Premier Olav Moe in Bergen."

    assert name(f"{met} In Oslo he watched a race and boasted that he would win.") == "Nils Lund"


def test_what_the_text_says_itself_is_not_said_twice() -> None:
    text = f"{BERG} “Nine ferries will sail to Bergen,” Berg told Reuters."
    given_article = article(text)
    last = sentences_of(given_article)[-1]

    alone = unnamed_speaker(given_article, last.start, last.end)
    assert alone == Speaker("Ada Berg", "Norwegian ferry minister", None)
    assert unnamed_speaker(given_article, 0, len(text)) is None


PIECES = st.sampled_from(
    ["Ada Berg", "she", "“", "”", '"', "‘", "’", "said", "the minister", ",", ". ", "\n\n", "Mr",
     "according to", "’s", "who", ":", "U.S.", "told", "and", " ", "Ferries sail", "é", "(", "\r"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30), st.integers(0, 60), st.integers(0, 60))
def test_any_text_and_any_offsets_can_be_asked_about(
    pieces: list[str], start: int, end: int
) -> None:
    text = " ".join(pieces)
    given_article = article(text)

    speaker = speaker_of(given_article, start, end)

    assert speaker is None or speaker.name.strip()
    assert not (speaker and needs_speaker(given_article, start, end))
