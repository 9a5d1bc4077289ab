"""`groundwire eval` as a user meets it, in this process, with the fake embedder."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import yaml

from eval.casefile import load_cases
from eval.feedback import Rating, Reason, Verdict
from eval.schema import json_schema
from index import embedder as embedders
from index.embedder import HashingEmbedder
from rag.llm import openai_like
from tests.ui.ran import one_line
from ui.kept.records import Exchange
from ui.opening import assistant_of, keeping_of
from ui.settings import load_settings

CASE = "- {id: ferries, question: How many ferries will sail to Bergen, facts: [%s], tags: [n]}"
CHOIR = "- {id: choir, question: Who sang in Narvik, facts: [choir], tags: [place]}"
GOOD = f"cases:\n{CASE % 'nine ferries'}\n{CHOIR}\n"
BAD = f"thresholds: {{all: {{fact_hit: 1}}}}\ncases:\n{CASE % 'ten ferries'}\n{CHOIR}\n"
QUIZ = {
    "id": "q1",
    "asked": "2025-07-01",
    "question": "Who sang in Narvik?",
    "answer": "choir",
    "answer_in_corpus": True,
}


@pytest.fixture(autouse=True)
def _indexed(groundwire, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:  # noqa: ANN001
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(
        embedders, "SentenceTransformerEmbedder", lambda model, batch: HashingEmbedder(model=model)
    )
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ferry.md").write_text(
        "---\ntitle: Ferries\noutlet: Fjord Weekly\npublished: 2025-03-04\n---\n"
        "Minister Ada Berg said that nine ferries will sail to Bergen.\n\n"
        "The harbour board will buy 40 ropes.\n",
        encoding="utf-8",
    )
    (folder / "choir.txt").write_text("The choir sang all night in Narvik.", encoding="utf-8")
    assert groundwire("index", folder).code == 0
    Path("good.yaml").write_text(GOOD, encoding="utf-8")
    Path("q.jsonl").write_text(json.dumps(QUIZ), encoding="utf-8")
    Path("bad.yaml").write_text(BAD, encoding="utf-8")


def test_it_exits_by_its_gates(groundwire) -> None:  # noqa: ANN001
    good, bad = groundwire("eval", "good.yaml"), groundwire("eval", "bad.yaml")

    assert (good.code, bad.code) == (0, 1)
    assert "PASSED" in good.out
    assert "fact missing: ten ferries" in bad.out


def test_run_may_be_said(groundwire) -> None:  # noqa: ANN001
    assert groundwire("eval", "run", "good.yaml").code == 0
    assert groundwire("eval", "--index", ".groundwire", "good.yaml").code == 0


def test_everything_asked_for_is_written(groundwire) -> None:  # noqa: ANN001
    names = {flag: f"out.{flag}" for flag in ("json", "junit", "html", "markdown")}
    flags = [part for flag, name in names.items() for part in (f"--{flag}", name)]

    groundwire("eval", "bad.yaml", *flags)

    texts = {flag: Path(name).read_text(encoding="utf-8") for flag, name in names.items()}
    assert json.loads(texts["json"])["passed"] is False
    assert all("ferries" in text for text in texts.values())
    assert "<testsuite" in texts["junit"]
    assert "<!doctype html>" in texts["html"].lower()


def test_a_baseline_is_compared_with(groundwire) -> None:  # noqa: ANN001
    Path("bad.yaml").write_text(
        BAD.replace("thresholds: {all: {fact_hit: 1}}\n", "").replace(
            "ten ferries]", "ferries], must: true"
        ),
        encoding="utf-8",
    )
    assert groundwire("eval", "bad.yaml", "--json", "before.json").code == 0
    Path("articles/ferry.md").write_text("Nobody sails.", encoding="utf-8")
    groundwire("index", "articles")

    ran = groundwire("eval", "bad.yaml", "--baseline", "before.json")

    assert ran.code == 1
    assert "Broke: ferries" in " ".join(ran.out.split())
    Path("other.yaml").write_text(f"cases:\n{CHOIR}\n".replace("Who", "Where"), encoding="utf-8")
    assert "no turn could be compared" in groundwire(
        "eval", "other.yaml", "--baseline", "before.json"
    ).out.replace("\n", " ")


def test_some_cases_can_be_run_alone(groundwire) -> None:  # noqa: ANN001
    groundwire("eval", "bad.yaml", "--tag", "place", "--json", "out.json")
    tagged = json.loads(Path("out.json").read_text())
    groundwire("eval", "good.yaml", "--case", "ferries", "--json", "out.json")
    chosen = json.loads(Path("out.json").read_text())

    assert [turn["id"] for turn in tagged["turns"]] == ["choir"]
    assert tagged["passed"]
    assert [turn["id"] for turn in chosen["turns"]] == ["ferries"]


def test_thresholds_of_the_project_count(groundwire) -> None:  # noqa: ANN001
    Path("cases.yaml").write_text(BAD.partition("\n")[2], encoding="utf-8")
    assert groundwire("eval", "cases.yaml").code == 0
    Path("pyproject.toml").write_text(
        "[tool.groundwire.eval.thresholds]\nall = {fact_hit = 1}\n", encoding="utf-8"
    )

    ran = groundwire("eval", "cases.yaml")

    assert ran.code == 1
    assert "fact_hit" in ran.out


def test_github_is_told(groundwire, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:  # noqa: ANN001
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path.parent))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))

    ran = groundwire("eval", "bad.yaml")

    assert f"::error file={tmp_path.name}/bad.yaml,line=3," in ran.out
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("before\n## bad")
    assert "ten ferries" in text


def test_what_articles_say_is_no_command_to_github(
    groundwire,  # noqa: ANN001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "::stop-commands" not in groundwire("eval", "bad.yaml").out
    monkeypatch.setenv("GITHUB_ACTIONS", "true")

    first, second = (groundwire("eval", "bad.yaml").out.splitlines() for _ in range(2))

    stopped, token = first[0].rsplit("::", 1)
    assert stopped == "::stop-commands"
    resumed = first.index(f"::{token}::")
    assert next(n for n, line in enumerate(first) if "fact missing" in line) < resumed
    assert all(n in (0, resumed) or n > resumed for n, s in enumerate(first) if s[:2] == "::")
    assert any(line.startswith("::error ") for line in first[resumed:])
    assert second[0] != first[0]


def test_limits_of_the_project_that_nothing_meets_are_told(groundwire) -> None:  # noqa: ANN001
    Path("pyproject.toml").write_text(
        "[tool.groundwire.eval.thresholds]\ntags = {idle = {fact_hit = 1}}\n", encoding="utf-8"
    )

    ran = groundwire("eval", "good.yaml")

    assert ran.code == 0
    assert "no case of good.yaml that gates has the tag 'idle'" in ran.err


def test_a_case_that_must_hold_needs_no_baseline(groundwire) -> None:  # noqa: ANN001
    Path("must.yaml").write_text(
        f"cases:\n{CASE.replace('tags', 'must: true, tags') % 'ten ferries'}\n", encoding="utf-8"
    )

    ran = groundwire("eval", "must.yaml")

    assert ran.code == 1
    assert "1 turn that must hold does not: ferries; first: fact missing" in ran.out


@pytest.mark.parametrize("counted", [True, False])
def test_only_the_evals_ask_for_tokens(monkeypatch: pytest.MonkeyPatch, counted: bool) -> None:
    given: list[bool] = []
    monkeypatch.setattr(
        openai_like, "OpenAILikeModel", lambda endpoint, *, count_tokens: given.append(count_tokens)
    )
    settings = load_settings(llm_base_url="http://127.0.0.1:9/v1", llm_model="small")

    assistant_of(settings, count_tokens=counted)

    assert given == [counted]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.yaml"], "missing.yaml cannot be read: No such file"),
        (["good.yaml", "--json", "no/where.json"], "--json no/where.json: there is no folder no"),
        (["good.yaml", "--html", "articles"], "--html articles cannot be written"),
        (["good.yaml", "--junit", "good.yaml"], "--junit good.yaml is the case file"),
        (
            ["good.yaml", "--baseline", "before.json", "--json", "before.json"],
            "--json before.json is the baseline: name another file",
        ),
        (["import", "q.jsonl", "--tag", ""], "q.jsonl: question 'q1': tags: is empty: write"),
        (["good.yaml", "--json", "a", "--html", "a"], "--html a is what --json writes: name"),
        (["good.yaml", "--baseline", "gone.json"], "gone.json"),
        (["good.yaml", "--baseline", "good.yaml"], "good.yaml"),
        (["good.yaml", "--tag", "x"], "good.yaml has no tag 'x'; known: n, place"),
        (["good.yaml", "--case", "choirs"], "good.yaml has no case 'choirs': did you mean choir?"),
        (["good.yaml", "--judge"], "--judge takes a language model: set llm_base_url"),
        (["good.yaml", "--index", "nowhere"], "no index at nowhere"),
        (["good.yaml", "--nope"], "No such option: --nope"),
        (["good.yaml", "bad.yaml"], "unexpected extra argument"),
        (["new", "--out", "good.yaml"], "--out good.yaml is there already: add --force or"),
        (["new", "--append"], "--append takes --out FILE"),
        (["new", "--out", "gone.yaml", "--append"], "gone.yaml cannot be read"),
        (["new", "--out", "no/a.yaml"], "--out no/a.yaml: there is no folder no"),
        (["new", "-n", "0"], "-n"),
        (["import", "missing.jsonl"], "missing.jsonl cannot be read"),
        (["import", "good.yaml"], "good.yaml:1: malformed JSON"),
    ],
)
def test_bad_input_is_one_line(groundwire, arguments: list[str], said: str) -> None:  # noqa: ANN001
    assert said in one_line(groundwire("eval", *arguments))
    assert Path("good.yaml").read_text(encoding="utf-8") == GOOD


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "cases:\n- {id: a, question: Who, facts: [x], draft: true}",
            "cases.yaml: no case is left to ask: all 1 are drafts",
        ),
        (f"thresholds: {{all: {{fact_hits: 1}}}}\n{GOOD}", "did you mean fact_hit?"),
        (f"{GOOD}- {{id: c, question: Who, cites: [gone.txt]}}", "cases.yaml:4: case 'c' cites"),
    ],
)
def test_cases_that_cannot_be_run_are_one_line(groundwire, text: str, said: str) -> None:  # noqa: ANN001
    Path("cases.yaml").write_text(text, encoding="utf-8")

    assert said in one_line(groundwire("eval", "cases.yaml"))


def test_drafts_are_made_mended_and_run(groundwire) -> None:  # noqa: ANN001
    ran = groundwire("eval", "new", "-n", "2", "--out", "cases.yaml")
    assert (ran.code, ran.out) == (0, "")
    assert "2 drafts; now mend cases.yaml" in ran.err
    cases = load_cases(Path("cases.yaml")).case_set.cases
    assert all(case.draft for case in cases)

    text = Path("cases.yaml").read_text(encoding="utf-8").replace("    draft: true\n", "")
    Path("cases.yaml").write_text(text, encoding="utf-8")

    assert groundwire("eval", "cases.yaml").code == 0


def test_drafts_are_added_below_what_is_there(groundwire) -> None:  # noqa: ANN001
    groundwire("eval", "new", "-n", "1", "--out", "cases.yaml")
    first = Path("cases.yaml").read_text(encoding="utf-8")

    ran = groundwire("eval", "new", "-n", "5", "--out", "cases.yaml", "--append")

    assert "of the 5 asked for: the articles hold no more" in ran.err
    assert Path("cases.yaml").read_text(encoding="utf-8").startswith(first)
    assert len(load_cases(Path("cases.yaml")).case_set.cases) > 1


def test_drafts_go_to_stdout_or_replace_a_file(groundwire) -> None:  # noqa: ANN001
    drafted = groundwire("eval", "new", "-n", "1")
    groundwire("eval", "new", "-n", "1", "--out", "good.yaml", "--force")

    assert yaml.safe_load(drafted.out)["cases"][0]["draft"] is True
    assert Path("good.yaml").read_text(encoding="utf-8") == drafted.out


def test_questions_are_imported(groundwire) -> None:  # noqa: ANN001
    lines = [QUIZ, {**QUIZ, "id": "q2", "answer_in_corpus": False}]
    Path("q.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")

    ran = groundwire("eval", "import", "q.jsonl", "--out", "quiz.yaml", "--tag", "quiz")

    assert "2 cases, 1 of them drafts" in ran.err
    assert load_cases(Path("quiz.yaml")).case_set.cases[0].tags == ("quiz",)
    assert groundwire("eval", "quiz.yaml").code == 0


def test_the_schema_is_printed(groundwire) -> None:  # noqa: ANN001
    assert groundwire("eval", "schema").out == json_schema()


@pytest.mark.parametrize("command", [(), ("new",), ("import",), ("schema",)])
def test_help_imports_nothing_heavy(command: tuple[str, ...]) -> None:
    code = (
        "import sys\nfrom ui.cli import app\n"
        f"app(['eval', *{command!r}, '--help'], standalone_mode=False)\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    root = Path(__file__).parent.parent.parent
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )

    assert "Usage:" in ran.stdout
    assert not {"torch", "numpy", "yaml", "rag", "eval"} & set(ran.stderr.split())


def test_feedback_becomes_drafts_that_are_filled_in_and_run(groundwire) -> None:  # noqa: ANN001
    said = groundwire("eval", "import-feedback")
    assert said.code == 2
    assert one_line(said).endswith("is not there (setting: conversations)")
    _give_feedback()

    assert groundwire("eval", "import-feedback", "-o", "drafts.yaml").code == 0
    drafts = Path("drafts.yaml").read_text(encoding="utf-8")
    assert "it says ten" in drafts
    nothing_yet = groundwire("eval", "drafts.yaml")
    assert "no case is left to ask: all 2 are drafts" in one_line(nothing_yet)
    Path("drafts.yaml").write_text(drafts.replace("    draft: true\n", "", 1), encoding="utf-8")
    assert "PASSED" in groundwire("eval", "drafts.yaml").out
    taken = groundwire("eval", "import-feedback", "-o", "drafts.yaml")
    assert "is there already" in one_line(taken)


def test_feedback_is_taken_from_a_day_on_and_from_another_file(groundwire) -> None:  # noqa: ANN001
    _give_feedback()
    kept = Path(".groundwire.conversations.sqlite").rename("other.sqlite")

    listed = groundwire("eval", "import-feedback", "--store", kept, "--since", "2020-01-01")
    assert listed.out.count("\n    draft: true\n") == 2
    none = groundwire("eval", "import-feedback", "--store", kept, "--since", "2999-01-01")
    assert "holds no feedback since 2999-01-01" in one_line(none)
    assert "write it as" in one_line(groundwire("eval", "import-feedback", "--since", "today"))


def test_feedback_that_cannot_be_read_or_is_no_case_is_named_and_the_rest_taken(
    groundwire,  # noqa: ANN001
) -> None:
    _give_feedback()
    with closing(sqlite3.connect(".groundwire.conversations.sqlite")) as kept, kept:
        kept.execute("UPDATE turn SET answer = 'torn' WHERE id = 1")

    taken = groundwire("eval", "import-feedback")
    assert (taken.code, taken.out.count("    draft: true\n")) == (0, 1)
    assert "answer 1 cannot be read" in taken.err.splitlines()[0]
    assert taken.err.splitlines()[-1] == "1 draft, 1 left out"

    with closing(sqlite3.connect(".groundwire.conversations.sqlite")) as kept, kept:
        kept.execute("UPDATE turn SET answer = json_set(answer, '$.question', '') WHERE id = 2")
    none = groundwire("eval", "import-feedback")
    assert none.code == 2
    assert "holds no feedback that can be read" in none.err.splitlines()[-1]


def _give_feedback() -> None:
    """Ask two questions as the page does; one answer is found good, the other is not."""
    settings = load_settings()
    keeping, assistant = keeping_of(settings), assistant_of(settings)
    assert keeping is not None
    ratings = (Rating(Verdict.UP), Rating(Verdict.DOWN, Reason.FIGURE, "it says ten"))
    for rating in ratings:
        question = "How many ferries will sail to Bergen?"
        exchange = Exchange(question, assistant.ask(question))
        place = keeping.conversations.keep("ada", None, exchange)
        keeping.ratings.rate("ada", place.turn, rating)
