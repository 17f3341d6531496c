"""A printed list, cut into works.

In: `Bibliography` lines. Out: one `RawReference` a work (`segment`), entries of several works parted (`composite`),
repeated authors and sources filled in (`repeated`), works that are listed twice (`dedupe`).
"""
