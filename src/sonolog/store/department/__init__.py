"""A department's logbook on PostgreSQL: the same objects and views, kept by the server under each person's own role."""
