"""T16, measured by itself once everything else has ended: ``python -m tests.faults.speed FOLDER``."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from .programme import Programme

_BENCH = Path(__file__).resolve().parents[2] / "benches" / "verification.py"


def bench() -> ModuleType:
    """Return the bench of verification."""
    spec = importlib.util.spec_from_file_location("verification", _BENCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    sys.path.append(str(_BENCH.parent))  # a bench imports what all benches share
    spec.loader.exec_module(module)
    return module


def main(folder: Path) -> None:
    """Measure, and report each ratio; one beyond its limit fails."""
    made = bench()
    programme = Programme(full=True, folder=folder, seed=0)
    for one in made.measured():
        told = f"{one.took:.2f} s, {one.ratio:.2f} times its floor of {one.floor:.2f} s; at most {one.limit}"
        wrong = int(one.is_broken)
        programme.figure("T16", one.what.partition(" ")[0], count=one.size, least=one.size, wrong=wrong, note=told)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
