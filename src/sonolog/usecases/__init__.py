"""One file per thing a person can do: ask, check, write, answer."""
