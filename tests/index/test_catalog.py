from datetime import date
from pathlib import Path

from corpus.article import Article
from index.catalog import Entry, load_entries, save_entries
from index.passage import Passage


def test_a_catalogue_keeps_every_field(tmp_path: Path) -> None:
    full = Article(
        "i",
        "f.txt",
        "Tøxt “one”\u2028\r\n",
        "T",
        "O",
        ("A", "B"),
        date(2025, 3, 1),
        "https://e.org",
    )
    bare = Article("j", "g.txt", "Text")
    entries = [Entry(full, (Passage("i", 0, 4), Passage("i", 5, 10)), "s"), Entry(bare, (), "")]

    save_entries(entries, tmp_path / "articles.jsonl")

    assert load_entries(tmp_path / "articles.jsonl") == entries
