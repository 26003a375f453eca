"""The app, used by its keys."""
