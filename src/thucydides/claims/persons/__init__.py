"""Persons in a sentence: noun phrases that count them, names that no list knows, and whose verb they belong to."""
