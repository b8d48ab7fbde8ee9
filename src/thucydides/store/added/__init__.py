"""What people added to a project beside its documents: places that no gazetteer has."""
