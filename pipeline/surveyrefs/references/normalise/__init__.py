"""From a field as printed to its normal form: one small module per kind."""
