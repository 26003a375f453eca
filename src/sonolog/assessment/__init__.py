"""Assessment forms: TOML to a form, the levels of a filled form to a result, filled forms to evidence."""
