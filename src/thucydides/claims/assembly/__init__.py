"""Drafts become claims of the contract: the outlet at the head of each chain, and how sure the reader is."""
