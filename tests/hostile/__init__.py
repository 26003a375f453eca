"""Texts made to break a program, through every door."""
