"""What a whole scan typed in one line puts into the fields of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sonolog.tui.scan_form import ScanForm
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.quick_line import QuickLine


def line_read(form: ScanForm, text: str, _: Logbook) -> tuple[QuickLine, dict[str, str]]:
    """Return what a line says, and what then stands in every field it could have spoken of."""
    from sonolog.usecases.quick_line import SPOKEN_OF, read_quick_line

    line = read_quick_line(text)
    before = {one.name: form.typed.get(one.name, "") for one in form.fields if one.name in SPOKEN_OF}
    return line, before | dict(line.typed)
