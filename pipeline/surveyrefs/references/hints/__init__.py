"""What an engine of its own (GROBID) knows of the list, weighed against what we read.

In: raw references and parsed fields of ours, `Hint`s of the engine. Out: the list parted or filled where the hints
show that we lost or joined works (`cut`), a list made of hints alone (`raws`), and fields taken over where they fit
(`fuse`).
"""
