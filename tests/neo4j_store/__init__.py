"""The store on Neo4j, tried on real servers of both supported versions.

Modules in the order in which they are needed: ``tools`` (Java, and the server's own files), ``servers`` (one that is
started, stopped, frozen and killed), ``fixtures`` (one server of each version a run, a clean graph a module; they are
known in all tests, see ``tests/conftest.py``).

Servers are started by the tests from Maven's artefacts, kept in ``$XDG_CACHE_HOME/linli-tests``. Another server is used
where ``LINLI_TEST_NEO4J`` names one (``bolt://HOST:PORT/DATABASE``, with ``LINLI_TEST_NEO4J_USER`` and
``LINLI_TEST_NEO4J_PASSWORD``): its database has to be empty, and is emptied. Tests that stop, kill or freeze a server
start their own all the same.
"""
