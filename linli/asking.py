"""A question put to a store in this process, or to a running hub over HTTP."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import anyio

from hub.errors import Code, HubError
from hub.settings import HubSettings
from linli.opening import there

SLACK = 5.0
"""Seconds that a hub over HTTP may take beyond the deadline: its own answer says more than a broken connection."""

Json = dict[str, Any]
"""A JSON object; what is in it is for whoever reads it to check."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the command line has it."""

    document: str
    variables: Mapping[str, object] | None = None
    operation: str | None = None
    explain: bool = False


def ask_here(settings: HubSettings, asked: Asked) -> Json:
    """The answer of the store that the settings name.

    Raises:
        HubError: STORE_DOWN where the store is not there; see ``hub.app.open_hub``.
    """
    # Imported late: commands that ask nothing need not wait for the whole hub.
    from hub.api.question import Question
    from hub.app import open_hub

    opened = open_hub(there(settings))
    question = Question(
        document=asked.document,
        operation_name=asked.operation,
        variables=asked.variables,
        explain=asked.explain,
        deadline=settings.deadline,
    )

    async def answer() -> bytes:
        try:
            return (await opened.service.answer(question)).body
        finally:
            await opened.aclose()

    return _object(anyio.run(answer), "the answer")


def ask_hub(url: str, asked: Asked, deadline: float) -> Json:
    """The answer of a running hub.

    Args:
        url: of the hub, with or without ``/graphql``.
        deadline: seconds.

    Raises:
        HubError: STORE_DOWN where nothing answers there, or something that is no hub.
    """
    if not url.startswith(("http://", "https://")):
        if "://" in url:
            raise HubError(Code.BAD_SETTINGS, f"{url}: a hub's address begins with http:// or https://")
        url = f"http://{url}"
    if not url.rstrip("/").endswith("/graphql"):
        url = url.rstrip("/") + "/graphql"
    content: dict[str, object] = {"query": asked.document}
    if asked.variables is not None:
        content["variables"] = asked.variables
    if asked.operation is not None:
        content["operationName"] = asked.operation
    headers = {
        "content-type": "application/json",
        "accept": "application/graphql-response+json",
        "linli-deadline": f"{deadline:g}",
    }
    if asked.explain:
        headers["linli-explain"] = "1"
    # No proxy: the hub is on this machine, or at the end of a tunnel.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        request = urllib.request.Request(url, json.dumps(content).encode(), headers, method="POST")
        with opener.open(request, timeout=deadline + SLACK) as response:
            body = response.read()
    except urllib.error.HTTPError as refused:
        with refused:
            body = refused.read()
    except (OSError, ValueError, http.client.HTTPException) as fault:
        reason = getattr(fault, "reason", None) or fault
        raise HubError(Code.STORE_DOWN, f"{url}: no hub answers there ({reason}); is `linli serve` running?") from fault
    return _object(body, url)


def _object(body: bytes, place: str) -> Json:
    try:
        found = json.loads(body)
    except ValueError:
        found = None
    if not isinstance(found, dict) or not found.keys() & {"data", "errors"}:
        raise HubError(Code.STORE_DOWN, f"{place}: what answers there is no GraphQL server; check the address")
    return found
