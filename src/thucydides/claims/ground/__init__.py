"""What of a page the scene of its claims is set with, before anything is read."""
