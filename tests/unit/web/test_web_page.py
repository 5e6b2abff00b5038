"""The query page and health, as a browser and a supervisor see them."""

from __future__ import annotations

import html.parser
import re
from pathlib import Path
from typing import Any

import pytest

STATIC = Path(__file__).parents[3] / "hub" / "web" / "static"


class Page(html.parser.HTMLParser):
    """Elements of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


class TestPage:
    @pytest.mark.parametrize(
        ("path", "media"),
        [
            ("/", "text/html; charset=utf-8"),
            ("/static/page.css", "text/css; charset=utf-8"),
            ("/static/page.js", "text/javascript; charset=utf-8"),
            ("/schema.graphql", "text/plain; charset=utf-8"),
        ],
    )
    def test_files(self, hub: Any, path: str, media: str) -> None:
        response = hub.client.call("GET", path)
        assert (response.status, response.headers["content-type"]) == (200, media)
        policy = response.headers["content-security-policy"]
        assert policy.startswith("default-src 'self';")
        assert "unsafe" not in policy
        assert response.headers["x-content-type-options"] == "nosniff"
        again = hub.client.call("GET", path, headers={"if-none-match": response.headers["etag"]})
        assert (again.status, again.body) == (304, b"")

    def test_the_schema_is_the_schema(self, hub: Any) -> None:
        assert hub.client.call("GET", "/schema.graphql").body.decode() == hub.module.SDL

    def test_the_example_is_text(self, make_hub: Any) -> None:
        response = make_hub(example='{ a(b: "</textarea><script>") }').client.call("GET", "/")
        text = response.body.decode()
        assert "{ a(b: &quot;&lt;/textarea&gt;&lt;script&gt;&quot;) }</textarea>" in text
        assert "{{" not in text

    def test_nothing_from_elsewhere_and_nothing_inline(self, hub: Any) -> None:
        page = Page(hub.client.call("GET", "/").body.decode())
        scripts = page.all("script")
        assert [script["src"] for script in scripts] == ["/static/page.js"]
        links = [a.get("href") or a.get("src") for a in page.all("a", "link", "script", "img")]
        assert all(link is not None and link.startswith("/") and not link.startswith("//") for link in links)
        assert not page.all("style", "iframe")
        for tag, attributes in page.elements:
            assert not any(name == "style" or name.startswith("on") for name in attributes), tag
        for path in STATIC.iterdir():
            text = path.read_text("utf-8")
            assert not re.search(r"https?:|//[a-z]+\.|@import|url\(|innerHTML|outerHTML|insertAdjacent|eval\(", text), (
                path
            )

    def test_every_field_has_a_label(self, hub: Any) -> None:
        page = Page(hub.client.call("GET", "/").body.decode())
        labelled = {label.get("for") for label in page.all("label")}
        assert {area["id"] for area in page.all("textarea")} <= labelled
        assert page.all("html")[0]["lang"] == "en"
        assert len([span for span in page.all("span") if span.get("lang") == "zh"]) >= 8
        assert [p for p in page.all("p") if p.get("role") == "status"]

    def test_head_and_other_methods(self, hub: Any) -> None:
        assert hub.client.call("HEAD", "/").status == 200
        assert hub.client.call("POST", "/").status == 405
        assert hub.client.call("GET", "/favicon.ico").status == 204


class TestHealth:
    def test_live(self, hub: Any) -> None:
        response = hub.client.call("GET", "/health/live")
        assert (response.status, response.json) == (200, {"status": "live"})

    def test_ready(self, hub: Any) -> None:
        response = hub.client.call("GET", "/health/ready")
        assert response.status == 200
        assert response.json == {
            "status": "ready",
            "checks": {"stores": {"main": "ok"}, "model": 1, "openLoads": []},
        }
        assert response.headers["cache-control"] == "no-store"

    def test_not_ready(self, hub: Any) -> None:
        hub.health.ready = False
        response = hub.client.call("GET", "/health/ready")
        assert (response.status, response.json["status"]) == (503, "not ready")

    def test_a_check_that_hangs(self, make_hub: Any) -> None:
        hub = make_hub(health_seconds=0.05)
        hub.health.wait = 30
        response = hub.client.call("GET", "/health/ready")
        assert (response.status, response.json["status"]) == (503, "unknown")
