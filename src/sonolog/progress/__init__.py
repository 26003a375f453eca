"""Framework and evidence in, answers out: what counts, what does not, and why."""
