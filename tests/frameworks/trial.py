"""A small framework to try the reader on."""

from __future__ import annotations

from sonolog.domain.framework import Framework
from sonolog.domain.problems import Problem
from sonolog.frameworks.reader import read_framework
from sonolog.frameworks.vocabulary import load_vocabulary

HEAD = """framework = "trial"
edition = "1"
title = "Trial"
source = { body = "A body", document = "A document", confidence = "template" }
regions = ["shoulder", "knee"]
[[stage]]
id = "one"
title = "One"
"""
START = '[[requirement]]\nid = "first"\nstage = "one"\ntitle = "First"\n'


def read(text: str) -> tuple[Framework | None, tuple[Problem, ...]]:
    """Return what the reader makes of ``text``."""
    return read_framework(text, file="trial.toml", vocabulary=load_vocabulary())


def made(body: str) -> Framework:
    """Return the framework of a requirement's ``body``, which must be right."""
    framework, problems = read(HEAD + START + body)
    assert framework is not None, [str(problem) for problem in problems]
    return framework


def faults(body: str) -> list[str]:
    """Return the codes of the faults of a requirement's ``body``."""
    framework, problems = read(HEAD + START + body)
    assert framework is None
    return [problem.code for problem in problems]
