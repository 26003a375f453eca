"""Two invented frameworks, part of the way through."""

from __future__ import annotations

from decimal import Decimal

from sonolog.reports.progress_report import FrameworkLines, RequirementLine, StageLine

REGIONS = (
    ("Shoulder", 74, 70, 41),
    ("Elbow", 28, 25, 13),
    ("Wrist and hand", 52, 45, 24),
    ("Hip and groin", 22, 19, 8),
    ("Knee", 49, 43, 27),
    ("Ankle and foot", 35, 29, 15),
)


def _part(region: str, logged: int, signed: int) -> RequirementLine:
    is_met = logged >= 20
    status = "signed" if signed >= 20 else "awaiting-sign-off" if is_met else "in-progress"
    return RequirementLine(
        title=region,
        have=logged,
        signed=signed,
        need=20,
        unit="scans",
        status=status,
        sentence=f"{logged} of 20 scans, {signed} of them signed.",
        depth=1,
        share=min(logged / 20, 1.0),
    )


RCR = FrameworkLines(
    title="Musculoskeletal ultrasound (RCR-style)",
    edition="2017",
    confidence="template",
    stages=(
        StageLine(
            "Level 1",
            "in-progress",
            "3 requirements are still open: supervised examinations, the competency sheet, and the supervisor's level.",
            (
                RequirementLine(
                    "Theory course",
                    1,
                    1,
                    1,
                    "course",
                    "signed",
                    "Introduction to MSK ultrasound, passed.",
                    share=1,
                ),
                RequirementLine(
                    "Two sessions a week",
                    Decimal("5.50"),
                    Decimal("5.50"),
                    3,
                    "months",
                    "signed",
                    "Two sessions a week for 5.5 months; 3 to 6 months are asked for.",
                    share=1,
                ),
                RequirementLine(
                    "Supervised examinations",
                    241,
                    219,
                    250,
                    "scans",
                    "in-progress",
                    "241 of 250 scans, 219 of them signed; 9 more are needed; 11 normal scans above half of "
                    "the target are set aside.",
                    share=0.964,
                ),
                RequirementLine(
                    "Every region",
                    6,
                    5,
                    6,
                    "regions",
                    "awaiting-sign-off",
                    "All six regions are covered; the signature for hip and groin is missing.",
                    share=1,
                ),
                *(_part(name, logged, signed) for name, logged, signed, _ in REGIONS),
                RequirementLine(
                    "Competency sheet",
                    38,
                    31,
                    44,
                    "competency lines",
                    "in-progress",
                    "38 of 44 lines put forward, 31 of them signed.",
                    share=38 / 44,
                ),
                RequirementLine(
                    "Observed assessments",
                    4,
                    4,
                    4,
                    "assessments",
                    "signed",
                    "4 of 4 assessments passed, by two different assessors.",
                    share=1,
                ),
                RequirementLine(
                    "Supervisor's level",
                    0,
                    0,
                    1,
                    "supervisor",
                    "not-started",
                    "No supervisor with level 2 is recorded; the level of Sam Supervisor is not recorded.",
                ),
                RequirementLine(
                    "Guided injections",
                    7,
                    7,
                    None,
                    "scans",
                    "in-progress",
                    "7 guided injections logged; no number is asked for.",
                    strength="indicative",
                ),
            ),
        ),
        StageLine("Level 2", "not-started", "Level 1 comes first."),
    ),
)

CASE = FrameworkLines(
    title="Postgraduate certificate, musculoskeletal (CASE-style)",
    edition="2024",
    confidence="template",
    stages=(
        StageLine(
            "Module 1: Physics and safety",
            "signed",
            "Met and signed.",
            (
                RequirementLine("Credits", 20, 20, 20, "credits", "signed", "20 of 20 credits.", share=1),
                RequirementLine("Written examination", 1, 1, 1, "examination", "signed", "Passed with 68 %.", share=1),
            ),
        ),
        StageLine(
            "Module 2: Clinical practice",
            "in-progress",
            "Unassisted and reported examinations and one summative assessment are open.",
            (
                RequirementLine(
                    "Logged examinations",
                    260,
                    231,
                    250,
                    "scans",
                    "awaiting-sign-off",
                    "260 of 250 scans, 231 of them signed; 19 signatures are missing.",
                    share=1,
                ),
                RequirementLine(
                    "Unassisted, reported and audited",
                    118,
                    104,
                    150,
                    "scans",
                    "in-progress",
                    "118 of 150 scans, 104 of them signed; 32 more are needed.",
                    depth=1,
                    share=118 / 150,
                ),
                RequirementLine(
                    "Summative clinical assessments",
                    1,
                    1,
                    2,
                    "assessments",
                    "in-progress",
                    "1 of 2 assessments passed.",
                    share=0.5,
                ),
                RequirementLine(
                    "Placement of 12 hours a week",
                    Decimal("38.5"),
                    Decimal("38.5"),
                    40,
                    "weeks",
                    "in-progress",
                    "38.5 of 40 weeks.",
                    share=0.9625,
                ),
            ),
        ),
    ),
)
