"""sonolog: a competency logbook for people learning ultrasound."""

__version__ = "0.1.0"
