"""The nouns of the house: frozen objects that need nothing but the standard library."""
