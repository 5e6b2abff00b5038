"""GraphQL words for what the hub holds: Strawberry types made from the surface, and questions read
against them.

Modules in the order in which a question meets them: ``question`` (what comes in, what goes out),
``limits`` (before any work), ``schema`` and ``types`` (the schema), ``arguments`` (argument and variable
values as templates), ``selection`` (an operation as a tree of what is asked for), ``service`` (a question
from text to bytes).
"""
