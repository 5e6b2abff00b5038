"""HTTP: the GraphQL endpoint, persisted documents, health, and the query page.

- **fault**: something web itself refuses, with a status, a code and a message in two languages.
- **reply**: a whole HTTP response, before the headers that all have are added.

A request passes: `protocol` (the head, in uvicorn) -> `door` (id, host, origins, log, incidents) -> `graphql`
(negotiation, persisted documents, ETag), which uses `body` and `watch` -> `hub.api.question.Answers`. Other
paths lead from the door to `health`, `observe` (metrics) and `page`; `observe` is told of every request that is over.
`application` puts it together, `serve` runs it, `workers` runs it several times.
"""

from hub.web.application import create_app
from hub.web.documents import Document, Documents, load_documents
from hub.web.health import Health, HealthPort
from hub.web.serve import ServeSettings, serve
from hub.web.settings import WebSettings
from hub.web.workers import serve_workers

__all__ = [
    "Document",
    "Documents",
    "Health",
    "HealthPort",
    "ServeSettings",
    "WebSettings",
    "create_app",
    "load_documents",
    "serve",
    "serve_workers",
]
