"""The command line as a user meets it, in this process, with the fake embedder."""

import json
import re
from pathlib import Path

import pytest

from index import embedder as embedders
from index.edits import add_articles
from index.embedder import HashingEmbedder
from index.generation import writing
from index.reranker import CrossEncoderReranker
from tests.ui.ran import one_line
from ui.uploads import Uploads

CONTRACT = {
    "question", "standalone_question", "status", "reason", "text", "statements", "citations",
    "corpus", "sources", "understood", "notes", "tokens", "timings_ms", "confidence", "refusal",
    "short", "earlier", "disagreements",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _fake_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(
        embedders, "SentenceTransformerEmbedder", lambda model, batch: HashingEmbedder(model=model)
    )
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "my articles"
    folder.mkdir()
    (folder / "ferry.md").write_text(
        "---\ntitle: Ferries\noutlet: Fjord Weekly\npublished: 2025-03-04\n---\n"
        "Minister Ada Berg said that nine ferries will sail to Bergen.\n",
        encoding="utf-8",
    )
    (folder / "choir.txt").write_text("The choir sang all night in Narvik.", encoding="utf-8")
    return folder


def test_from_a_folder_to_an_answer(groundwire, folder: Path) -> None:  # noqa: ANN001
    indexed = groundwire("index", folder)
    assert indexed.code == 0
    assert indexed.out == ""
    assert "2 articles in 2 passages (2 added)" in indexed.err

    asked = groundwire("ask", "How many ferries will sail to Bergen?")
    assert asked.code == 0
    assert "nine ferries will sail to Bergen. [1]" in asked.out
    assert "[1] Fjord Weekly · 2025-03-04 · Ferries · ferry.md" in asked.out


def test_json_goes_to_stdout_alone(groundwire, folder: Path) -> None:  # noqa: ANN001
    report = json.loads(groundwire("index", folder, "--json").out)
    answer = json.loads(groundwire("ask", "Who sang in Narvik?", "--json").out)
    listed = json.loads(groundwire("articles", "--json").out)

    assert report["added"] == 2
    assert set(answer) == CONTRACT
    assert [article["published"] for article in listed] == [None, "2025-03-04"]


def test_articles_are_listed_newest_first(groundwire, folder: Path) -> None:  # noqa: ANN001
    groundwire("index", folder)

    lines = groundwire("articles").out.splitlines()

    assert "Fjord Weekly" in lines[1]
    assert "undated" in lines[2]


def test_filters_and_earlier_questions_are_passed_on(groundwire, folder: Path) -> None:  # noqa: ANN001
    groundwire("index", folder)
    question = "How many ferries will sail to Bergen?"

    after = groundwire("ask", question, "--after", "2025-04-01", "--json")
    before = groundwire("ask", question, "--before", "2025-04-01")
    outlet = groundwire("ask", question, "--outlet", "fjord weekly", "--json")
    follow = groundwire("ask", "And to Narvik?", "--previous", question, "--json")

    assert json.loads(after.out)["status"] == "insufficient"
    assert json.loads(after.out)["corpus"]["undated_left_out"] == 1
    assert "1 without a date was left out." in json.loads(after.out)["reason"]
    assert json.loads(outlet.out)["corpus"]["undated_left_out"] == 0
    assert before.out.endswith("\n1 without a date was left out. --undated keeps them.\n")
    assert json.loads(outlet.out)["status"] == "answered"
    assert json.loads(follow.out)["standalone_question"] == "How many ferries will sail to Narvik?"


def test_dates_are_understood_from_the_day_given(groundwire, folder: Path) -> None:  # noqa: ANN001
    groundwire("index", folder)
    question = "How many ferries will sail to Bergen, as was said last week?"

    asked = groundwire("ask", question, "--as-of", "2025-03-12")
    plain = groundwire("ask", "How many ferries will sail to Bergen?")

    assert "Understood: as of: looking back from 12 March 2025; dates: 3 to 9 March" in asked.out
    assert "nine ferries will sail to Bergen. [1]" in asked.out
    assert "Understood" not in plain.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["index", "missing"], "missing"),
        (["index", "empty"], "holds no articles"),
        (["ask", "Who?"], "no index at .groundwire"),
        (["articles"], "no index at .groundwire"),
        (["eval"], "no index at .groundwire"),
        (["eval", "missing.yaml"], "missing.yaml"),
        (["ask", "Who?", "--after", "31.12.2025"], "--after '31.12.2025' is not a date"),
        (["ask", "Who?", "--as-of", "yesterday"], "--as-of 'yesterday' is not a date"),
        (["ask", "Who?", "--as-of", "0001-01-01"], "back from, 0001-01-01, is out of reach"),
        (["serve", "--port", "99999"], "--port 99999"),
        (["serve", "--edit", "--chroma", "http://127.0.0.1:9"], "leave out --edit"),
    ],
)
def test_without_an_index_bad_input_is_one_line(
    groundwire,  # noqa: ANN001
    tmp_path: Path,
    arguments: list[str],
    said: str,
) -> None:
    (tmp_path / "empty").mkdir()

    assert said in one_line(groundwire(*arguments))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask", ""], "the question is empty"),
        (["ask", "x" * 10_000], "10000 characters"),
        (["ask", "Who sang?", "--outlet", "Reuters"], "outlets: Fjord Weekly"),
        (["ask", "Who sang?", "--article", "nothing.txt"], "'nothing.txt'"),
        (["ask", "Who?", "--after", "2025-02-01", "--before", "2025-01-01"], "swap"),
        (["ask", "Who sang?", "--model", "other"], "'other'"),
        (["index", "my articles", "--model", "other"], "'other'"),
        (["eval"], "which is not in the index"),
        (["ask"], "Missing argument"),
        (["ask", "Who?", "--nope"], "No such option: --nope"),
        (["nope"], "No such command"),
        (["serve", "--port", "high"], "--port"),
        (["ask", "Who?", "--previous", " "], "--previous: the question is empty"),
        (["index", "my articles", "--index", "my articles"], "neither empty nor an index"),
        (["index", "my articles", "--model", "~nosuchuser"], "~nosuchuser"),
    ],
)
def test_with_an_index_bad_input_is_one_line_and_loses_nothing(
    groundwire,  # noqa: ANN001
    folder: Path,
    arguments: list[str],
    said: str,
) -> None:
    groundwire("index", folder)

    assert said in one_line(groundwire(*arguments))
    assert len(json.loads(groundwire("articles", "--json").out)) == 2


def test_a_second_indexing_run_is_told_to_wait(groundwire, folder: Path) -> None:  # noqa: ANN001
    with writing(Path(".groundwire")):
        assert "another process" in one_line(groundwire("index", folder))


def test_the_version_is_shown(groundwire) -> None:  # noqa: ANN001
    ran = groundwire("--version")

    assert ran.code == 0
    assert ran.out.startswith("groundwire 0.")


def test_without_a_command_the_help_is_shown(groundwire) -> None:  # noqa: ANN001
    ran = groundwire()

    assert ran.code == 2
    assert "Commands:" in ran.err


def test_ctrl_c_says_what_became_of_the_index(
    groundwire,  # noqa: ANN001
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    groundwire("index", folder)
    monkeypatch.setattr("index.writer.find_files", interrupted)

    ran = groundwire("index", folder)

    assert ran.code == 130
    assert "as it was before" in ran.err
    assert len(json.loads(groundwire("articles", "--json").out)) == 2


def test_a_question_with_half_a_character_is_taken(groundwire, folder: Path) -> None:  # noqa: ANN001
    groundwire("index", folder)

    assert groundwire("ask", "Who sang in caf\udce9 Narvik?", "--json").code == 0


def test_skipped_files_are_named(groundwire, folder: Path) -> None:  # noqa: ANN001
    (folder / "picture.png").write_bytes(b"\x89PNG\x00")
    (folder / "old.txt").write_bytes(b"caf\xe9")

    ran = groundwire("index", folder)

    assert ran.code == 0
    assert "skipped old.txt: " in ran.err
    assert "skipped picture.png: " in ran.err


def test_text_from_files_does_not_steer_the_terminal(groundwire, folder: Path) -> None:  # noqa: ANN001
    (folder / "trap.txt").write_text(
        "The trapper of Voss shouted \x1b[2J\x1b]0;owned\x07 at noon.", encoding="utf-8"
    )
    groundwire("index", folder)

    ran = groundwire("ask", "What did the trapper of Voss shout at noon?")

    assert ran.code == 0, ran.err
    assert "trapper of Voss" in ran.out
    assert "\x1b" not in ran.out
    assert "\x07" not in ran.out


def test_reprints_are_listed_and_count_as_one_source(groundwire, folder: Path) -> None:  # noqa: ANN001
    groundwire("index", folder)
    assert "story" not in groundwire("articles").out
    (folder / "copy.md").write_text(
        (folder / "ferry.md").read_text("utf-8").replace("Fjord Weekly", "Harbour Times"), "utf-8"
    )
    groundwire("index", folder)
    question = "How many ferries will sail to Bergen?"

    told = groundwire("ask", question).out
    answer = json.loads(groundwire("ask", question, "--json").out)
    listed = json.loads(groundwire("articles", "--json").out)

    assert re.search(
        r"\[1\] (Fjord W.*\n    also in: Harbour T|Harbour T.*\n    also in: Fjord W)", told
    )
    assert answer["sources"] == 1
    assert len(answer["citations"][0]["also_in"]) == 1
    story = {article["file"]: article["story"] for article in listed}
    assert story["choir.txt"] is None
    assert story["ferry.md"] == story["copy.md"] is not None
    assert "story" in groundwire("articles").out.splitlines()[0]


def test_a_reranker_puts_what_is_found_in_its_order(
    groundwire,  # noqa: ANN001
    folder: Path,
    cross_encoder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, list[str]]] = []
    scores = CrossEncoderReranker.scores

    def listening(self: CrossEncoderReranker, query: str, texts: list[str]) -> object:
        asked.append((query, texts))
        return scores(self, query, texts)

    monkeypatch.setattr(CrossEncoderReranker, "scores", listening)
    groundwire("index", folder)
    question = "How many ferries will sail to Bergen?"

    answered = groundwire("ask", question, "--reranker", cross_encoder)

    assert answered.code == 0
    assert "nine ferries will sail to Bergen. [1]" in answered.out
    assert asked[-1][0] == question
    assert any("nine ferries" in text for text in asked[-1][1])


@pytest.mark.parametrize("command", [("ask", "Who sang in Narvik?"), ("serve",), ("eval",)])
def test_a_reranker_that_is_not_there_is_said_at_once(
    groundwire,  # noqa: ANN001
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:
    groundwire("index", folder)

    assert "./nowhere does not exist" in one_line(groundwire(*command, "--reranker", "./nowhere"))
    monkeypatch.setenv("GROUNDWIRE_RERANKER", str(folder))
    assert f"model '{folder}' cannot be loaded" in one_line(groundwire(*command))


def test_a_language_model_that_is_not_there_costs_one_line(
    groundwire,  # noqa: ANN001
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    groundwire("index", folder)
    question = "How many ferries will sail to Bergen?"
    plain = groundwire("ask", question)
    monkeypatch.setenv("GROUNDWIRE_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("GROUNDWIRE_LLM_MODEL", "small")

    asked = groundwire("ask", question)

    assert asked.code == 0
    (note,) = set(asked.out.splitlines()) - set(plain.out.splitlines())
    assert "without the language model" in note
    assert "http://127.0.0.1:9/v1 cannot be reached" in note


def test_half_a_language_model_is_refused_before_anything_is_loaded(
    groundwire,  # noqa: ANN001
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    groundwire("index", folder)
    monkeypatch.setenv("GROUNDWIRE_LLM_BASE_URL", "http://127.0.0.1:9/v1")

    assert "llm_model is not" in one_line(groundwire("ask", "How many ferries?"))


def test_what_was_put_in_on_the_page_stays_when_a_folder_is_indexed(
    groundwire,  # noqa: ANN001
    folder: Path,
    tmp_path: Path,
) -> None:
    uploads = Uploads(tmp_path / "groundwire-uploads")
    with uploads.arriving() as path:
        path.write_text("A bridge opened in Voss.", encoding="utf-8")
        uploads.keep(path, "bridge.txt")

    groundwire("index", folder)
    listed = json.loads(groundwire("articles", "--json").out)
    groundwire("index", folder, "--index", "other")
    other = json.loads(groundwire("articles", "--json", "--index", "other").out)

    assert "bridge.txt" in {article["file"] for article in listed}
    assert "bridge.txt" not in {article["file"] for article in other}


def test_what_is_put_in_on_the_page_while_the_model_loads_stays(
    groundwire,  # noqa: ANN001
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    uploads = Uploads(tmp_path / "groundwire-uploads")

    def load(model: str, batch: int) -> HashingEmbedder:
        embedder = HashingEmbedder(model=model)
        with uploads.arriving() as path:
            path.write_text("A bridge opened in Voss.", encoding="utf-8")
            uploads.keep(path, "bridge.txt")
        add_articles(Path(".groundwire"), uploads.files(), embedder, paths=[uploads.root])
        return embedder

    monkeypatch.setattr(embedders, "SentenceTransformerEmbedder", load)

    report = json.loads(groundwire("index", folder, "--json").out)

    assert (report["articles"], report["removed"]) == (3, 0)


def test_tools_without_their_package_are_one_line_that_says_what_to_install(
    groundwire,  # noqa: ANN001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ui.tools.find_spec", lambda name: None)

    assert "install it with .venv/bin/pip install -e '.[mcp]'" in one_line(
        groundwire("serve", "--mcp")
    )
