"""Papers by the thousand: from sources anywhere, by workers anywhere, into one place and one Parquet dataset.

In come addresses (folders, lists, archives, object stores). `sources` finds the papers, `coordinator` hands them to the
workers of a Dask cluster, `work` is what a worker does with one, `place` is where results go, `ledger` what a run
remembers for the next one, `dataset` the rows of all papers as Parquet. A paper is known by the SHA-256 of its bytes;
each worker takes it through the same stages, in a process of its own, as `surveyrefs extract` does.
"""
