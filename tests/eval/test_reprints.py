from pathlib import Path

from corpus.article import Article
from eval.reprints import JUDGED, Judgement, overlaps, precision_and_recall, read_judged, strata

LONG = " ".join(f"word{n}" for n in range(100))


def test_the_estimate_weighs_each_pair_by_what_it_stands_for() -> None:
    judged = [
        Judgement(("a", "b"), "one story", 3.0, same=True),
        Judgement(("c", "d"), "one story", 1.0, same=False),
        Judgement(("a", "c"), "apart", 9.0, same=True),
    ]
    story = {"a": "a", "b": "a", "c": "c", "d": "c"}

    assert precision_and_recall(judged, story) == (0.75, 0.25)


def test_pairs_are_sorted_into_strata_by_what_they_share() -> None:
    articles = [Article(id, f"{id}.txt", LONG) for id in "abc"]
    articles.append(
        Article(
            "d", "d.txt", " ".join(LONG.split()[:40]) + " ".join(f" other{n}" for n in range(60))
        )
    )
    found = strata(articles, {"a": "a", "b": "a", "c": "c", "d": "d"}, {"c"})

    assert found["one story, overlap from 0.65"] == {("a", "b"): 1.0}
    assert set(found["furniture, overlap from 0.65"]) == {("a", "c"), ("b", "c")}
    assert ("a", "d") in {
        pair for name, pairs in found.items() if "apart" in name for pair in pairs
    }


def test_pairs_that_share_little_are_not_listed() -> None:
    texts = {"a": LONG, "b": " ".join(LONG.split()[:20]) + " other" * 60}

    assert list(overlaps([Article(id, f"{id}.txt", body) for id, body in texts.items()])) == []


def test_the_judgements_kept_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "judged.csv"
    file.write_text('id_a,id_b,stratum,overlap,weight,same_story\na,b,"apart, x",0.5,2.0,yes\n')

    assert read_judged(file) == [Judgement(("a", "b"), "apart, x", 2.0, same=True)]
    assert all(judgement.weight >= 1 for judgement in read_judged(JUDGED))
