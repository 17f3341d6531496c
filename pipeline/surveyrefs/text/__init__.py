"""Pure helpers on strings."""
