"""Fetching from the web: guarded addresses, pinned connections, polite pace. Nothing here runs unless it is asked for."""
