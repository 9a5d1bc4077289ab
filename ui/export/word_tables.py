"""Tables of Word without more lines than they need."""

from collections.abc import Sequence
from typing import cast

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table, _Row

_RULE = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "C9C7C1"}


def add_table(document: Document, widths: Sequence[Length]) -> Table:
    """Add a table without rows or lines, its columns as wide as `widths`."""
    table = document.add_table(rows=0, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    margins = OxmlElement("w:tblCellMar")
    for side, room in (("left", "0"), ("right", "140")):
        margins.append(OxmlElement(f"w:{side}", {qn("w:w"): room, qn("w:type"): "dxa"}))
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins)
    return cast(Table, table)


def add_row(table: Table) -> _Row:
    """Add an empty row, which stays on one page if it can."""
    row = cast(_Row, table.add_row())  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return row


def mark_head(row: _Row) -> None:
    """Make `row` the head, which comes again on each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def rule(row: _Row) -> None:
    """Draw a line above `row`."""
    for cell in row.cells:
        borders = OxmlElement("w:tcBorders")
        borders.append(OxmlElement("w:top", {qn(name): value for name, value in _RULE.items()}))
        cell._tc.get_or_add_tcPr().append(borders)
