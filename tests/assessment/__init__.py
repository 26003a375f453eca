"""Forms, what their levels come to, and what several of them are worth."""
