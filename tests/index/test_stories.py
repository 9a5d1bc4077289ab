"""The stories of an index on disk: kept, carried over, and as if they were found anew."""

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest

from corpus.article import Article
from corpus.errors import IndexStorageError
from index.catalog import load_entries
from index.embedder import HashingEmbedder
from index.generation import current
from index.search import Index, indexed
from index.signatures import Signature, signature
from index.stories import load_stories
from index.writer import update_index

CORPUS = "news.jsonl"


def words(seed: int, count: int = 60) -> str:
    chance = Random(seed)  # noqa: S311 -- invented words
    return " ".join("".join(chance.choices("abcdefgh", k=6)) for _ in range(count)) + "."


WIRE = words(1)


def line(id: str, text: str, day: int = 1, outlet: str | None = None) -> dict[str, object]:
    return {"id": id, "text": text, "published": f"2025-03-{day:02}", "source": outlet}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    file = tmp_path / CORPUS
    write(
        file,
        line("post", WIRE, 5, "Fjord Post"),
        line("times", f"{WIRE} {words(2, 10)}", 6, "Harbour Times"),
        line("other", words(3)),
    )
    return file


def write(file: Path, *lines: dict[str, object]) -> None:
    file.write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")


def add(file: Path, *lines: dict[str, object]) -> None:
    with file.open("a", encoding="utf-8") as stream:
        stream.writelines(json.dumps(one) + "\n" for one in lines)


@pytest.fixture
def signed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the ids of the articles that are signed from now on."""
    ids: list[str] = []

    def signing(article: Article) -> Signature:
        ids.append(article.id)
        return signature(article)

    monkeypatch.setattr("index.stories.signature", signing)
    return ids


def test_an_opened_index_knows_which_articles_are_one_story(
    corpus: Path, place: Path, embedder: HashingEmbedder
) -> None:
    update_index(place, [corpus], embedder)
    index = Index.open(place, embedder)

    assert index.stories == {"post": "post", "times": "post"}
    assert {a.outlet for a in index.reprints["post"]} == {"Fjord Post", "Harbour Times"}
    index.close()


def test_only_what_is_new_is_signed(
    corpus: Path, place: Path, embedder: HashingEmbedder, signed: list[str]
) -> None:
    update_index(place, [corpus], embedder)
    assert sorted(signed) == ["other", "post", "times"]
    signed.clear()
    add(corpus, line("new", f"{words(4, 12)} {WIRE}", 9))

    update_index(place, [corpus], embedder)

    assert signed == ["new"]
    assert indexed(place)[1] == dict.fromkeys(("post", "times", "new"), "post")


def test_an_older_article_that_comes_later_names_the_story(
    corpus: Path, place: Path, embedder: HashingEmbedder
) -> None:
    update_index(place, [corpus], embedder)
    add(corpus, line("agency", WIRE, 4))

    update_index(place, [corpus], embedder)

    assert indexed(place)[1] == dict.fromkeys(("post", "times", "agency"), "agency")


def test_what_is_carried_over_is_what_would_be_written_anew(
    corpus: Path, place: Path, tmp_path: Path, embedder: HashingEmbedder
) -> None:
    update_index(place, [corpus], embedder)
    write(
        corpus,
        line("first", WIRE, 2),
        line("other", f"{words(5, 10)} {WIRE}", 7),
        line("times", f"{WIRE} {words(2, 10)}", 1, "Harbour Times"),
        line("last", words(3)),
    )
    update_index(place, [corpus], embedder)
    update_index(tmp_path / "anew", [corpus], embedder)

    one, other = (current(at) for at in (place, tmp_path / "anew"))

    assert np.array_equal(np.load(one / "signatures.npy"), np.load(other / "signatures.npy"))
    updated, anew = (json.loads((at / "stories.json").read_text()) for at in (one, other))
    assert updated["stories"] == anew["stories"] == dict.fromkeys(anew["stories"], "times")
    assert sorted(updated["links"]) == sorted(anew["links"])


def test_a_story_ends_with_its_second_article(
    corpus: Path, place: Path, embedder: HashingEmbedder
) -> None:
    update_index(place, [corpus], embedder)
    write(corpus, line("post", WIRE, 5), line("times", words(6), 6))

    update_index(place, [corpus], embedder)

    assert indexed(place)[1] == {}


@pytest.mark.parametrize("told", ['{"stories": {"x": "post"}}', '{"stories": []}', "{}", "{"])
def test_damaged_stories_are_named(
    corpus: Path, place: Path, embedder: HashingEmbedder, told: str
) -> None:
    update_index(place, [corpus], embedder)
    (current(place) / "stories.json").write_text(told, encoding="utf-8")

    with pytest.raises(IndexStorageError, match=r"stories\.json are damaged.*--rebuild"):
        load_stories(current(place), load_entries(current(place) / "articles.jsonl"))


def test_signatures_of_another_catalogue_are_damage(
    corpus: Path, place: Path, embedder: HashingEmbedder
) -> None:
    update_index(place, [corpus], embedder)
    file = current(place) / "signatures.npy"
    content = file.read_bytes()
    file.write_bytes(content.replace(b"(3, 128)", b"(2, 192)"))
    add(corpus, line("new", words(7)))

    with pytest.raises(IndexStorageError, match=r"signatures\.npy are damaged.*--rebuild"):
        update_index(place, [corpus], embedder)


def test_progress_tells_how_many_are_signed(
    corpus: Path, place: Path, embedder: HashingEmbedder
) -> None:
    told: list[tuple[str, int, int]] = []

    update_index(place, [corpus], embedder, progress=lambda *step: told.append(step))

    assert [step for step in told if step[0] == "reprints"] == [
        ("reprints", done, 3) for done in range(4)
    ]
