"""Completion as a shell uses it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sonolog.cli.commands import COMMANDS
from sonolog.cli.completion_values import complete_framework, complete_region
from sonolog.cli.root import program as program_as_click_sees_it

Run = Callable[..., subprocess.CompletedProcess[str]]

_ASK_BASH = """
eval "$(sonolog completion bash)"
complete -p sonolog >/dev/null || exit 9
COMP_WORDS=({words})
COMP_CWORD={at}
_sonolog_completion sonolog
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture
def bash(environment: dict[str, str], tmp_path: Path) -> Callable[[str], list[str]]:
    """Return a function that has a real bash complete the last of these words."""
    shim = tmp_path / "bin" / "sonolog"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sonolog "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    env = environment | {"PATH": f"{shim.parent}{os.pathsep}{environment['PATH']}"}

    def complete(line: str) -> list[str]:
        words = line.split(" ")
        script = _ASK_BASH.format(words=" ".join(f"'{word}'" for word in words), at=len(words) - 1)
        shell = shutil.which("bash") or "/bin/bash"
        done = subprocess.run([shell, "--norc", "-c", script], env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.split()

    return complete


def test_bash_completes_the_first_word(bash: Callable[[str], list[str]]) -> None:
    """The beginning of a command gives all commands that begin so; nothing gives all."""
    assert bash("sonolog s") == ["scans", "show", "scope", "stats", "submit", "sign", "settings", "serve"]
    assert bash("sonolog ") == [entry.name for entry in COMMANDS]


def test_bash_completes_options_everywhere(bash: Callable[[str], list[str]]) -> None:
    """Options of every command are offered before and after its name."""
    assert bash("sonolog --pl") == ["--plain"]
    assert bash("sonolog completion --j") == ["--json"]


def test_bash_completes_the_values_of_a_choice(bash: Callable[[str], list[str]]) -> None:
    """Fixed values are offered for words and for options."""
    assert bash("sonolog completion ") == ["bash", "zsh", "fish"]
    assert bash("sonolog completion --not-patient me") == ["measurement"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_script_and_an_answer(program: Run, shell: str) -> None:
    """Every shell gets a script that calls us, and the first word from the table."""
    script = program("completion", shell)
    assert script.returncode == 0
    assert f"_SONOLOG_COMPLETE={shell}_complete" in script.stdout
    word = "pro" if shell == "fish" else "1"
    asked = {"_SONOLOG_COMPLETE": f"{shell}_complete", "COMP_WORDS": "sonolog pro", "COMP_CWORD": word}
    answer = program(**asked)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "progress" in answer.stdout


def test_the_script_is_given_in_json_too(program: Run) -> None:
    """--json wraps the same script."""
    answer = json.loads(program("completion", "zsh", "--json").stdout)
    assert answer == {"shell": "zsh", "script": program("completion", "zsh").stdout}


def test_an_unknown_shell_is_not_answered(program: Run) -> None:
    """A completion variable we do not know is wrong usage, without a traceback."""
    done = program(_SONOLOG_COMPLETE="tcsh_complete")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "")


def test_added_frameworks_are_offered_and_faulty_files_are_not(home: Path) -> None:
    """A framework the person added is completed by its name; a file that cannot be read offers nothing."""
    folder = home / "data" / "frameworks"
    folder.mkdir(parents=True)
    (folder / "ours.toml").write_text('framework = "our-hospital"\ntitle = "Ours"\n', encoding="utf-8")
    (folder / "faulty.toml").write_text("framework = [", encoding="utf-8")
    (folder / "bytes.toml").write_bytes(b"\xff\xfe")
    context = program_as_click_sees_it().make_context("sonolog", [], resilient_parsing=True)
    parameter = context.command.params[0] if context.command.params else context.command.get_params(context)[0]
    assert [item.value for item in complete_framework(context, parameter, "our")] == ["our-hospital"]
    assert complete_framework(context, parameter, "no-such") == []
    assert [item.value for item in complete_framework(context, parameter, "case")] == ["case-pgc-msk"]


def test_regions_come_from_the_shared_vocabulary(home: Path) -> None:
    """A beginning that fits no region offers none; what is offered begins as typed."""
    context = program_as_click_sees_it().make_context("sonolog", [], resilient_parsing=True)
    parameter = context.command.get_params(context)[0]
    found = {item.value: item.help for item in complete_region(context, parameter, "s")}
    assert found["shoulder"] == "Shoulder"
    assert all(name.startswith("s") for name in found)
    assert complete_region(context, parameter, "no-such-region") == []
