"""Figures: their texts, and the taxonomy trees that they draw with lines (`trees`) or as boxes in panels (`nested`)."""
