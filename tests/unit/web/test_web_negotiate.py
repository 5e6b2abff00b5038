"""Reading of headers."""

from __future__ import annotations

import pytest

from hub.web import negotiate
from hub.web.negotiate import JSON, RESPONSE_JSON


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/json", JSON),
        ("application/json; charset=utf-8", JSON),
        ("application/graphql-response+json", RESPONSE_JSON),
        ('application/graphql-response+json; charset="UTF-8"', RESPONSE_JSON),
        ("application/graphql-response+json, application/json", RESPONSE_JSON),
        ("application/json, application/graphql-response+json", RESPONSE_JSON),
        ("application/graphql-response+json;q=0.5, application/json", JSON),
        ("application/graphql-response+json, application/json;q=0.9", RESPONSE_JSON),
        ("text/html,application/xhtml+xml,*/*;q=0.8", JSON),
        ("text/event-stream, application/json;q=0.1", JSON),
        ("application/json;q=0, */*", None),
        ("application/json;q=bad", None),
        ("text/html", None),
        ("multipart/mixed", None),
        ("application/json; charset=gbk", None),
        ("APPLICATION/JSON", JSON),
    ],
)
def test_media_type(accept: str, media: bytes | None) -> None:
    assert negotiate.media_type(accept.encode()) == media
    padded = accept + "," + "text/x-padding," * 50 if accept else accept  # too long to be remembered
    assert negotiate.media_type(padded.encode()) == media


@pytest.mark.parametrize(
    ("content_type", "json"),
    [
        ("application/json", True),
        ("application/json;charset=UTF-8", True),
        ("Application/JSON ; charset=utf-8", True),
        ("application/json; charset=gbk", False),
        ("text/plain", False),
        ("text/plain;application/json", False),
        ("application/graphql", False),
        ("", False),
    ],
)
def test_is_json(content_type: str, json: bool) -> None:
    assert negotiate.is_json(content_type.encode()) is json


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("zh-Hans", "zh"),
        ("fr, zh;q=0.3, en;q=0.2", "zh"),
        ("en, zh", "en"),
        ("zh, en", "zh"),
        ("zh;q=0", "en"),
        ("fr", "en"),
        ("", "en"),
    ],
)
def test_language(accept: str, language: str) -> None:
    assert negotiate.language(accept.encode()) == language


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("LocalHost:8000", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]:8000", "::1"),
        ("[::1]", "::1"),
        ("", ""),
    ],
)
def test_host_name(host: str, name: str) -> None:
    assert negotiate.host_name(host.encode()) == name


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ("2", 2.0),
        ("0.25", 0.25),
        ("0", None),
        ("0.0", None),
        ("-1", None),
        ("1e9", None),
        ("nan", None),
        ("", None),
    ],
)
def test_seconds(given: str, seconds: float | None) -> None:
    assert negotiate.seconds(given.encode()) == seconds


@pytest.mark.parametrize(
    ("address", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.1", False),
        ("128.0.0.1", False),
        ("localhost", False),
        ("", False),
    ],
)
def test_is_loopback(address: str, loopback: bool) -> None:
    assert negotiate.is_loopback(address) is loopback
