"""Case files as people write them, whole and broken."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CasesError
from eval.casefile import CaseFile, load_cases
from eval.fields import Source
from rag.answer import Refusal

GOOD = "{id: a, question: Who came, facts: [Berg]}"


def load(tmp_path: Path, text: str | bytes) -> CaseFile:
    file = tmp_path / "cases.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_cases(file)


def message(tmp_path: Path, text: str | bytes) -> str:
    """What is said of a broken file, without the folder that it is in."""
    with pytest.raises(CasesError) as error:
        load(tmp_path, text)
    said = str(error.value)
    assert "\n" not in said
    return said.replace(f"{tmp_path}/", "")


def test_all_that_can_be_written_is_read(tmp_path: Path) -> None:
    case_file = load(
        tmp_path,
        """\
thresholds:
  all: {fact_hit: 0.5}
  tags:
    number:
      fact_hit: {limit: 0.4, on: interval}
cases:
  - id: ferries
    question: How many ferries sail to Bergen?
    facts:
      - [nine ferries, 9 ferries]
      - /Berg(en)?/
    forbidden: ten
    cites:
      - a.txt
      - {file: b.txt, quote: Nine ferries sail.}
      - [c.txt, {file: d.txt, quote: They sail.}]
    speaker: Ada Berg
    filters: {after: 2025-01-01, outlets: Fjord Weekly}
    as_of: 2025-03-04
    tags: [number]
    must: yes
    note: seen by Ida
  # a comment
  - id: poland
    question: What did Poland say?
    refuse: not mentioned
  - id: talk
    turns:
      - question: Who came?
      - question: And then?
        disagreement: [nine, ten]
""",
    )
    ferries, poland, talk = case_file.case_set.cases

    assert dict(case_file.lines) == {"ferries": 7, "poland": 24, "talk": 27}
    assert ferries.facts == (("nine ferries", "9 ferries"), ("/Berg(en)?/",))
    assert ferries.forbidden == (("ten",),)
    assert ferries.cites[1:] == (
        (Source(file="b.txt", quote="Nine ferries sail."),),
        ("c.txt", Source(file="d.txt", quote="They sail.")),
    )
    assert ferries.filters
    assert ferries.filters.outlets == ("Fjord Weekly",)
    assert ferries.must
    assert poland.refuse is Refusal.NOT_MENTIONED
    assert talk.asked[1].disagreement == (("nine",), ("ten",))
    assert case_file.case_set.thresholds.tags["number"]["fact_hit"].on == "interval"


def test_aliases_and_merged_fields_are_read(tmp_path: Path) -> None:
    case_file = load(
        tmp_path,
        "cases:\n- &first {id: a, question: Who, facts: &f [Berg], must: true}\n"
        "- {<<: *first, id: b, question: Why}\n",
    )

    assert case_file.case_set.cases[1].facts == (("Berg",),)
    assert case_file.case_set.cases[1].must


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    text = "cases:\r\n- id: a\r\n  question: Who?\r\n  facts: [Berg]\r\n"

    assert load(tmp_path, b"\xef\xbb\xbf" + text.encode()).lines == {"a": 2}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cases: [", "cases.yaml:1: not valid YAML: expected the node content"),
        ("cases:\n- {id: a\n  b", "cases.yaml:3: not valid YAML: "),
        (
            "cases:\n- {id: Who?, a: b}",
            "but got '?': put text that holds a question mark in quotes",
        ),
        ("a: What: this", "mapping values are not allowed here: put text that holds a colon in q"),
        ("cases:\n- {id: a\n", "cases.yaml:3: not valid YAML: "),
        ("cases:\n\t- a", "cases.yaml:2: not valid YAML: found character '\\t'"),
        ("a: 1\n---\nb: 1", "cases.yaml:2: not valid YAML: but found another document"),
        ("cases: !!python/object:os.system {}", "cases.yaml:1: not valid YAML: could not"),
        ("x: \x01", "cases.yaml:1: holds the character U+0001: delete it"),
        (b"cases:\n- caf\xe9", "cases.yaml:2: is not UTF-8: save the file as UTF-8"),
        ("", "cases.yaml is empty: write cases, or draft some with groundwire eval new"),
        ("# nothing yet", "cases.yaml is empty"),
        ("cases: []", "cases.yaml:1: cases: is empty: write a case"),
        ("\ncases:", "cases.yaml:2: cases: is empty: write a case"),
        ("- id: a", "cases.yaml:1: holds no fields: write `cases:` above the list of cases"),
        ("hello", "cases.yaml:1: holds no fields"),
        ("thresholds: {}", "cases.yaml:1: cases: is missing: add it"),
        ("case: []", "cases.yaml:1: case: is no field: did you mean cases?"),
        (f"cases: [{GOOD}]\nthreshold: 1", "cases.yaml:2: threshold: is no field: did you mean"),
        ("cases: {id: a}", "cases.yaml:1: cases: must be a list, and is a group of fields"),
        ("cases: [3]", "cases.yaml:1: case number 1: must be a group of fields, "),
    ],
)
def test_a_broken_file_is_told_by_line(tmp_path: Path, text: str | bytes, said: str) -> None:
    assert said in message(tmp_path, text)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("fact: [Berg]", "4: case 'b': fact: is no field: did you mean facts?"),
        ("zzz: 1\n  facts: [x]", "4: case 'b': zzz: is no field; known: as_of, cites, "),
        ("note: x", "2: case 'b': it expects nothing: give facts, cites, refuse, "),
        ("facts: [26]", "4: case 'b': facts: holds a number, as YAML reads it: put it in quotes"),
        ("facts:\n  - x\n  - no", "6: case 'b': facts: holds yes or no (false), as YAML reads it:"),
        ("facts: [2025-01-01]", "4: case 'b': facts: holds a date, as YAML reads it: put it in"),
        ("facts: [~]", "4: case 'b': facts: "),
        ("facts: [[x, 1.5]]", "4: case 'b': facts: holds a number, as YAML reads it"),
        ("facts: []", "2: case 'b': it expects nothing"),
        ("facts: [[]]", "4: case 'b': facts: is empty: list something, or leave the field out"),
        ("facts: ['']", "4: case 'b': facts: is empty: write something, or leave the field out"),
        ("facts: [/a(/]", "4: case 'b': facts: /a(/ is no regular expression: missing ), "),
        ("facts: [x]\n  facts: [y]", "5: 'facts' is given twice, first on line 4: keep one"),
        ("cites: [{file: a.txt}]", "4: case 'b': cites: quote: is missing: add it"),
        ("cites:\n  - file: a.txt\n    qoute: x", "6: case 'b': cites: qoute: is no field: did y"),
        ("cites: [{file: a, quote: [x]}]", "4: case 'b': cites: quote: must be text, and is a l"),
        ("refuse: maybe", "4: case 'b': refuse: 'maybe' is not known; known: contradicted, "),
        ("refuse: not mentionned", "4: case 'b': refuse: 'not mentionned' is not known: did you m"),
        ("refuse: 1", "4: case 'b': refuse: must be true or false, and is a number"),
        ("refuse: true\n  facts: [x]", "2: case 'b': what is to be refused can expect nothing"),
        ("disagreement: [x]", "2: case 'b': a disagreement takes two values or more"),
        ("facts: [x]\n  as_of: 2025-02-30", "5: 2025-02-30 is impossible: mend it, or put it in"),
        ("facts: [x]\n  as_of: soon", "5: case 'b': as_of: must be a day, written as 2025-09-05"),
        ("facts: [x]\n  as_of: 2025-01-01 10:00:00", "5: case 'b': as_of: must be a day without"),
        ("facts: [x]\n  as_of: 0999-01-01", "5: case 'b': as_of: the day to look back from, 09"),
        ("facts: [x]\n  tags: known-gap\n  must: true", "2: case 'b': what must hold is no known-"),
        ("facts: [' ']", "4: case 'b': facts: is blank, which stands in every text: write somethi"),
        ("facts: [/a*/]", "4: case 'b': facts: /a*/ matches even an empty text: say what must be"),
        (
            "facts: [x]\n  forbidden: [[x, '/y|/']]",
            "5: case 'b': forbidden: /y|/ matches even an e",
        ),
        ("facts: [x]\n  must: !!bool maybe", "5: maybe is impossible: mend it, or put it in quo"),
        ("facts: [x]\n  as_of: !!timestamp soon", "5: soon is impossible: mend it, or put it in"),
        ("facts: [!!int '']", "4: an empty value is impossible: mend it, or put it in quotes"),
        ("facts: [x]\n  must: perhaps", "5: case 'b': must: must be true or false, and is text"),
        ("facts: [x]\n  tags: [1]", "5: case 'b': tags: holds a number, as YAML reads it: put it"),
        ("facts: [x]\n  turns: [{question: Why}]", "2: case 'b': it takes either a question or"),
        (
            "facts: [x]\n  filters:\n    after: 2025-02-01\n    before: 2025-01-01",
            "5: case 'b': filters: after 2025-02-01 is later than before 2025-01-01: swap them",
        ),
        ("facts: [x]\n  filters: {since: 2025-02-01}", "5: case 'b': filters: since: is no field"),
    ],
)
def test_a_broken_case_is_told_by_line_id_and_field(tmp_path: Path, fields: str, said: str) -> None:
    text = f"cases:\n- id: b\n  question: Who came?\n  {fields}\n- {GOOD}\n"

    assert message(tmp_path, text).startswith(f"cases.yaml:{said}")


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("{question: Who, facts: [x]}", "2: case number 1: id: is missing: add it"),
        ("{id: 7, question: Who, facts: [x]}", "2: case number 1: id: holds a number, as YAML"),
        ('{id: "a\\nb", question: Who, facts: [x]}', "2: case 'a\\nb': id: holds characters that"),
        (
            "{id: a, question: '?', facts: [x]}",
            "2: case 'a': question: the question has no words: a",
        ),
        ("{id: a, facts: [x]}", "2: case 'a': it takes either a question or turns"),
        (
            "{id: a, turns: [{question: Who, facts: [x]}, {questions: Why}]}",
            "2: case 'a': turn 2: questions: is no field: did you mean question?",
        ),
    ],
)
def test_what_a_case_needs_is_told(tmp_path: Path, case: str, said: str) -> None:
    assert message(tmp_path, f"cases:\n- {case}\n").startswith(f"cases.yaml:{said}")


def test_both_lines_of_an_id_that_is_there_twice_are_named(tmp_path: Path) -> None:
    text = f"cases:\n- {GOOD}\n- {{id: b, question: Who, facts: [x]}}\n- {GOOD}\n"

    assert message(tmp_path, text) == (
        "cases.yaml:4: case 'a': id: 'a' is used by an earlier case: give this one another "
        "(the other is on line 2)"
    )


def test_an_id_that_is_a_turn_of_another_case_is_refused(tmp_path: Path) -> None:
    text = "cases:\n- {id: a/1, question: Who, facts: [x]}\n- id: a\n  turns: [{question: Who, "

    assert "case 'a': id: 'a/1' is used by an earlier case" in message(
        tmp_path, f"{text}facts: [x]}}]\n"
    )


@pytest.mark.parametrize(
    ("thresholds", "said"),
    [
        ("{al: {}}", "3: thresholds: al: is no field: did you mean all?"),
        ("{all: {fact_hit: high}}", "3: thresholds: all: fact_hit: must be a group of fields"),
        ("{all: {fact_hit: yes}}", "3: thresholds: all: fact_hit: must be a group of fields"),
        ("{all: {fact_hit: .inf}}", "3: thresholds: all: fact_hit: limit: must be a number that"),
        ("{all: {x: {limit: 1, on: men}}}", "3: thresholds: all: x: on: 'men' is not known: did"),
        ("{all: {x: {least: 1}}}", "3: thresholds: all: x: least: is no field; known: limit, on"),
        ("{all: {fact_hits: 1}}", "3: thresholds: all: there is no measure 'fact_hits': did you"),
        ("{tags: {numbr: {x: 1}}}", "3: thresholds: no case that gates has the tag 'numbr'"),
    ],
)
def test_a_broken_threshold_is_told_by_line(tmp_path: Path, thresholds: str, said: str) -> None:
    text = f"cases:\n- {GOOD}\nthresholds: {thresholds}"

    assert message(tmp_path, text).startswith(f"cases.yaml:{said}")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CasesError, match=r"gone\.yaml cannot be read: No such file"):
        load_cases(tmp_path / "gone.yaml")
    with pytest.raises(CasesError, match=r"is no regular file"):
        load_cases(tmp_path)


def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.yaml_nodes.MOST_BYTES", 10)

    assert "split it up" in message(tmp_path, "cases: [1, 2, 3]")


def test_aliases_that_stand_for_too_much_are_refused_at_once(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]

    assert message(tmp_path, "\n".join(lines)).startswith("cases.yaml:6: its aliases stand for too")


def test_what_holds_itself_or_goes_too_deep_is_refused(tmp_path: Path) -> None:
    assert message(tmp_path, "cases: &a [*a]").startswith("cases.yaml:1: it holds an alias of it")
    assert "nested too deeply" in message(tmp_path, "[" * 60 + "]" * 60)
    assert "nested too deeply" in message(tmp_path, "[" * 2_000)


@given(st.text(max_size=200))
def test_whatever_a_file_holds_one_line_is_said(tmp_path: Path, text: str) -> None:
    try:
        load(tmp_path, text.encode("utf-8", "surrogatepass"))
    except CasesError as error:
        assert "cases.yaml" in str(error)
        assert "\n" not in str(error)


def test_some_cases_can_be_chosen(tmp_path: Path) -> None:
    case_file = load(
        tmp_path,
        "thresholds: {all: {words: 1}, tags: {number: {words: 1}, place: {words: 1}}}\ncases:\n"
        "- {id: a, question: Who, facts: [x], tags: [number]}\n"
        "- {id: b, question: Why, facts: [x], tags: [place]}\n"
        "- {id: c, question: When, facts: [x], tags: [place, number]}\n",
    )

    def ids(chosen: CaseFile) -> list[str]:
        return [case.id for case in chosen.case_set.cases]

    assert case_file.only() is case_file
    assert ids(case_file.only(tags=["number"])) == ["a", "c"]
    assert ids(case_file.only(tags=["number"], ids=["c", "b"])) == ["c"]
    number = case_file.only(tags=["number"]).case_set.thresholds
    assert set(number.tags) == {"number"}
    assert not number.all
    assert not case_file.only(ids=["a"]).case_set.thresholds.tags
    with pytest.raises(CasesError, match=r"has no tag 'numbers': did you mean number\?"):
        case_file.only(tags=["numbers"])
    with pytest.raises(CasesError, match=r"has no case 'd'; known: a, b, c"):
        case_file.only(ids=["d"])
    with pytest.raises(CasesError, match="no case has one of those tags and one of those ids"):
        case_file.only(tags=["place"], ids=["a"])


def test_of_many_names_some_are_listed(tmp_path: Path) -> None:
    cases = "".join(f"- {{id: q{n:02}, question: Who, facts: [x]}}\n" for n in range(30))

    with pytest.raises(CasesError, match=r"; known: q00, q01, .*, q19 and 10 more$"):
        load(tmp_path, f"cases:\n{cases}").only(ids=["zzzzzz"])


def test_what_is_no_regular_file_is_not_read() -> None:
    with pytest.raises(CasesError, match="/dev/null is no regular file"):
        load_cases(Path("/dev/null"))
