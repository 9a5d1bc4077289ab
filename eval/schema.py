"""The JSON Schema of case files, for editors. python -m eval.schema writes it anew."""

import json
from pathlib import Path

from eval.cases import CaseSet

FILE = Path(__file__).parent / "cases.schema.json"


def json_schema() -> str:
    """Return the schema of what can be written in a case file, as JSON."""
    schema = CaseSet.model_json_schema()
    schema["title"] = "Cases of groundwire eval"
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(dialect | schema, indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(json_schema(), encoding="utf-8")
