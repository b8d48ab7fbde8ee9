"""Document to Claims by other means (a language model, a transformer); the rules are the default."""
