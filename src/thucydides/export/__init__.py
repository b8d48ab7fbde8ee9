"""The formats of the field, one file each; every exported row leads to its words."""
