"""Lines of TOML values."""

from __future__ import annotations

from sonolog.frameworks.toml_text import Places, parse_toml

TEXT = '''a = 1
b.c = { d = [1,
  2, {e = 3}], f = "x = [" }
[eligible.scan]
where = { role = "p" } # [
[[requirement]]
id = "x"
[[requirement.part]]
id = "p"
[[requirement]]
text = """
[[nope]]
"""
limits = [ {where = {a = 1}, at_most = 3},
   { where = {}, at_most = 4 } ]
[[requirement.part]]
"q" = 1
[requirement.each]
field = 'a'
'''


def test_every_value_has_its_line() -> None:
    """Tables, repeated tables, list items, dotted and quoted keys are found; texts and comments are not."""
    parse_toml(TEXT)
    places = Places(TEXT)
    lines = {
        ("a",): 1,
        ("b", "c", "d", 1): 3,
        ("b", "c", "d", 2, "e"): 3,
        ("b", "c", "f"): 3,
        ("eligible", "scan", "where", "role"): 5,
        ("requirement", 0): 6,
        ("requirement", 0, "part", 0, "id"): 9,
        ("requirement", 1, "text"): 11,
        ("requirement", 1, "limits", 0, "where", "a"): 14,
        ("requirement", 1, "limits", 1, "at_most"): 15,
        ("requirement", 1, "part", 0, "q"): 17,
        ("requirement", 1, "each", "field"): 19,
    }
    assert {path: places.line_of(path) for path in lines} == lines


def test_a_missing_value_has_the_line_of_its_table() -> None:
    """What is not written is looked for where it should have been."""
    assert Places(TEXT).line_of(("requirement", 1, "part", 0, "title")) == 16
    assert Places(TEXT).line_of(("nowhere",)) is None
