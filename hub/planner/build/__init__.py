"""From an operation as asked to a plan: one function a sort of field, no value and no database in sight.

Special words: a *level* is the row of one fetch while it is being built, *own* the level of the field in question (and
``level`` the one above it), a *listing* what the pieces of one connection share; the *building* (``at``) is handed
from chapter to chapter.

Modules in the order in which a question meets them: ``roots`` (the operation's root fields), ``search`` (finds),
``nodes`` (fields of a node, a link, a part), ``lists`` (connections), ``groups``, ``tallies`` (counts and statistics);
conditions come from ``filters`` and ``within``, pages and orders from ``pages``, values of a row from ``values``; what
all use: ``building`` (fetches, numbered), ``levels``.
"""

from hub.planner.build.roots import build

__all__ = ["build"]
