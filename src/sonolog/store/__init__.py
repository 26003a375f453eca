"""Keeps objects and serves views of them, through SQLAlchemy Core."""
