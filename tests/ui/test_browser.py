"""The page in a real browser: asking, reading sources, keys alone, hostile text, small screens."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Dialog, Locator, Page, expect

from eval.feedback_drafts import feedback_drafts
from tests.ui.client import Client
from tests.ui.serve_page import SESSIONS
from ui.kept.database import Database
from ui.kept.ratings import Ratings

PARTS = (
    "h1", ".gw-indexed", "#gw-new", ".gw-question", ".gw-answer p", ".gw-marker[aria-current]",
    ".gw-marker", ".gw-outlet", ".gw-date", ".gw-reprints", ".gw-refusal p", ".gw-problem p",
    ".gw-understood", "#gw-send", ".gw-back", "#gw-question textarea", ".gw-kicker", ".gw-meta li",
    ".gw-meta a", ".gw-line", "mark.gw-cited", "mark.gw-also",
)  # fmt: skip
PLEDGE = "How many countries pledged to join the reassurance force?"
POLAND = "How many troops did Poland pledge?"
SABOTEUR = "Where was the password of the saboteur chalked?"
SLOWLY = f"Tell me slowly. {PLEDGE}"
LIGHTHOUSE = "How was the lighthouse of Kallavere painted?"


class Visit:
    """A tab of its own, and what the page in it must not do."""

    def __init__(
        self, browser: BrowserContext, url: str, width: int = 1280, height: int = 800
    ) -> None:
        self.page = browser.new_page()
        self.page.set_viewport_size({"width": width, "height": height})
        self.url = url
        self.wrong: list[str] = []
        self.page.on("request", lambda request: self._note(request.url))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", self._dismiss)
        self.page.goto(url)
        expect(self.page.get_by_role("textbox", name="Question")).to_be_focused()

    def _note(self, requested: str) -> None:
        if not requested.startswith((self.url, "data:", "blob:")):
            self.wrong.append(f"asked for {requested}")

    def _dismiss(self, dialog: Dialog) -> None:
        self.wrong.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def ask(self, question: str) -> None:
        turns = self.page.locator(".gw-turn").count()
        box = self.page.get_by_role("textbox", name="Question")
        box.fill(question)
        box.press("Enter")  # a source that opens at this moment may have taken the focus
        expect(self.page.locator(".gw-turn")).to_have_count(turns + 1)
        expect(self.page.locator(".gw-searching")).to_have_count(0)


Start = Callable[..., Visit]


@pytest.fixture
def visit(browser: BrowserContext, served: str) -> Iterator[Start]:
    visits: list[Visit] = []

    def start(width: int = 1280, height: int = 800) -> Visit:
        visits.append(Visit(browser, served, width, height))
        return visits[-1]

    yield start
    for one in visits:
        one.page.close()
        assert one.wrong == []


def lit(page: Page) -> Locator:
    return page.locator("#gw-reader mark.gw-cited")


def test_an_answer_arrives_with_its_first_source_lit_and_in_view(visit: Start) -> None:
    page = visit().page
    expect(page.locator("#gw-header")).to_contain_text(
        "4 articles, 27 March 2025 to 4 September 2025"
    )
    page.get_by_role("textbox", name="Question").fill(PLEDGE)
    page.get_by_role("button", name="Ask", exact=True).click()

    expect(lit(page)).to_have_text(
        "Macron said that 26 countries pledged to join the reassurance force."
    )
    expect(lit(page)).to_be_in_viewport()
    expect(page.get_by_role("textbox", name="Question")).to_be_focused()
    expect(page.locator(".gw-marker[aria-current]").first).to_have_text("[1]")
    link = page.get_by_role("link", name="Original article")
    expect(link).to_have_attribute("href", "https://example.org/pledge?a=1&b=2")


def test_a_click_on_an_earlier_answers_marker_opens_its_source(visit: Start) -> None:
    one = visit()
    one.ask(LIGHTHOUSE)
    one.ask(PLEDGE)
    expect(lit(one.page)).to_contain_text("26 countries")

    one.page.locator(".gw-turn").first.get_by_role(
        "button", name="Citation 1: long.txt"
    ).first.click()

    expect(lit(one.page)).to_have_text("The lighthouse of Kallavere was painted purple.")
    expect(lit(one.page)).to_be_in_viewport()
    expect(one.page.locator("#gw-reader")).to_contain_text("the article goes on for")


def test_all_of_it_works_by_keyboard(visit: Start) -> None:
    page = visit().page
    page.keyboard.type("How was the lighthouse")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("of Kallavere painted?")
    page.keyboard.press("Enter")
    expect(lit(page)).to_contain_text("purple")

    for _ in range(30):  # past the filters
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.dataset.cites") == "0-1":
            break
    page.keyboard.press("Enter")
    expect(lit(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".gw-marker").first).to_be_focused()


def test_a_follow_up_says_how_it_was_understood(visit: Start) -> None:
    one = visit()
    one.ask("What did Meloni say about Ukraine in March?")
    one.ask("And in September?")

    expect(one.page.locator(".gw-understood")).to_contain_text("understood as: What did Meloni")


def test_a_refusal_is_no_answer_and_closes_the_source(visit: Start) -> None:
    one = visit()
    one.ask(PLEDGE)
    one.ask(POLAND)

    expect(one.page.locator(".gw-refusal")).to_contain_text("The corpus does not say.")
    expect(lit(one.page)).to_have_count(0)


def test_a_question_that_cannot_be_taken_shows_one_line_and_stays_to_be_mended(
    visit: Start,
) -> None:
    one = visit()
    one.ask("?!")

    expect(one.page.locator(".gw-problem")).to_contain_text("the question is empty")
    expect(one.page.get_by_role("textbox", name="Question")).to_have_value("?!")
    expect(one.page.get_by_text("Traceback")).to_have_count(0)


@pytest.fixture
def hold(kept: Path) -> Iterator[Path]:
    """As long as this file is there, what is to be answered slowly is not answered."""
    file = kept.with_name("hold")
    file.touch()
    yield file
    file.unlink(missing_ok=True)


def test_what_is_sent_while_an_answer_is_on_its_way_is_asked_after_it_as_it_was_sent(
    visit: Start, hold: Path
) -> None:
    page = visit().page
    box, waiting = page.get_by_role("textbox", name="Question"), page.locator(".gw-waiting li")
    for question in (SLOWLY, PLEDGE, SABOTEUR):
        box.fill(question)
        page.keyboard.press("Enter")
        expect(box).to_have_value("")
    expect(waiting).to_contain_text([PLEDGE, SABOTEUR])
    page.get_by_role("button", name=f"Take back “{SABOTEUR}”").click()
    expect(box).to_be_focused()
    expect(box).to_have_value(SABOTEUR)
    box.fill("Not sent yet")
    hold.unlink()

    expect(page.locator(".gw-question")).to_have_text([SLOWLY, PLEDGE])
    expect(lit(page)).to_contain_text("26 countries")
    expect(waiting).to_have_count(0)
    expect(box).to_have_value("Not sent yet")


def test_a_new_conversation_forgets_and_two_visitors_never_meet(visit: Start) -> None:
    one, other = visit(), visit()
    one.ask(PLEDGE)
    expect(other.page.locator(".gw-turn")).to_have_count(0)

    one.page.get_by_role("button", name="New conversation").click()
    expect(one.page.locator(".gw-welcome")).to_be_visible()
    one.ask("And in September?")
    expect(one.page.locator(".gw-turn")).to_have_count(1)
    expect(one.page.locator(".gw-understood")).to_have_count(0)


def test_who_leaves_a_conversation_leaves_its_answer_and_its_questions_behind(
    visit: Start, hold: Path
) -> None:
    one = visit()
    page, box = one.page, one.page.get_by_role("textbox", name="Question")
    for question in (SLOWLY, POLAND):
        box.fill(question)
        page.keyboard.press("Enter")
    expect(page.locator(".gw-searching")).to_be_visible()

    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".gw-waiting li")).to_have_count(0)
    expect(page.locator(".gw-welcome")).to_be_visible()
    hold.unlink()
    one.ask(PLEDGE)
    expect(page.locator(".gw-question")).to_have_text([PLEDGE])


def test_a_page_that_the_server_forgot_goes_on_where_it_was(visit: Start, served: str) -> None:
    one = visit()
    one.ask("What did Meloni say about Ukraine in March?")
    one.ask(PLEDGE)
    expect(lit(one.page)).to_contain_text("26 countries")
    for number in range(SESSIONS):
        with closing((other := Client(served, f"another-visit-{number}")).http):
            other.event("gw-new", "click", [])

    one.page.locator(".gw-turn").first.locator(".gw-marker").first.click()
    expect(lit(one.page)).to_contain_text("Italy would not send troops")
    expect(lit(one.page)).to_be_focused()
    one.ask("And in September?")
    expect(one.page.locator(".gw-turn")).to_have_count(3)
    expect(one.page.locator(".gw-understood")).to_contain_text(f"understood as: {PLEDGE}")


def test_what_was_not_answered_comes_back_when_the_server_does(visit: Start, hold: Path) -> None:
    page = visit().page
    box = page.get_by_role("textbox", name="Question")
    for question in (SLOWLY, PLEDGE):
        box.fill(question)
        page.keyboard.press("Enter")
    expect(page.locator(".gw-draft")).to_be_visible()

    hold.unlink()
    page.reload()
    expect(box).to_have_value(SLOWLY)
    expect(page.locator(".gw-waiting li")).to_contain_text([PLEDGE])
    box.press("Enter")
    expect(page.locator(".gw-question")).to_have_text([SLOWLY, PLEDGE])
    expect(page.locator(".gw-waiting li")).to_have_count(0)


def test_hostile_articles_and_questions_run_nothing(visit: Start, hostile: str) -> None:
    one = visit()
    one.ask(SABOTEUR)
    expect(lit(one.page)).to_contain_text("<script>")
    one.ask(f"{SABOTEUR} {hostile}")

    for part in ("#gw-conversation", "#gw-reader"):
        expect(one.page.locator(part)).to_contain_text("${alert(2)}{{alert}}")
        expect(one.page.locator(f"{part} :is(img, script, a)")).to_have_count(0)
    assert one.page.title() == "Groundwire"


def test_small_screens_do_not_scroll_sideways_and_bring_the_source_into_view(
    visit: Start,
) -> None:
    one = visit(width=360, height=740)
    one.ask(SABOTEUR)
    one.ask(PLEDGE)
    expect(one.page.locator(".gw-turn").last.locator(".gw-question")).to_be_in_viewport()
    one.page.evaluate("scrollTo(0, 0)")
    expect(one.page.get_by_role("textbox", name="Question")).to_be_in_viewport(ratio=1)

    marker = one.page.locator(".gw-turn").last.locator(".gw-marker").first
    marker.click()
    expect(lit(one.page)).to_be_in_viewport()
    assert one.page.evaluate("document.documentElement.scrollWidth") <= 360
    one.page.get_by_role("button", name="Back to the answer").click()
    expect(marker).to_be_focused()
    expect(marker).to_be_in_viewport()


def test_filters_narrow_what_is_searched_and_one_click_clears_them(visit: Start) -> None:
    one = visit()
    page, force = one.page, one.page.locator("#gw-force")
    expect(force).to_have_text("Searches all 4 articles")
    page.get_by_label("From").fill("2025-09-01")
    page.get_by_label("As of").fill("2025-09-05")
    expect(force).to_contain_text("As of 5 September 2025")
    page.get_by_role("button", name="Drop the filter As of 5 September 2025").click()
    expect(page.locator("#gw-filters [name=as_of]")).to_have_value("")
    expect(force).to_contain_text("from 1 September 2025 on")
    page.get_by_text("Outlets", exact=True).click()
    page.get_by_role("checkbox", name="Reuters").check()
    expect(force).to_contain_text("Searches 1 of 4 articles")
    one.ask(LIGHTHOUSE)
    expect(page.locator(".gw-refusal")).to_be_visible()
    expect(page.locator(".gw-within")).to_contain_text("from 1 September 2025 on; Reuters")

    page.get_by_role("button", name="Clear filters").click()
    expect(force).to_have_text("Searches all 4 articles")
    expect(page.get_by_label("From")).to_have_value("")
    one.ask(LIGHTHOUSE)
    expect(lit(page)).to_contain_text("purple")


def test_articles_are_chosen_by_title_and_bad_dates_are_one_line(visit: Start) -> None:
    page, force = (one := visit()).page, one.page.locator("#gw-force")
    page.get_by_text("Articles", exact=True).click()
    page.get_by_label("Narrow the list: Articles").fill("home")
    page.get_by_role("checkbox", name="Italy stays at home").check()
    expect(force).to_contain_text("Searches 1 of 4 articles")
    page.keyboard.press("Escape")
    expect(page.get_by_role("checkbox", name="Italy stays at home")).to_be_hidden()

    page.get_by_label("From").fill("2025-05-02")
    page.get_by_label("To", exact=True).fill("2025-05-01")
    expect(force).to_contain_text("swap them or clear one")
    one.ask(PLEDGE)
    expect(page.locator(".gw-problem")).to_contain_text("swap them or clear one")


def test_what_is_offered_is_answered_and_an_answer_is_copied_with_its_citations(
    visit: Start,
) -> None:
    page = visit().page
    page.locator(".gw-offer").first.click()
    expect(lit(page)).to_be_in_viewport()
    expect(page.locator(".gw-refusal")).to_have_count(0)
    expect(page.locator("#gw-offers [data-after='0']")).to_be_hidden()

    page.get_by_role("button", name="Copy with citations").click()
    expect(page.get_by_role("button", name="Copied as Markdown")).to_be_visible()
    box = page.get_by_role("textbox", name="Question")
    box.focus()
    page.keyboard.press("ControlOrMeta+V")
    expect(box).to_have_value(re.compile(r"\[\^1\]: .*“"))


def test_a_conversation_is_found_again_renamed_saved_and_rated_by_its_own_reader_alone(
    browser: BrowserContext, served: str, kept: Path
) -> None:
    mine, other = (Visit(own_context(browser), served) for _ in range(2))
    page = mine.page
    mine.ask(PLEDGE)
    page.reload()
    expect(page.get_by_role("textbox", name="Question")).to_be_focused()
    expect(page.locator(".gw-question")).to_have_text([PLEDGE])
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".gw-welcome")).to_be_visible()
    page.reload()
    expect(page.locator(".gw-welcome")).to_be_visible()
    page.get_by_role("button", name="Conversations", exact=True).click()
    expect(page.get_by_label("Find conversations")).to_be_focused()
    page.get_by_label("Find conversations").fill("macron PLEDGED")
    page.locator(".gw-kept-open").click()
    expect(lit(page)).to_contain_text("26 countries")
    expect(lit(page)).to_be_in_viewport()
    expect(page.locator(".gw-kept-open")).to_have_attribute("aria-current", "true")

    page.get_by_label("More for").click()
    page.get_by_role("textbox", name="Name").fill("The <b>force</b>")
    page.get_by_role("button", name="Rename").click()
    expect(page.locator(".gw-kept-open")).to_be_focused()
    expect(page.locator(".gw-kept-title")).to_have_text("The <b>force</b>")
    page.get_by_label("More for").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as Markdown").click()
    saved = download.value.path().read_text(encoding="utf-8")
    assert "[^1-1]: Reuters, 4 September 2025" in saved

    page.get_by_role("button", name="Not right").click()
    page.get_by_label("What is wrong?").select_option("Wrong figure")
    page.get_by_label("In your own words").fill("It is 27.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".gw-rated")).to_have_text("Kept, thank you")
    (draft,) = feedback_drafts(Ratings(Database(kept)).feedback()[-1:])
    assert draft.case.question == PLEDGE
    assert "thumbs down, wrong figure: “It is 27.”" in (draft.case.note or "")

    other.page.get_by_role("button", name="Conversations", exact=True).click()
    expect(other.page.locator(".gw-kept-list")).to_contain_text("No conversation is kept yet")
    page.get_by_text("Delete …").click()
    page.get_by_role("button", name="Delete for good").click()
    expect(page.locator(".gw-kept-list")).to_contain_text("No conversation")
    expect(page.locator(".gw-welcome")).to_be_visible()
    for one in (mine, other):
        one.page.context.close()
        assert one.wrong == []


def own_context(browser: BrowserContext) -> BrowserContext:
    """Return a browser of somebody else: with cookies of its own."""
    assert browser.browser is not None
    return browser.browser.new_context()


def test_the_skip_link_leads_to_the_question(visit: Start) -> None:
    page = visit().page
    page.get_by_role("link", name="Skip to the question").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("textbox", name="Question")).to_be_focused()


def test_the_corpus_is_sorted_and_searched_in_its_tab(visit: Start) -> None:
    page = visit().page
    page.get_by_role("tab", name="Corpus").click()
    first = page.locator(".gw-table tbody th").first
    expect(first).to_contain_text("26 countries pledge a force")
    page.get_by_role("button", name="Published").click()
    expect(first).to_contain_text("Italy stays at home")
    expect(page.get_by_role("columnheader", name="Published")).to_have_attribute(
        "aria-sort", "ascending"
    )
    page.get_by_label("Find articles by words").fill("reuters")
    expect(page.locator(".gw-table tbody tr")).to_have_count(1)
    expect(page.locator(".gw-table caption")).to_have_text("1 of 4 articles")


def test_a_briefing_is_built_read_by_its_notes_and_downloaded(visit: Start) -> None:
    page = visit().page
    page.get_by_role("tab", name="Briefing").click()
    page.get_by_label("Topic").fill("?!")
    page.get_by_role("button", name="Build the briefing").click()
    expect(page.locator("#gw-briefing")).to_contain_text("the topic is empty")

    page.get_by_label("Topic").fill("the reassurance force")
    page.keyboard.press("Enter")
    preview = page.locator(".gw-preview")
    expect(preview.get_by_role("heading", name="The reassurance force")).to_be_visible()
    mark = preview.locator("[role=doc-noteref]").first
    mark.click()
    note = preview.locator(".notes li:target")
    expect(note).to_contain_text("26 countries pledged to join the reassurance force.")
    expect(note).to_be_in_viewport()
    note.locator("[role=doc-backlink]").first.click()
    expect(mark).to_be_in_viewport()

    for kind, begins in (("Markdown", b"# "), ("Word", b"PK"), ("PDF", b"%PDF"), ("HTML", b"<!DO")):
        with page.expect_download() as begun:
            page.get_by_role("link", name=kind, exact=True).click()
        name = begun.value.suggested_filename
        assert re.fullmatch(r"briefing-the-reassurance-force\.(md|docx|pdf|html)", name)
        assert begun.value.path().read_bytes().startswith(begins)


AXE = files("axe_playwright_python").joinpath("axe.min.js")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_serious_on_any_tab(visit: Start, width: int, dark: bool) -> None:
    one = visit(width=width)
    one.page.evaluate("(dark) => document.body.classList.toggle('dark', dark)", dark)
    one.page.evaluate(AXE.read_text(encoding="utf-8"))
    assert _serious(one.page) == []
    for question in (PLEDGE, POLAND):
        one.ask(question)
    one.page.get_by_role("button", name="Not right").last.click()
    expect(one.page.get_by_label("What is wrong?").last).to_be_visible()
    assert _serious(one.page) == []
    one.page.get_by_role("button", name="Conversations", exact=True).click()
    one.page.locator(".gw-kept-more > summary").first.click()
    assert _serious(one.page) == []
    one.page.get_by_role("tab", name="Corpus").click()
    expect(one.page.locator(".gw-table")).to_be_visible()
    assert _serious(one.page) == []
    one.page.get_by_role("tab", name="Briefing").click()
    one.page.get_by_label("Topic").fill("the reassurance force")
    one.page.get_by_role("button", name="Build the briefing").click()
    expect(one.page.locator(".gw-preview")).to_be_visible()
    assert _serious(one.page) == []
    assert one.page.evaluate("document.documentElement.scrollWidth") <= width


def _serious(page: Page) -> list[str]:
    page.evaluate(_FADED)
    found = page.evaluate("axe.run()")["violations"]
    return [
        f"{each['id']}: {node['html']}"
        for each in found
        if each["impact"] in {"serious", "critical"}
        for node in each["nodes"]
    ]


def test_text_stands_out_from_its_ground_by_day_and_night(visit: Start) -> None:
    one = visit()
    for question in (POLAND, "?!", PLEDGE, "And where did the leaders meet in Paris?"):
        one.ask(question)
    for dark in (False, True):
        one.page.evaluate("(dark) => document.body.classList.toggle('dark', dark)", dark)
        one.page.evaluate(_FADED)
        colours = one.page.evaluate(_COLOURS, ", ".join(PARTS))

        assert {part for part, _, _ in colours} == set(PARTS)
        for part, ink, ground in colours:
            assert _contrast(ink, ground) >= 4.5, f"{part}: {ink} on {ground}"


_FADED = """async () => {
  document.body.offsetHeight;  // so that the colours begin to fade
  const fading = document.getAnimations().filter((one) => one instanceof CSSTransition);
  await Promise.allSettled(fading.map((one) => one.finished));
}"""
_COLOURS = """(selectors) => [...document.querySelectorAll(selectors)].map((element) => {
  const ground = (at) => {
    const colour = getComputedStyle(at).backgroundColor;
    return colour === "rgba(0, 0, 0, 0)" && at.parentElement ? ground(at.parentElement) : colour;
  };
  const part = selectors.split(", ").find((selector) => element.matches(selector));
  return [part, getComputedStyle(element).color, ground(element)];
})"""


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    red, green, blue = (int(part) / 255 for part in re.findall(r"\d+", colour)[:3])
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
