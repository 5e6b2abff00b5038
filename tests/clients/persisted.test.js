// GET with persisted documents: an id goes over the wire, the answer comes with an ETag, the caches work as before.
import assert from "node:assert/strict";
import { test } from "node:test";
import { HttpLink } from "@apollo/client";
import { print } from "graphql";
import { apollo, plain, read, urql } from "./clients.js";
import { ask, endpoint, recorder } from "./hub.js";
import { Container } from "./pagination.js";
import { digest, idOnly } from "./persisted.js";
import { HANDED_OVER } from "./questions.js";

const variables = { household: "hh:510681:000000E3", before: "2022-02-28", after: "2022-03-01" };

function assertPersisted(sent, requests = 1) {
  assert.equal(sent.length, requests);
  for (const { url, method, response } of sent) {
    assert.equal(method, "GET");
    assert.match(url.searchParams.get("documentId"), /^(sha256:)?[0-9a-f]{64}$/);
    assert.equal(url.searchParams.has("query"), false);
    assert.match(response.headers.get("etag"), /^"[0-9a-f]+"$/);
  }
}

test("Apollo's HttpLink, told to leave the text out", async () => {
  const { sent, fetch } = recorder();
  const link = new HttpLink({
    uri: (operation) => `${endpoint}?documentId=${digest(print(operation.query))}`,
    useGETForQueries: true,
    fetch,
  });
  const client = apollo({ link });
  const { data } = await client.query({ query: HANDED_OVER, variables, context: { http: { includeQuery: false } } });
  assertPersisted(sent);
  assert.deepEqual(plain(data), await ask(print(HANDED_OVER), variables));
  assert.deepEqual(client.readQuery({ query: HANDED_OVER, variables }), data);
});

test("urql, by an exchange behind the cache", async () => {
  const { sent, fetch } = recorder();
  const client = urql({ before: [idOnly], fetch, preferGetMethod: "force" });
  const data = await read(client, HANDED_OVER, variables);
  assertPersisted(sent);
  assert.deepEqual(plain(data), await ask(print(HANDED_OVER), variables));
  assert.deepEqual(await read(client, HANDED_OVER, variables, { cached: true }), data);
});

test("Relay, with what relay-compiler persisted", async () => {
  const { sent, fetch } = recorder();
  const container = await new Container(fetch).open({ area: "area:510681:00000001", first: 2 });
  await container.loadNext(2);
  assert.equal(container.keys.length, 4);
  assertPersisted(sent, 2);
});
