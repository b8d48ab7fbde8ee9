"""The browser: pages and their JSON twins over a project; shows and records judgements, reads no text by itself."""
