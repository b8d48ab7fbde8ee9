"""Persons in a sentence: noun phrases that count them, and names that no list knows."""
