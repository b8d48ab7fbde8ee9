"""The store: a project's documents, readings, claims and judgements, appended and never changed."""
