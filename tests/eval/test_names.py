from corpus.article import Article
from eval.cases import Turn
from eval.names import Names

ALONE = Article("d1", "alone.txt", "One.")
FIRST, SECOND = (Article(id, "many.jsonl", "Two.") for id in ("m1", "m2"))
NAMES = Names({article.id: article for article in (ALONE, FIRST, SECOND)})


def test_articles_go_by_their_file_or_by_their_id_where_it_holds_several() -> None:
    assert [NAMES.of(article) for article in (ALONE, FIRST, SECOND)] == ["alone.txt", "m1", "m2"]
    assert NAMES.meant("alone.txt") == NAMES.meant("d1") == [ALONE]
    assert NAMES.meant("many.jsonl") == [FIRST, SECOND]
    assert NAMES.meant("m2") == [SECOND]
    assert NAMES.meant("gone.txt") == []


def test_a_sentence_means_only_the_articles_of_its_file_that_hold_it() -> None:
    third = Article("m3", "many.jsonl", "Three ferries\nsailed.")
    names = Names({article.id: article for article in (FIRST, SECOND, third)})
    cites = {"file": "many.jsonl", "quote": "Three ferries sailed."}
    turn = Turn.model_validate({"question": "Q?", "cites": [cites]})

    assert names.relevant(turn) == {"m3"}
    assert names.relevant(turn.model_copy(update={"cites": (("many.jsonl",),)})) == {
        "m1", "m2", "m3",
    }  # fmt: skip


def test_relevant_is_whatever_is_named() -> None:
    cites = ["d1", ["m1", {"file": "alone.txt", "quote": "One."}]]
    turn = Turn.model_validate({"question": "Q?", "cites": cites})

    assert NAMES.relevant(turn) == {"alone.txt", "m1"}
