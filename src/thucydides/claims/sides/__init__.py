"""Who an actor is beside a deed: the owner of what was hit, a state that is only where it happened."""
