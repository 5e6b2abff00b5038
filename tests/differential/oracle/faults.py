"""Errors that a question may get, with a code from the closed list."""

from __future__ import annotations

from graphql import GraphQLError


def fault(code: str, message: str, **details: object) -> GraphQLError:
    """An error whose ``extensions`` have the code and what a program may use."""
    return GraphQLError(message, extensions={"code": code, **details})
