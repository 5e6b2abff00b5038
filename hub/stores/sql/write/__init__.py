"""How changes become rows: the inside of ``hub.stores.sql.changes.apply``.

Special words: *frame* (one change, turned into columns of stored values), *born* (a node that a batch creates),
*touched* (the nodes whose derived rows a write makes wrong), *image* (a row as it was before the batch).

Modules in the order control flows: ``cells`` and ``frame`` (values checked and turned into what is stored),
``resolve``, ``natural`` and ``areas`` (which node a row means), ``nodes`` with ``births`` and ``edits``, ``linking``
with ``links``, ``parts``, ``succeed`` (what is written), ``derive``, ``closure``, ``counters``, ``search`` (derived
rows, kept in the same transaction), ``numbers`` (keys), ``batch`` (what one transaction knows), ``undo``.
"""
