"""The browser: read, compare, decide, undo; served to this machine only, from files of this package only."""
