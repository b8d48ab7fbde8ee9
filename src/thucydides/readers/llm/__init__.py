"""The reader `llm`: a language model behind an OpenAI-compatible endpoint says words, the gate judges them."""
