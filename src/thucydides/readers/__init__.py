"""Readers: Document to Reading. `rules` is the default; others come as plug-ins and pass the same gate."""
