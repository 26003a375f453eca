"""Pure arithmetic over counts and days, with the standard library only."""
