"""The oracle: graphql-core over plain resolvers on Python lists, written from ``docs/answers.md`` alone.

It imports nothing of the hub but ``hub.cursor`` and reads the committed ``hub/api/schema.graphql``, so whatever the
planner, the stores and the builder get wrong shows as a difference. Plain before fast: membership on a day is worked
out by walking links, and membership in an interval by asking for each day on which anything begins.

Special words: a node is **seen** as of a day that is *explicit* or not; an **entry** is a node in a list together
with the link that led to it.

Modules, lowest first: ``words`` (names of the API), ``faults``, ``graph`` (the lists, and changes to them),
``reading`` (what is there on a day), ``filters``, ``ordering`` (orders, cursors, pages), ``lists`` and ``groups``
(connections), ``roots`` (search and codes), ``scalars``, ``resolvers`` (the schema with its resolvers), ``answer``
(one operation).
"""

from .answer import SCHEMA, execute
from .graph import Graph

__all__ = ["SCHEMA", "Graph", "execute"]
