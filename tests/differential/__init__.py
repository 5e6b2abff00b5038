"""Same answers: random operations over random graphs, answered by the hub and by plain resolvers, compared as bytes.

Modules, in the order control flows: ``graphs`` (a random graph as batches of changes), ``oracle`` (the plain
resolvers), ``operations`` (a random operation over that graph), ``compare`` (equal or not, and what is kept of a
mismatch).
"""
