"""surveyrefs: the bibliography of a survey paper, and its organisation."""

__version__ = "0.1.0"
