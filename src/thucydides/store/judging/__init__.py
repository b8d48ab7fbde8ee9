"""What people judge of claims: the standing of each, and the values that they put right."""
