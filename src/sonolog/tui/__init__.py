"""The app in the terminal: a door to the use cases, by keys."""
