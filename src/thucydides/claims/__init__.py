"""Mentions to claims: frames, roles, tolls, attribution, stance, and the gate."""
