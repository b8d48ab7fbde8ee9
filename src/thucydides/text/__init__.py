"""Letters and words: canonical text, folds, tokens, quotes, sentences, and thousands of forms in one pass."""
