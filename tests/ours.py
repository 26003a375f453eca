"""A programme's own framework, the smallest whose stage one scan completes; a test adds what else it needs."""

OURS = """\
framework = "ours"
edition = "1"
title = "Ours"
source = { body = "Us", document = "Handbook", confidence = "published" }

[[stage]]
id = "first"
title = "First steps"

[[requirement]]
id = "scan"
stage = "first"
title = "A scan"
of = "scan"
at_least = 1
sign_off = "none"
"""
