"""What things are and what is allowed; it touches no file, clock, database or screen."""
