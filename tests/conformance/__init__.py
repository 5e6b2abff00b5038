"""What every store does: one suite over one small graph, with answers that a reader can check by eye.

Modules in the order in which they are needed: ``graph`` (the graph, drawn in its docstring), ``questions`` (documents
and their answers), ``reading`` (the port of ``hub/stores/base.py``), ``hostile`` (values that mean something to
others), ``writing`` (the door of ``hub/stores/door.py``), ``test_…`` (one module a store). Another store joins by a
module with the fixture ``place`` and, if it can be written to, ``door``, and the classes that are to be run over it.
"""

import pytest

pytest.register_assert_rewrite("tests.conformance.hostile", "tests.conformance.reading", "tests.conformance.writing")
