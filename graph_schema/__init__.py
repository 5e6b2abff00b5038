"""What exists: the kinds of node and link a hub can hold, and the words for changing them.

Standard library only, no input or output. Special words: *kind* (a sort of node), *link* (a dated, directed
relation that a kind declares), *part* (a dated value with several fields that belongs to one node),
*place* (the link that puts a kind into the area tree), *change* (what can be done to the graph).

Modules in the order in which they build on each other: ``sensitivity``, ``model`` (the vocabulary), ``kinds``
(one file a chapter; adding a kind is adding a file), ``check`` (does the model agree with itself?), ``keys``
(the public key of a node), ``codes`` and ``uscc`` (official codes), ``text`` (what search sees), ``changes``
(the write vocabulary).
"""
