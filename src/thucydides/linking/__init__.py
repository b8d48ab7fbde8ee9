"""Claims to Events: copies, keys, comparison, clusters, and the accounts of each event."""
