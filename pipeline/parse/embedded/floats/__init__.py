"""Tables and figures: found by caption, rules and geometry, taken out of the running text."""
