"""Compare two runs of a survey: what came in, went out, was corrected, was printed, moved; and render it."""
