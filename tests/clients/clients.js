// Apollo Client and urql as a front-end sets them up for the hub. Each is made fresh: a cache of its own.
import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";
import { Client, fetchExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { getIntrospectionQuery } from "graphql";
import { ask, endpoint } from "./hub.js";

/** What Graphcache reads interfaces and nullability from, and Apollo the kinds that are a Node. */
export const schema = await ask(getIntrospectionQuery({ descriptions: false }));
const { types } = schema.__schema;
const node = types.find((type) => type.name === "Node");
export const KINDS = node.possibleTypes.map((type) => type.name);

/** All that is neither looked up nor kept by id: connections, edges, links with properties, aggregates, parts. */
const EMBEDDED = types.filter((type) => type.kind === "OBJECT" && !KINDS.includes(type.name)).map((type) => type.name);

export function apollo({ typePolicies, link = new HttpLink({ uri: endpoint }) } = {}) {
  const cache = new InMemoryCache({ possibleTypes: { Node: KINDS }, typePolicies });
  return new ApolloClient({ cache, link });
}

export function urql({ keys = {}, resolvers, before = [], ...options } = {}) {
  const embedded = Object.fromEntries(EMBEDDED.map((name) => [name, () => null]));
  return new Client({
    url: endpoint,
    exchanges: [cacheExchange({ schema, keys: { ...embedded, ...keys }, resolvers }), ...before, fetchExchange],
    ...options,
  });
}

/** A query over urql; `cached`: from the cache or not at all. */
export async function read(client, document, variables, { cached = false } = {}) {
  const result = await client
    .query(document, variables, { requestPolicy: cached ? "cache-only" : "cache-first" })
    .toPromise();
  if (result.error) throw result.error;
  return result.data;
}

/** An answer without the `__typename`s that clients ask for besides. */
export function plain(answer) {
  return JSON.parse(JSON.stringify(answer, (key, value) => (key === "__typename" ? undefined : value)));
}
