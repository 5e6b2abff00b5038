"""The endpoint ``/graphql``: from a request to a `Question`, from an `Answer` to a reply.

Raw ASGI without Starlette's Request and Response: a point query takes a quarter of a millisecond in all, and
they would be a tenth of it.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Awaitable, Callable
from datetime import date

import anyio
import orjson
from starlette.types import Receive

from hub.api.account import Account
from hub.api.question import Answer, Answers, Question
from hub.errors import Code
from hub.web import body, negotiate
from hub.web.documents import Document, Documents
from hub.web.errors import Fault, Refusal
from hub.web.exchange import Exchange, Reply
from hub.web.settings import WebSettings
from hub.web.watch import Stop, Watch

PATH = "/graphql"

DataVersion = Callable[[], str | Awaitable[str | None] | None]
"""A text that changes whenever data does; None when it is not known, and then nothing gets an ETag. Called
for each request of a persisted document, on the event loop: it has to be quick, or to be waited for."""

_NO_STORE = (b"cache-control", b"no-store")
# A cache may keep an answer of a persisted document, and has to ask whether it is still right.
_REVALIDATE = (b"cache-control", b"private, no-cache")
_VARY = (b"vary", b"accept, accept-language, origin")
_ALLOW_ALL = (b"allow", b"GET, POST, OPTIONS")
_ALLOW_POST = (b"allow", b"POST")


class GraphQL:
    """Answers requests to ``/graphql``."""

    def __init__(
        self,
        answers: Answers,
        settings: WebSettings,
        documents: Documents,
        data_version: DataVersion | None,
        today: Callable[[], date],
    ) -> None:
        self._answers = answers
        self._settings = settings
        self._documents = documents
        self._data_version = data_version
        self._today = today

    async def respond(self, exchange: Exchange, receive: Receive) -> Reply | None:
        """The reply, or None when the client left.

        Raises:
            Refusal: the request is at fault, or the answer overdue.
            Exception: whatever `Answers.answer` raised.
        """
        headers = exchange.headers
        media = negotiate.media_type(headers.get(b"accept", b""))
        if media is None:
            raise Refusal(Fault.NOT_ACCEPTABLE)
        method = exchange.method
        if method == "POST":
            content_type = headers.get(b"content-type", b"")
            if not negotiate.is_json(content_type):
                raise Refusal(Fault.MEDIA_TYPE, content_type=content_type.decode("latin-1"))
        elif method != "GET":
            raise Refusal(Fault.METHOD, headers=(_ALLOW_ALL,), method=method)
        settings = self._settings
        deadline = settings.answer_seconds
        if (wish := headers.get(b"linli-deadline")) is not None:
            deadline = min(deadline, _deadline(wish))

        with anyio.CancelScope() as scope:
            watch = Watch(scope, receive, settings.body_seconds)
            try:
                if method == "POST":
                    limit = settings.body_bytes
                    parameters = body.from_body(await body.read_body(receive, headers.get(b"content-length"), limit))
                else:
                    parameters = body.from_query_string(exchange.query)
                watch.work_begins(deadline + settings.overdue_seconds)
                return await self._answer(exchange, parameters, media, deadline)
            except body.ClientGone:
                return None
            finally:
                watch.end()
        # Only a cancelled scope is left this way.
        if watch.why is Stop.CLIENT_GONE:
            return None
        if watch.why is Stop.BODY_LATE:
            raise Refusal(Fault.BODY_LATE, close=True, seconds=settings.body_seconds)
        raise Refusal(Fault.LATE, seconds=deadline)

    async def _answer(self, exchange: Exchange, parameters: body.Parameters, media: bytes, deadline: float) -> Reply:
        exchange.operation = parameters.operation_name
        document: Document | None = None
        if parameters.document_id is not None:
            exchange.document = parameters.document_id[:100]
            document = self._documents.get(parameters.document_id)
            if document is None:
                raise Refusal(Fault.UNKNOWN_DOCUMENT, documentId=parameters.document_id[:100])
            exchange.persisted = document
            text = document.text
        else:
            assert parameters.query is not None
            text = parameters.query
        language = exchange.language
        explain = exchange.wants_explanation
        read_only = exchange.method == "GET"

        etag = None
        if document is not None and read_only and not explain:
            began = time.monotonic()
            etag = await self._etag(document, parameters, media, language, deadline)
            deadline -= time.monotonic() - began
            if etag is not None and _matches(exchange.headers.get(b"if-none-match"), etag):
                return Reply(304, None, b"", ((b"etag", etag), _REVALIDATE, _VARY))

        exchange.text = text
        account = exchange.account = Account()
        try:
            answer = await self._answers.answer(
                Question(
                    text,
                    document.digest if document is not None else None,
                    parameters.operation_name,
                    parameters.variables,
                    read_only,
                    explain,
                    language,
                    exchange.request_id,
                    deadline,
                    account,
                )
            )
        finally:
            account.ended = time.monotonic()
        account.executed = answer.executed
        exchange.code = answer.code
        if answer.operation_name is not None:
            exchange.operation = answer.operation_name
        if etag is not None and answer.executed and answer.code is None:
            return Reply(200, media, answer.body, ((b"etag", etag), _REVALIDATE, _VARY))
        return _reply(answer, media)

    async def _etag(
        self, document: Document, parameters: body.Parameters, media: bytes, language: str, deadline: float
    ) -> bytes | None:
        """All that an answer depends on. The data version is read before the answer is made: should data
        change in between, the next question of that version asks again, and no stale answer is kept as a new
        one. Half the deadline may go on it; an answer without ETag is better than none."""
        version = self._data_version() if self._data_version is not None else None
        if version is not None and not isinstance(version, str):
            later, version = version, None
            with anyio.move_on_after(deadline / 2):
                version = await later
        if version is None:
            return None
        said = orjson.dumps(
            [
                version,
                document.digest,
                parameters.operation_name,
                parameters.variables or {},
                self._today(),
                self._settings.audience,
                media.decode("ascii"),
                language,
            ],
            option=orjson.OPT_SORT_KEYS,
        )
        return b'"%b"' % hashlib.blake2b(said, digest_size=16).hexdigest().encode("ascii")


def _reply(answer: Answer, media: bytes) -> Reply:
    """The draft's statuses: what was executed is 200; what was not is 400, except that clients which do not
    ask for ``application/graphql-response+json`` are told so by 200 and have to look into the body."""
    if answer.executed:
        return Reply(200, media, answer.body, (_NO_STORE,))
    if answer.code == Code.METHOD_NOT_ALLOWED.value:  # a mutation by GET
        return Reply(405, media, answer.body, (_NO_STORE, _ALLOW_POST))
    if answer.code == Code.INTERNAL.value:
        return Reply(500, media, answer.body, (_NO_STORE,))
    return Reply(400 if media is negotiate.RESPONSE_JSON else 200, media, answer.body, (_NO_STORE,))


def _deadline(given: bytes) -> float:
    found = negotiate.seconds(given)
    if found is None:
        raise Refusal(Fault.DEADLINE_HEADER, found=given.decode("latin-1")[:100])
    return found


def _matches(if_none_match: bytes | None, etag: bytes) -> bool:
    if if_none_match is None:
        return False
    return any(entry.strip().removeprefix(b"W/") == etag for entry in if_none_match.split(b","))
