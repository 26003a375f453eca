"""The frameworks that come with the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from sonolog.domain.bound import Count, Duration
from sonolog.domain.requirement import Rate
from sonolog.frameworks.reader import read_framework
from sonolog.frameworks.shipped import (
    UnknownFramework,
    framework_files,
    load_shipped,
    shipped_names,
    shipped_text,
)
from sonolog.frameworks.vocabulary import load_vocabulary


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_framework_is_right(name: str) -> None:
    """A shipped file has no fault and no warning, and its id is its file's name."""
    framework, problems = read_framework(shipped_text(name), file=name, vocabulary=load_vocabulary())
    assert [str(problem) for problem in problems] == []
    assert framework is not None
    assert framework.framework == name


@pytest.mark.parametrize("name", shipped_names())
def test_every_figure_says_how_sure_it_is(name: str) -> None:
    """Each requirement with a target carries a confidence mark and a note on where the figure is from."""
    for rule in load_shipped(name).requirements:
        if rule.at_least is not None or rule.each is not None:
            assert rule.confidence is not None, rule.id
            assert rule.note, rule.id


def test_rcr_style_figures() -> None:
    """250 supervised examinations, two sessions a week for three months, six regions, 48 lines."""
    framework = load_shipped("rcr-msk")
    assert framework.requirement("supervised").at_least == Count(value=250)
    sessions = framework.requirement("sessions")
    assert sessions.rate == Rate(per="week", at_least=2, pause="leave")
    assert sessions.at_least == Duration(value=3, unit="months")
    assert {line.region for line in framework.lines} == {*framework.regions, None}
    assert len(framework.lines) == 48


def test_case_style_figures() -> None:
    """60 credits in three modules, 250 logged of which 150 independent; ratified by the lead."""
    framework = load_shipped("case-pgc-msk")
    assert framework.requirement("credits").at_least == Count(value=60)
    assert framework.requirement("logged").at_least == Count(value=250)
    assert framework.requirement("independent").at_least == Count(value=150)
    modules = framework.requirement("modules").each
    assert modules is not None
    assert len(modules.values) == 3
    assert framework.stage("award").ratified_by == "lead"


def test_unknown_name_lists_the_known_ones() -> None:
    """A name that is not shipped is refused with the names that are."""
    with pytest.raises(UnknownFramework) as refused:
        shipped_text("../terms")
    assert "rcr-msk" in refused.value.hint


def test_own_folder_is_listed(tmp_path: Path) -> None:
    """Only TOML files of a folder are frameworks; a folder that is not there holds none."""
    (tmp_path / "b.toml").write_text("")
    (tmp_path / "a.toml").write_text("")
    (tmp_path / "notes.txt").write_text("")
    assert [path.name for path in framework_files(tmp_path)] == ["a.toml", "b.toml"]
    assert framework_files(tmp_path / "nowhere") == ()
