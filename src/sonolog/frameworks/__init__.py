"""TOML in, values out: frameworks and the shared vocabulary, those shipped and those people add."""
