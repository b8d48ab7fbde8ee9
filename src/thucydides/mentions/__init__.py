"""Document to mentions: one room a kind; rooms share the page and do not know each other."""
