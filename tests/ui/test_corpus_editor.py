"""What the page can do to the corpus, over a real index with the fake embedder."""

from pathlib import Path

import pytest

from corpus.errors import CorpusError, IndexBusyError
from index.edits import Edited, add_articles, remove_articles
from index.embedder import HashingEmbedder
from index.folder_home import FolderHome
from index.generation import writing
from index.passage import Chunking
from index.writer import update_index
from rag.answer import Status
from rag.assistant import Assistant
from ui.corpus_editor import CorpusEditor
from ui.outcomes import Outcome, Sent, State
from ui.uploads import Uploads

FERRY = "Minister Ada Berg said that nine ferries will sail to Bergen."
CHOIR = "The choir sang all night in Narvik."


def quiet(step: str, done: int, total: int) -> None:
    pass


class Desk:
    """An index, its uploads, and what edits it."""

    def __init__(self, root: Path) -> None:
        self.place, self.uploads = root / "index", Uploads(root / "index-uploads")
        self.assistant = Assistant.open(self.place, HashingEmbedder(), even_empty=True)
        self.editor = CorpusEditor(self.assistant, FolderHome(self.place), self.uploads, Chunking())

    def send(self, *files: tuple[str, bytes | str]) -> list[Outcome]:
        sent = []
        for name, content in files:
            with self.uploads.arriving() as path:
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
                sent.append(Sent(name, self.editor.receive(path, name)))
        return self.editor.add(sent, quiet)

    def files(self) -> list[str]:
        return sorted(article.file for article in self.assistant.index.articles.values())

    def id(self, file: str) -> str:
        articles = self.assistant.index.articles.values()
        return next(article.id for article in articles if article.file == file)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def told(outcomes: list[Outcome]) -> list[tuple[str, State, int]]:
    return [(outcome.sent.name, outcome.state, outcome.passages) for outcome in outcomes]


def test_good_and_broken_files_are_told_apart_and_the_good_ones_answer(desk: Desk) -> None:
    outcomes = desk.send(("ferry.txt", FERRY), ("bad.pdf", b"%PDF- no"), ("empty.txt", b""))
    refused = desk.editor.add([Sent("x.png", None, "no type")], quiet)

    assert told(outcomes) == [
        ("ferry.txt", State.INDEXED, 1),
        ("bad.pdf", State.SKIPPED, 0),
        ("empty.txt", State.SKIPPED, 0),
    ]
    assert outcomes[2].reasons == ("is empty: fill it or remove it",)
    assert told(refused) == [("x.png", State.SKIPPED, 0)]
    assert refused[0].reasons == ("no type",)
    assert [source.file for source in desk.uploads.files()] == ["ferry.txt"]
    answer = desk.assistant.ask("How many ferries will sail to Bergen?")
    assert answer.status is Status.ANSWERED
    assert answer.citations[0].file == "ferry.txt"


def test_the_same_text_again_is_unchanged_and_kept_once(desk: Desk) -> None:
    desk.send(("ferry.txt", FERRY))

    outcomes = desk.send(("ferry.txt", FERRY), ("copy.txt", FERRY), ("ferry.txt", CHOIR))

    assert [outcome.state for outcome in outcomes] == [
        State.UNCHANGED, State.UNCHANGED, State.INDEXED
    ]  # fmt: skip
    assert outcomes[1].reasons == ("the same text is there already as ferry.txt",)
    assert outcomes[2].sent.file == "ferry (2).txt"
    assert desk.files() == ["ferry (2).txt", "ferry.txt"]


def test_bad_lines_of_a_file_are_named_and_the_others_come_in(desk: Desk) -> None:
    (outcome,) = desk.send(("news.jsonl", f'{{"id": "a", "text": "{FERRY}"}}\nbroken\n'))

    assert (outcome.state, outcome.passages) == (State.INDEXED, 1)
    assert outcome.reasons[0].startswith("line 2: malformed JSON")


def test_an_upload_taken_out_is_not_indexed_again_until_it_is_put_back(desk: Desk) -> None:
    desk.send(("ferry.txt", FERRY), ("choir.txt", CHOIR))

    out = desk.editor.remove(desk.id("ferry.txt"), quiet)

    assert out is not None
    assert desk.files() == ["choir.txt"]
    assert desk.assistant.ask("How many ferries will sail to Bergen?").reason
    assert desk.editor.taken_out() == [out]
    assert desk.editor.reindex(quiet).articles == 1
    assert out.key is not None
    desk.editor.put_back(out.key, quiet)
    assert desk.files() == ["choir.txt", "ferry.txt"]
    assert desk.editor.taken_out() == []
    with pytest.raises(CorpusError, match="cannot be put back"):
        desk.editor.put_back(out.key, quiet)


def test_a_file_of_ones_own_stays_where_it_is_and_out_of_the_index(
    desk: Desk, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "ferry.txt").write_text(FERRY, "utf-8")
    (mine / "choir.txt").write_text(CHOIR, "utf-8")
    update_index(desk.place, [mine], HashingEmbedder())

    out = desk.editor.remove(desk.id("ferry.txt"), quiet)

    assert out is not None
    assert out.key is not None
    assert (mine / "ferry.txt").read_text("utf-8") == FERRY
    update_index(desk.place, [mine], HashingEmbedder())
    assert desk.files() == ["choir.txt"]
    assert [one.name for one in desk.editor.taken_out()] == ["ferry.txt"]
    desk.editor.put_back(out.key, quiet)
    assert desk.files() == ["choir.txt", "ferry.txt"]


def test_all_is_read_again_folders_and_uploads(desk: Desk, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "choir.txt").write_text(CHOIR, "utf-8")
    update_index(desk.place, [mine], HashingEmbedder())
    desk.send(("ferry.txt", FERRY))
    (mine / "new.txt").write_text("A bridge opened in Voss.", "utf-8")

    report = desk.editor.reindex(quiet)

    assert (report.added, report.unchanged, report.embedded) == (1, 2, 1)
    assert desk.files() == ["choir.txt", "ferry.txt", "new.txt"]


def test_one_article_of_many_in_a_file_is_taken_out_alone(desk: Desk) -> None:
    lines = [f'{{"id": "{id}", "text": "{text}"}}' for id, text in (("a", FERRY), ("b", CHOIR))]
    desk.send(("news.jsonl", "\n".join(lines)))

    out = desk.editor.remove("a", quiet)

    assert list(desk.assistant.index.articles) == ["b"]
    assert [source.file for source in desk.uploads.files()] == ["news.jsonl"]
    assert desk.editor.reindex(quiet).articles == 1
    assert out is not None
    assert out.key is not None
    desk.editor.put_back(out.key, quiet)
    assert sorted(desk.assistant.index.articles) == ["a", "b"]


def test_the_sample_comes_goes_and_comes_again(desk: Desk) -> None:
    assert desk.editor.add_sample(quiet).added == 5
    for id in list(desk.assistant.index.articles):
        desk.editor.remove(id, quiet)
    assert desk.files() == []

    assert desk.editor.add_sample(quiet).added == 5


def test_nothing_happens_while_somebody_else_is_indexing(desk: Desk) -> None:
    desk.send(("ferry.txt", FERRY), ("choir.txt", CHOIR))
    out = desk.editor.remove(desk.id("choir.txt"), quiet)
    assert out is not None
    assert out.key is not None
    key, id = out.key, desk.id("ferry.txt")

    with writing(desk.place):
        for change in (
            lambda: desk.editor.remove(id, quiet),
            lambda: desk.editor.put_back(key, quiet),
            lambda: desk.editor.reindex(quiet),
            lambda: desk.send(("late.txt", "A bridge opened in Voss.")),
        ):
            with pytest.raises(IndexBusyError):
                change()

    assert desk.files() == ["ferry.txt"]
    assert desk.editor.taken_out() == [out]
    assert desk.editor.reindex(quiet).added == 1  # what was sent was kept
    assert desk.files() == ["ferry.txt", "late.txt"]


def test_where_nothing_can_be_indexed_no_index_is_made(desk: Desk) -> None:
    desk.editor.add([Sent("x.png", None, "no type")], quiet)

    assert not desk.place.exists()


def test_what_is_gone_is_no_error(desk: Desk) -> None:
    desk.send(("ferry.txt", FERRY))

    assert desk.editor.remove("nothing", quiet) is None


def test_with_nothing_to_read_again_one_is_told(desk: Desk) -> None:
    with pytest.raises(CorpusError, match="put articles in first"):
        desk.editor.reindex(quiet)


def test_a_name_that_is_taken_out_is_not_given_to_another(desk: Desk, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "x.txt").write_text(FERRY, encoding="utf-8")
    update_index(desk.place, [own], HashingEmbedder())
    desk.editor.remove(desk.id("x.txt"), quiet)

    desk.send(("x.txt", CHOIR))
    assert desk.files() == ["x (2).txt"]
    desk.editor.reindex(quiet)
    assert desk.files() == ["x (2).txt"]
    desk.editor.put_back(desk.editor.taken_out()[0].key or "", quiet)
    assert desk.files() == ["x (2).txt", "x.txt"]


def test_what_is_out_stays_out_though_its_name_changes_and_comes_back_alone(
    desk: Desk, tmp_path: Path
) -> None:
    own, other = tmp_path / "own", tmp_path / "other"
    for folder, text in ((own, FERRY), (other, CHOIR)):
        folder.mkdir()
        (folder / "x.txt").write_text(text, encoding="utf-8")
    update_index(desk.place, [own], HashingEmbedder())
    desk.editor.remove(desk.id("x.txt"), quiet)

    update_index(desk.place, [own, other], HashingEmbedder())
    assert desk.files() == ["other/x.txt"]
    desk.editor.reindex(quiet)
    assert desk.files() == ["other/x.txt"]
    (out,) = desk.editor.taken_out()
    desk.editor.put_back(out.key or "", quiet)
    assert desk.files() == ["other/x.txt", "own/x.txt"]
    assert desk.editor.taken_out() == []


def test_an_article_whose_name_changed_on_disk_stays_out_too(desk: Desk, tmp_path: Path) -> None:
    own, other = tmp_path / "own", tmp_path / "other"
    for folder, text in ((own, FERRY), (other, CHOIR)):
        folder.mkdir()
        (folder / "x.txt").write_text(text, encoding="utf-8")
    update_index(desk.place, [own, other], HashingEmbedder())
    (own / "x.txt").unlink()  # the other one would be called x.txt now

    desk.editor.remove(desk.id("own/x.txt"), quiet)
    desk.editor.remove(desk.id("other/x.txt"), quiet)
    (own / "new.txt").write_text("A bridge opened in Voss.", encoding="utf-8")
    desk.editor.reindex(quiet)

    assert desk.files() == ["new.txt"]
    assert [one.name for one in desk.editor.taken_out()] == ["other/x.txt"]


@pytest.mark.parametrize("first", [True, False])
def test_an_upload_is_not_lost_when_the_index_changes_meanwhile(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, first: bool
) -> None:
    desk.send(("old.txt", FERRY))
    ids = list(desk.assistant.index.articles)

    def add(*given: object, **named: object) -> Edited:
        if first:  # another process takes out what the upload would have been the same as
            remove_articles(desk.place, ids, HashingEmbedder())
        edited = add_articles(*given, **named)  # type: ignore[arg-type]
        if not first:  # or what was put in just now
            new = [e.article.id for e in edited.after if e.article.file == "new.txt"]
            remove_articles(desk.place, new, HashingEmbedder())
        return edited

    monkeypatch.setattr("ui.corpus_editor.add_articles", add)
    (outcome,) = desk.send(("new.txt", FERRY if first else CHOIR))

    assert outcome.state is State.INDEXED
    assert "new.txt" in [source.file for source in desk.uploads.files()]


def test_a_file_sent_again_while_it_is_taken_out_or_thrown_away_is_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def send_first(content: str, name: str) -> Sent:
        with desk.uploads.arriving() as path:
            path.write_text(content, encoding="utf-8")
            return Sent(name, desk.editor.receive(path, name))

    desk.send(("ferry.txt", FERRY))
    again: list[Sent] = []

    def remove(*given: object, **named: object) -> Edited:
        again.append(send_first(FERRY, "ferry.txt"))
        return remove_articles(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("ui.corpus_editor.remove_articles", remove)
    desk.editor.remove(desk.id("ferry.txt"), quiet)
    assert [outcome.state for outcome in desk.editor.add(again, quiet)] == [State.INDEXED]

    one, two = send_first("", "empty.txt"), send_first("", "empty.txt")
    assert desk.editor.add([one], quiet)[0].state is State.SKIPPED
    assert desk.uploads.path("empty.txt") is not None
    assert desk.editor.add([two], quiet)[0].reasons == ("is empty: fill it or remove it",)
    assert desk.uploads.path("empty.txt") is None


def test_what_is_out_of_a_file_of_many_stays_out_when_the_others_go_and_come(desk: Desk) -> None:
    lines = [f'{{"id": "{id}", "text": "{text}"}}' for id, text in (("a", FERRY), ("b", CHOIR))]
    desk.send(("news.jsonl", "\n".join(lines)), ("x.txt", "A bridge opened in Voss."))
    desk.editor.remove("a", quiet)

    out = desk.editor.remove("b", quiet)
    desk.editor.reindex(quiet)
    assert desk.files() == ["x.txt"]
    assert out is not None
    desk.editor.put_back(out.key or "", quiet)

    assert desk.files() == ["news.jsonl", "x.txt"]
    assert "a" not in desk.assistant.index.articles


def test_the_copy_that_the_index_is_made_of_stays(desk: Desk, tmp_path: Path) -> None:
    desk.send(("x.txt", CHOIR))
    own = tmp_path / "own"
    own.mkdir()
    (own / "x.txt").write_text(FERRY, encoding="utf-8")
    update_index(desk.place, [own, desk.uploads.root], HashingEmbedder())
    assert len(desk.files()) == 2

    desk.send(("x.txt", CHOIR))
    desk.editor.reindex(quiet)
    assert len(desk.files()) == 2
