"""Every step of docs/signing.md works as written, each person on a computer of their own."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from tests.cli.desk import Desk

PAGE = Path(__file__).parents[2] / "docs" / "signing.md"
_BLOCK = re.compile(r"^```sh (\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAMES = {
    "tess": ("Tess Trainee", "01920000-0000-7000-8000-000000000001"),
    "lea": ("Lea Lead", "01920000-0000-7000-8000-000000000003"),
}


class Page:
    """The computers of the page, and what its placeholders stand for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.desks: dict[str, Desk] = {}

    def desk(self, name: str) -> Desk:
        """Return somebody's computer; the laptop is a copy of Tess's."""
        if name not in self.desks:
            desk = self.desks[name] = Desk(self.folder / f"home-{name}")
            if name == "laptop":
                skip = shutil.ignore_patterns("state", "backups")
                shutil.copytree(self.desks["tess"].home, desk.home, ignore=skip)
            elif name in _NAMES:
                desk.known_as(*_NAMES[name])
        return self.desks[name]

    def words(self, name: str, line: str) -> list[str]:
        """Return a line as typed, with what stands in the place of its examples."""
        words = shlex.split(line, comments=True)[1:]
        return [self._meant(name, word) for word in words]

    def _meant(self, name: str, word: str) -> str:
        if word == "SHA256:…":
            return str(self.desk("lea").ok("identity", "--json").json["fingerprint"])
        if word in ("C-7K3M", "C-9P2X"):
            signed = sorted(self.desk("tess").cases())
            return signed[0] if word == "C-7K3M" else self._draft()
        if word == "VERSION":
            case = min(self.desk("tess").cases())
            return str(self.desk(name).ok("show", case, "--json").json["versions"][0]["version"])
        return word

    def _draft(self) -> str:
        desk = self.desk("tess")
        drafts = [case for case, one in desk.cases().items() if one["status"] == "draft"]
        return drafts[0] if drafts else desk.ok("log", "hip").out.strip()

    def run(self, name: str, line: str) -> None:
        """Run one line at a terminal, every question answered with yes."""
        desk = self.desk(name)
        if line.startswith("sonolog absorb laptop.db"):
            shutil.copy(self.desk("laptop").logbook, self.folder / "laptop.db")
        expected = int(found[1]) if (found := re.search(r"# ends with (\d)", line)) else 0
        answer = desk.at_terminal(*self.words(name, line), answers="y\n" * 9)
        assert answer.code == expected, f"{name}: {line}\n{answer.out}\n{answer.err}"
        if said := re.search(r"# says (.+)$", line):
            assert said[1] in " ".join(answer.out.split()), f"{name}: {line}\n{answer.out}"


def test_the_page_works_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each block runs on the computer it names, in order, and what Tess holds at the end checks clean."""
    monkeypatch.chdir(tmp_path)
    page = Page(tmp_path)
    blocks = _BLOCK.findall(PAGE.read_text("utf-8"))
    assert len(blocks) > 10
    for name, text in blocks:
        for line in text.strip().splitlines():
            page.run(name, line)
    tess = page.desk("tess")
    progress = tess.ok("check", "--json").json
    assert progress["faults"] == []
    assert "Valid, key since revoked" in progress["statements"]
    signers = (tmp_path / "page" / "allowed_signers").read_text("utf-8")
    assert 'namespaces="sonolog-statement@v1",valid-after="20260101Z"' in signers
    assert (tmp_path / "page-2" / "programme.slb").is_file()
