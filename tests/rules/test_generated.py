"""What is generated is as the program makes it now."""

from __future__ import annotations

import pytest

from .generated import ENDINGS, GENERATED, printed_by, with_ending
from .source import ROOT


@pytest.mark.parametrize("module", GENERATED)
def test_a_generated_file_has_not_drifted(module: str) -> None:
    """The file in the repository is, byte for byte, what its module prints; ``make generate`` writes it."""
    assert (ROOT / GENERATED[module]).read_bytes() == printed_by(module), "run `make generate`"


@pytest.mark.parametrize("module", ENDINGS)
def test_the_made_part_of_a_page_has_not_drifted(module: str) -> None:
    """The last part of a page is what its module prints; ``make generate`` writes it."""
    page = (ROOT / ENDINGS[module]).read_bytes()
    assert page == with_ending(page, module), "run `make generate`"


def test_every_schema_file_is_generated() -> None:
    """No file of ``schema`` but its page of explanation is written by hand."""
    by_hand = {path.name for path in (ROOT / "schema").iterdir()} - {"README.md"}
    assert by_hand == {name.removeprefix("schema/") for name in GENERATED.values() if "schema/" in name}
