"""Papers as a word processor prints them, drawn with exact truth."""
