// The hub that the tests ask: a process that test_clients.py started over HTTP. Its address stands in HUB_URL.
import assert from "node:assert/strict";

assert(process.env.HUB_URL, "HUB_URL: the address of a hub is needed");
export const endpoint = new URL("/graphql", process.env.HUB_URL).href;

/** What the hub answers when no client stands in between: the truth that clients are held against. */
export async function ask(query, variables = {}) {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify({ query, variables }),
  });
  const answer = await response.json();
  assert.equal(answer.errors, undefined, JSON.stringify(answer.errors));
  return answer.data;
}

/** A fetch that writes down what was sent, for a client to be given: `sent` has a URL and a Response a request. */
export function recorder() {
  const sent = [];
  const recorded = async (url, options) => {
    const response = await fetch(url, options);
    sent.push({ url: new URL(url), method: options?.method ?? "GET", response });
    return response;
  };
  return { sent, fetch: recorded };
}
