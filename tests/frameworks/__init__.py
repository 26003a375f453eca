"""Tests of the frameworks and the shared vocabulary."""
