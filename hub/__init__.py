"""Who asks and how it is answered: one GraphQL hub over a graph of nodes and dated links.

Special words: a *question* is one GraphQL request; a hub *owns* regions, and with them the nodes born there;
a *stub* is what it knows of another hub's node.

Floors from the top, each built on those below it only (``pyproject.toml`` has the contract): ``app`` (everything put
together), ``web`` (HTTP), ``api`` (GraphQL: schema, limits, from a question to bytes), ``engine`` (a plan run, its rows
made into an answer), ``stores`` (where the graph is kept), ``planner`` (from an operation to a plan), ``settings``,
``cursor`` (positions in lists, sealed), ``turns`` (long work in slices), ``errors`` (all of them on one page).
"""
