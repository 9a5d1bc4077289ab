"""What a record of a generation may say: whoever can write on the server may have written it."""

import pytest

from corpus.errors import IndexStorageError
from index.remote.generations import generations, publish
from index.remote.records import Records

FILES = {"articles.jsonl": ["chunk-1"], "lexical/body.npy": []}


def test_what_was_published_is_read_back(records: Records) -> None:
    first = publish(records, None, "news-vectors-00000000", 3, FILES)
    second = publish(records, first, "news-vectors-00000000", 4, FILES)

    assert generations(records) == [first, second]


@pytest.mark.parametrize(
    "altered",
    [
        {"mark": "../../outside"},
        {"mark": "0a1b2c3d\n"},
        {"mark": "/outside"},
        {"mark": ""},
        {"mark": 7},
        {"files": "["},
        {"files": "[]"},
        {"files": '{"a": "chunk-1"}'},
        {"files": '{"a": [1]}'},
        {"files": 7},
        {"rows": "many"},
    ],
    ids=str,
)
def test_an_altered_record_is_damage_in_one_line(
    records: Records, altered: dict[str, object]
) -> None:
    publish(records, None, "news-vectors-00000000", 3, FILES)
    (there,) = records.of("generation").items()
    records.put("generation", {there[0]: {**there[1], **altered}})

    with pytest.raises(IndexStorageError, match="generations on the server are damaged") as raised:
        generations(records)

    assert "\n" not in str(raised.value)
