"""The text of an operation in the making: literals, variables, fragments, aliases."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
)


class Document:
    """Collects what stands outside the selections: variables with their values, and named fragments."""

    def __init__(self, rng: random.Random) -> None:
        self.random = rng
        self.declared: dict[str, str] = {}
        self.variables: dict[str, Any] = {}
        self.fragments: dict[str, str] = {}
        self.plain: dict[str, list[str]] = {}
        """Fragments of nothing but plain fields, by type: they may be spread anywhere."""
        self.aliases = 0

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def alias(self) -> str:
        self.aliases += 1
        return self.random.choice(("a", "z", "_", "x")) + str(self.aliases)

    def text(self, selection: str, name: str | None) -> str:
        """The whole document. What no selection uses in the end is left out of it, and of the variables."""
        spread: dict[str, str] = {}
        waiting = [selection]
        while waiting:
            for one in re.findall(r"\.\.\.(F[0-9]+)", waiting.pop()):
                if one not in spread:
                    spread[one] = self.fragments[one]
                    waiting.append(spread[one])
        whole = "\n".join([selection, *spread.values()])
        used = set(re.findall(r"\$(v[0-9]+)", whole))
        self.variables = {n: value for n, value in self.variables.items() if n in used}
        declared = [text for n, text in self.declared.items() if n in used]
        head = " ".join(part for part in ("query", name) if part)
        if declared:
            head += f"({', '.join(declared)})"
        if head == "query" and self.chance(0.5):
            head = ""
        return f"{head} {whole}".strip()

    # Values

    def arguments(self, field: GraphQLField, given: Mapping[str, Any]) -> str:
        """``(first: 3, filter: $v1)``, in the order given; empty without any."""
        if not given:
            return ""
        return "(" + ", ".join(f"{n}: {self.value(v, field.args[n].type, 0.25)}" for n, v in given.items()) + ")"

    def value(self, value: Any, kind: GraphQLInputType, share: float = 0.08) -> str:
        """A value as a literal or a variable, or as a literal with variables in it."""
        if self.chance(share):
            return self.variable(value, kind)
        if value is None:
            return "null"
        if isinstance(kind, GraphQLNonNull):
            return self.value(value, kind.of_type, 0)
        if isinstance(kind, GraphQLList):
            if not isinstance(value, list):
                return self.value(value, kind.of_type, 0)
            if len(value) == 1 and self.chance(0.3):
                return self.value(value[0], kind.of_type, 0)
            return f"[{', '.join(self.value(item, kind.of_type) for item in value)}]"
        if isinstance(kind, GraphQLInputObjectType):
            # A variable for the one field of a oneOf object must not be nullable.
            types = {name: field.type for name, field in kind.fields.items()}
            if kind.is_one_of:
                types = {name: GraphQLNonNull(inner) for name, inner in types.items()}
            return "{" + ", ".join(f"{name}: {self.value(inner, types[name])}" for name, inner in value.items()) + "}"
        return self.literal(value, kind)

    def literal(self, value: Any, kind: GraphQLInputType) -> str:
        """A value without variables."""
        if value is None:
            return "null"
        if isinstance(kind, GraphQLNonNull):
            return self.literal(value, kind.of_type)
        if isinstance(kind, GraphQLList):
            items = value if isinstance(value, list) else [value]
            return f"[{', '.join(self.literal(item, kind.of_type) for item in items)}]"
        if isinstance(kind, GraphQLInputObjectType):
            return "{" + ", ".join(f"{n}: {self.literal(v, kind.fields[n].type)}" for n, v in value.items()) + "}"
        if isinstance(kind, GraphQLEnumType):
            return str(value)
        return json.dumps(value, ensure_ascii=self.chance(0.1))

    def variable(self, value: Any, kind: GraphQLInputType) -> str:
        """A new variable: its value given, or its default, or (for what may be absent) neither."""
        name = f"v{len(self.declared) + 1}"
        declared = f"${name}: {kind}"
        if value is None and self.chance(0.5):
            pass  # neither value nor default: as if the argument were not there
        elif self.chance(0.25):
            declared += f" = {self.literal(value, kind)}"
        else:
            if self.chance(0.1):
                # A default of the right type that is not used; null where it may be.
                unused = value if isinstance(kind, GraphQLNonNull) else None
                declared += f" = {self.literal(unused, kind)}"
            self.variables[name] = value
        self.declared[name] = declared
        return f"${name}"

    # Selections

    def condition(self) -> str:
        """``@include`` or ``@skip``, mostly such that the field stays."""
        stays = self.chance(0.8)
        word, truth = ("include", stays) if self.chance(0.6) else ("skip", not stays)
        if self.chance(0.4):
            return f"@{word}(if: {json.dumps(truth)})"
        return f"@{word}(if: {self.flag(truth)})"

    def flag(self, truth: bool) -> str:
        name = f"v{len(self.declared) + 1}"
        if self.chance(0.25):
            self.declared[name] = f"${name}: Boolean! = {json.dumps(truth)}"
        else:
            self.declared[name] = f"${name}: Boolean!"
            self.variables[name] = truth
        return f"${name}"

    def wrap(self, entries: Sequence[str], type_name: str, *, meta: int = 0) -> str:
        """A selection set; now and then part of it stands in an inline or a named fragment.

        Args:
            meta: so many of the first entries are fields of ``Node``.
        """
        parts = list(entries)
        if meta and self.chance(0.1):
            parts[:meta] = [self.fragment(parts[:meta], "Node")]
            meta = 0
        if len(parts) > 1 and self.chance(0.2):
            cut = self.random.randrange(len(parts))
            parts[cut:] = [self.fragment(parts[cut:], type_name)]
        if type_name in self.plain and self.chance(0.3):
            parts.append(f"...{self.random.choice(self.plain[type_name])}")
        return "{ " + " ".join(parts) + " }"

    def fragment(self, entries: Sequence[str], type_name: str) -> str:
        body = "{ " + " ".join(entries) + " }"
        directive = f" {self.condition()}" if self.chance(0.3) else ""
        draw = self.random.random()
        if draw < 0.4:
            name = f"F{len(self.fragments) + 1}"
            self.fragments[name] = f"fragment {name} on {type_name} {body}"
            if not set("{(:@") & set(" ".join(entries)) and "..." not in body:
                self.plain.setdefault(type_name, []).append(name)
            return f"...{name}{directive}"
        if draw < 0.6:
            return f"...{directive or ' '}{body}"
        return f"... on {type_name}{directive} {body}"
