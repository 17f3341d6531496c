"""Scripts behind `make bench` and `make quality`; no tests."""
