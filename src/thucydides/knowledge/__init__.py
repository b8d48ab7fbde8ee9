"""The library: the only door to data/, with strict shapes."""
