"""Compare two runs of a survey: what came in, went out, was corrected, was printed, moved; and render it.

It is not called `diff`, because `surveyrefs.diff` is the function of the Python API, and a package of that name would
take its place as soon as one of its modules is imported.
"""
