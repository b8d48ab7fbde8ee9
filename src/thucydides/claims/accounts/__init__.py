"""Accounts of one event: who gives which toll, and which event takes a toll that stands by itself."""
