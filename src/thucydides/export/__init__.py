"""Claims as files: one file a format, written whole or not at all."""
