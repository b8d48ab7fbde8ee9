"""Reads war reporting into a sourced record of conflict events."""
