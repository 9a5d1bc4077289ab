"""A document as a PDF, set by Typst.

The document goes to the template as data and is never part of its code, so that nothing an article
holds can be read as an instruction.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path

from ui.export.document import Document

_TEMPLATE = Path(__file__).with_name("briefing.typ")


def render(document: Document) -> bytes:
    """Return `document` as a PDF."""
    import typst

    made = datetime.combine(document.day, time(), UTC)
    content = typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        sys_inputs={"document": json.dumps(asdict(document), default=str)},
        timestamp=made,
    )
    return content
