"""Canonical text, digests, immutable objects, keys, signatures and their verification.

Reading and folding objects needs the standard library alone; ``cryptography`` is loaded by the functions that
sign or verify, never by an import of this package.
"""
