"""PostgreSQL: the database of a team; all that is said to it and to no other engine."""
