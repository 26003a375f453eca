"""What the benches make of their figures; the figures themselves are taken by ``make bench``."""
