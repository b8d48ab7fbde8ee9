"""One file a page: a function from a desk and what was asked to plain values, which a template and JSON both show."""
