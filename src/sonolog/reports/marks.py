"""The small drawn signs before a status: told apart by shape, so that they work without colour."""

from __future__ import annotations

from sonolog.reports.pen import Pen, Point
from sonolog.reports.report import MarkName
from sonolog.reports.style import ACCENT, PAPER_WHITE, QUIET

RADIUS = 3.3


def draw_mark(pen: Pen, mark: MarkName, at: Point) -> None:
    """Draw a sign with its left edge on the line of writing at ``at``.

    open: an empty ring · started: half full · met: a ring with a tick · signed: a full disc with a tick ·
    due: a ring with an exclamation mark · failed: a cross · none: a dash.
    """
    x, y = at[0] + RADIUS, at[1] - RADIUS + 0.1
    match mark:
        case "open":
            pen.circle((x, y), RADIUS, stroke=QUIET)
        case "started":
            pen.circle((x, y), RADIUS, stroke=ACCENT)
            pen.half_disc((x, y), RADIUS, ACCENT)
        case "met":
            pen.circle((x, y), RADIUS, stroke=ACCENT)
            pen.trace(_tick(x, y), stroke=ACCENT, width=1.1)
        case "signed":
            pen.circle((x, y), RADIUS, stroke=ACCENT, fill=ACCENT)
            pen.trace(_tick(x, y), stroke=PAPER_WHITE, width=1.2)
        case "due":
            pen.circle((x, y), RADIUS, stroke=ACCENT)
            pen.line((x, y - 1.8), (x, y + 0.4), colour=ACCENT, width=1.1)
            pen.line((x, y + 1.2), (x, y + 2.0), colour=ACCENT, width=1.1)
        case "failed":
            pen.line((x - 2.5, y - 2.5), (x + 2.5, y + 2.5), width=1.3)
            pen.line((x - 2.5, y + 2.5), (x + 2.5, y - 2.5), width=1.3)
        case "none":
            pen.line((x - 2.4, y), (x + 2.4, y), colour=QUIET, width=1.0)
        case "":
            pass


def _tick(x: float, y: float) -> tuple[Point, Point, Point]:
    return (x - 1.7, y + 0.1), (x - 0.5, y + 1.4), (x + 1.8, y - 1.4)
