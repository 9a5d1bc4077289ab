"""The HTML report, as a browser parses it."""

import re
from collections.abc import Callable
from dataclasses import replace

import lxml.html
import pytest

from eval.baseline import Comparison
from eval.judge import Judgements
from eval.outcome import Outcome
from eval.report.html_report import to_html
from eval.run import Run
from rag.answer import Answer

CONDITIONS = {"model": "small", "packages": {"numpy": "2", "absent": None}, "changed_files": []}


def page(
    run: Run, comparison: Comparison | None = None, judgements: Judgements | None = None
) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(
        to_html(run, "ferries", CONDITIONS, comparison, judgements)
    )


def section(root: lxml.html.HtmlElement, name: str) -> lxml.html.HtmlElement:
    (found,) = root.xpath(f"//section[@aria-labelledby='{name}']")
    return found


def said(element: lxml.html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split()).replace(" :", ":")


def test_a_failed_turn_opens_to_everything(full_run: Run) -> None:
    root = page(full_run)
    turns = {one.get("id"): one for one in section(root, "failed").xpath(".//details")}

    assert list(turns) == ["turn-ungrounded", "turn-missing", "turn-talk_2f_2", "turn-crashed"]
    ungrounded = said(turns["turn-ungrounded"])
    for piece in (
        "How many ferries sail to Bergen?",
        "grounded: 27 is in none of what it cites",
        "Sentence 27 ferries sail. Evidence Nine ferries sail",
        "Nine ferries will sail to Bergen, Minister Ada Berg said on Monday. [1]",
        "[1] Fjord Weekly · 2025-06-03 · Ferries · fjord.md , characters 0 to 67",
        "says nine",
        "choir.md",
        "fact_hit 1.000",
    ):
        assert piece in ungrounded
    talk = said(turns["turn-talk_2f_2"])
    assert "Conversation before How many ferries sail?" in talk
    assert "names as speaker Ada Berg" in talk
    assert "None: it crashed." in said(turns["turn-crashed"])


def test_how_the_question_was_taken_and_of_what_it_was_asked(
    make_answer: Callable[..., Answer],
    make_outcome: Callable[..., Outcome],
    make_run: Callable[..., Run],
) -> None:
    answer = make_answer("And then?", standalone_question="And then in Bergen?")
    one = make_outcome(
        "a", question="And then?", answered=answer, problems=["no"], as_of="2025-06-05",
        filters={"after": "2025-01-01", "outlets": ["Fjord Weekly"], "undated": True},
    )  # fmt: skip

    text = said(section(page(make_run(one)), "failed"))

    assert "Understood as: And then in Bergen?" in text
    assert (
        "Asked of: as of 2025-06-05; after 2025-01-01; outlets Fjord Weekly; undated What" in text
    )


def test_verdict_gates_measures_tags_and_conditions(full_run: Run) -> None:
    root = page(full_run)

    assert root.xpath("string(//title)") == "FAILED · ferries"
    assert said(root.xpath("//p[contains(@class, 'verdict')]")[0]).startswith("FAILED: 2 of 6")
    assert len(section(root, "gates").xpath(".//li")) == 4
    rows = [said(row) for row in section(root, "measures").xpath(".//tbody/tr")]
    assert rows[0] == "fact_hit 0.600 0.500 to 0.700 5 1 0.900 of interval FAILS"
    tags = [said(row) for row in section(root, "tags").xpath(".//tbody/tr")]
    assert "numbers 2 1 1.000" in tags[2]
    assert "packages: numpy 2" in said(section(root, "conditions"))
    assert "absent" not in said(section(root, "conditions"))
    assert "gap" in said(section(root, "gaps"))
    assert "Their tag can go: closed" in said(section(root, "closed"))
    assert (
        len(root.xpath("//figure/figcaption")) == len(root.xpath("//figure/*[name()='svg']")) == 3
    )


def test_baseline_and_judge_are_shown_where_there_are_any(
    full_run: Run, comparison: Comparison, judgements: Judgements
) -> None:
    alone, beside = page(full_run), page(full_run, comparison, judgements)

    assert not alone.xpath("//section[@aria-labelledby='baseline' or @aria-labelledby='judge']")
    against = said(section(beside, "baseline"))
    assert "Broke (1) missing" in against
    assert "-0.500 to -0.100" in against
    assert "WORSE" in against
    assert "0.500 of 2 (Cohen's kappa 0.000)" in said(section(beside, "judge"))
    ungrounded = beside.xpath("//details[@id='turn-ungrounded']")[0]
    assert "faithful yes; in line with the question could not be graded" in said(ungrounded)
    captions = [said(one) for one in beside.xpath("//figcaption")]
    assert "Measures before and after; a diamond is the baseline" in captions


def test_what_others_wrote_is_shown_as_text(odd_run: Run, odd: str) -> None:
    html = to_html(odd_run, odd, {"case file": odd}, None, None)
    root = lxml.html.document_fromstring(html)

    assert not root.xpath("//script")
    assert not root.xpath("//*[@onerror or @onclick or @src]")
    assert all(link.startswith("#") for link in root.xpath("//a/@href"))
    assert root.xpath("string(//h1)") == odd.replace("\x00", "\ufffd").replace("\x1b", "\ufffd")
    assert "\x00" not in html
    assert "\x1b" not in html
    for element in ("h1", "summary", "blockquote", "dd", "td", "th"):
        for found in root.xpath(f"//{element}"):
            assert "&lt;" not in said(found)
    assert said(section(root, "failed")).count("<script>alert(1)</script>") >= 8


@pytest.mark.parametrize(
    ("file", "links"),
    [
        ("https://news.example/a?b=1&c=2", ["https://news.example/a?b=1&c=2"]),
        ("javascript:alert(1)", []),
        ("data:text/html,x", []),
        ("//news.example/a", []),
        ("news/a.md", []),
    ],
)
def test_only_web_addresses_become_links(
    make_answer: Callable[..., Answer],
    make_outcome: Callable[..., Outcome],
    make_run: Callable[..., Run],
    file: str,
    links: list[str],
) -> None:
    answer = make_answer("Q?")
    answer = replace(answer, citations=(replace(answer.citations[0], file=file),))

    root = page(make_run(make_outcome("a", answered=answer, problems=["no"])))

    assert root.xpath("//main//a/@href") == links
    assert file in said(section(root, "failed"))


def test_it_needs_nothing_else_and_runs_nothing(
    full_run: Run, comparison: Comparison, judgements: Judgements
) -> None:
    html = to_html(full_run, "ferries", CONDITIONS, comparison, judgements)
    root = lxml.html.document_fromstring(html)

    assert not root.xpath("//script | //link | //img | //iframe | //object")
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    assert "@import" not in html
    assert not re.search(r"url\((?!#)", html)
    ids = root.xpath("//section//@id[not(ancestor::*[name()='svg'])]")
    assert len(ids) == len(set(ids))
    for name in root.xpath("//@aria-labelledby"):
        assert root.xpath(f"//*[@id='{name}']")


def test_the_same_run_is_the_same_page(full_run: Run, comparison: Comparison) -> None:
    pages = {to_html(full_run, "ferries", CONDITIONS, comparison) for _ in range(2)}

    assert len(pages) == 1


def channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    red, green, blue = (channel(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_contrast_is_aa(full_run: Run, mode: int) -> None:
    css = to_html(full_run, "ferries", {}).split("</style>")[0]
    modes = [dict(re.findall(r"--([\w-]+): (#\w{6})", part)) for part in css.split("@media")[:2]]
    colours = modes[mode]

    text = ["ink", "soft", "accent", "good", "red"]
    pairs = [(name, ground) for name in text for ground in ("paper", "wash")]
    pairs += [("red", "red-wash"), ("ink", "red-wash"), ("amber", "amber-wash")]
    for name, ground in pairs:
        assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)
    for name in ("fill", "mark"):
        assert contrast(colours[name], colours["paper"]) >= 3, name
    assert contrast(colours["soft"], colours["red-wash"]) >= 4.5
