"""Intake: bytes become Documents; what cannot be read becomes a Failure that names the place and what to do."""
