"""A store: one folder that holds all articles, their claims and what they come to, and grows by batches.

::

    store.sqlite            articles, batches, facts and their history (:mod:`~evextract.io.store.base`)
    claims/KEY.parquet      what the articles of a shard say, named by what it was made of
    decisions.sqlite        what editors decided (:mod:`evextract.io.decisions`)
    exports/                facts, claims, conflicts and report, as in a run's folder

Made like a build: a shard's file is its result, named by the digest of its input; it is there in full or not at all.
What refers to files is written after them, in one transaction for the whole batch; what nothing refers to is removed
last. So a run may be killed anywhere: the next one finds what is finished and does the rest.
"""
