"""The app in the terminal: a door to the use cases, by keys."""

import os

for _name in ("TEXTUAL", "TEXTUAL_DEBUG", "TEXTUAL_LOG"):
    os.environ.pop(_name, None)  # Textual would log every key, those of a passphrase too, or send them to a console
