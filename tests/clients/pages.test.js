// Pages both ways, in the connections that clients keep: every household once, in the hub's order.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import { promisify } from "node:util";
import { relayStylePagination } from "@apollo/client/utilities";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { apollo, read, urql } from "./clients.js";
import { ask } from "./hub.js";
import { Container } from "./pagination.js";
import { HOUSEHOLDS } from "./questions.js";

const PAGE = 20;
const PAST = "2020-05-31";
let today;
let past;

/** All households of an area in the order of the pages, in one answer. */
async function all(area, asOf = null) {
  const found = await ask(
    `query ($area: ID!, $asOf: Date) {
      area(id: $area, asOf: $asOf) {
        households(orderBy: [{ field: SIZE, direction: DESC }], first: 1000) {
          totalCount
          edges { cursor node { key } }
        }
      }
    }`,
    { area, asOf },
  );
  const { totalCount, edges } = found.area.households;
  assert.equal(edges.length, totalCount);
  return { keys: edges.map((edge) => edge.node.key), cursors: edges.map((edge) => edge.cursor) };
}

/** A residents' group of a few pages. Its last page is not a full one, so that the end shows. */
async function group(asOf = null) {
  const { areas } = await ask(
    `query ($asOf: Date) {
      areas(filter: { level: { eq: GROUP } }, asOf: $asOf, first: 100) { nodes { key households { totalCount } } }
    }`,
    { asOf },
  );
  const found = areas.nodes.find(
    ({ households: { totalCount } }) => totalCount > 3 * PAGE && totalCount < 8 * PAGE && totalCount % PAGE > 0,
  );
  const list = await all(found.key, asOf);
  return { variables: { area: found.key, asOf }, ...list, pages: Math.ceil(list.keys.length / PAGE) };
}

before(async () => {
  today = await group();
  past = await group(PAST);
});

for (const when of ["today", "past"]) {
  const list = () => (when === "today" ? today : past);

  test(`Relay, ${when}: forward to the end`, async () => {
    const { variables, keys, pages } = list();
    const container = await new Container().open({ ...variables, first: PAGE });
    while (container.hasNext) {
      assert.deepEqual(container.keys, keys.slice(0, container.requests * PAGE));
      assert.equal(container.hasPrevious, false);
      await container.loadNext(PAGE);
    }
    assert.deepEqual(container.keys, keys);
    assert.equal(container.requests, pages);
  });

  test(`Relay, ${when}: backward to the beginning`, async () => {
    const { variables, keys, pages } = list();
    const container = await new Container().open({ ...variables, last: PAGE });
    while (container.hasPrevious) {
      assert.deepEqual(container.keys, keys.slice(-container.requests * PAGE));
      assert.equal(container.hasNext, false);
      await container.loadPrevious(PAGE);
    }
    assert.deepEqual(container.keys, keys);
    assert.equal(container.requests, pages);
  });

  test(`Relay, ${when}: from the middle both ways by turns`, async () => {
    const { variables, keys, cursors } = list();
    const middle = Math.floor(keys.length / 2);
    const container = await new Container().open({ ...variables, first: PAGE, after: cursors[middle] });
    assert.deepEqual(container.keys, keys.slice(middle + 1, middle + 1 + PAGE));
    assert.equal(container.hasPrevious, true);
    while (container.hasNext || container.hasPrevious) {
      if (container.hasPrevious) await container.loadPrevious(PAGE);
      if (container.hasNext) await container.loadNext(PAGE);
    }
    assert.deepEqual(container.keys, keys);
  });
}

/** Two new households of an area, loaded by the command while the hub runs: the first and the last of the order. */
async function insert(area, number) {
  const file = join(await mkdtemp(join(tmpdir(), "linli-clients-")), "households.csv");
  const { min, max } = (await ask(
    `query ($area: ID!) { area(id: $area) { households { aggregate { size { min max } } } } }`,
    { area },
  )).area.households.aggregate.size;
  const rows = [max + 1, min].map((size, row) => `${area},N${number}${row},${size},2021-03-25`);
  await writeFile(file, ["place,registerNumber,size,validFrom", ...rows, ""].join("\n"));
  await promisify(execFile)(process.env.HUB_PYTHON, ["-m", "linli.main", "load", "Household", file, "--apply"]);
  const { keys } = await all(area);
  return { first: keys[0], last: keys.at(-1), keys };
}

test("Relay: rows inserted between pages neither repeat nor lose others", async () => {
  const { variables } = today;
  const { keys } = await all(variables.area);
  const forward = await new Container().open({ ...variables, first: PAGE });
  const backward = await new Container().open({ ...variables, last: PAGE });
  const { first, last, keys: now } = await insert(variables.area, keys.length);
  assert.deepEqual(now, [first, ...keys, last]);
  while (forward.hasNext) await forward.loadNext(PAGE);
  assert.deepEqual(forward.keys, [...keys, last], "what came in behind is shown, what came in before is not");
  while (backward.hasPrevious) await backward.loadPrevious(PAGE);
  assert.deepEqual(backward.keys, [first, ...keys]);
});

test("Apollo's relayStylePagination pages both ways", async () => {
  const typePolicies = { Area: { fields: { households: relayStylePagination(["orderBy", "asOf"]) } } };
  const { variables, keys, cursors } = past;
  const middle = Math.floor(keys.length / 2);
  const client = apollo({ typePolicies });
  const question = { query: HOUSEHOLDS, variables: { ...variables, first: PAGE, after: cursors[middle] } };
  await client.query(question);
  const watched = client.watchQuery(question);
  const open = watched.subscribe(() => {});
  // What the cache makes of the pages so far; a subscriber is told of it a moment after.
  const shown = () => client.readQuery(question).area.households;
  while (shown().pageInfo.hasNextPage) {
    await watched.fetchMore({ variables: { after: shown().pageInfo.endCursor } });
  }
  while (shown().pageInfo.hasPreviousPage) {
    const { startCursor } = shown().pageInfo;
    await watched.fetchMore({ variables: { first: null, after: null, last: PAGE, before: startCursor } });
  }
  assert.deepEqual(shown().edges.map((edge) => edge.node.key), keys);
  open.unsubscribe();
});

for (const way of ["forward", "backward"]) {
  test(`urql's relayPagination pages ${way}`, async () => {
    const client = urql({ resolvers: { Area: { households: relayPagination() } } });
    const { variables, keys } = past;
    const [count, cursor, more, next] =
      way === "forward"
        ? ["first", "after", "hasNextPage", "endCursor"]
        : ["last", "before", "hasPreviousPage", "startCursor"];
    let page = { ...variables, [count]: PAGE };
    let shown = (await read(client, HOUSEHOLDS, page)).area.households;
    while (shown.pageInfo[more]) {
      page = { ...page, [cursor]: shown.pageInfo[next] };
      shown = (await read(client, HOUSEHOLDS, page)).area.households;
    }
    assert.deepEqual(shown.edges.map((edge) => edge.node.key), keys);
  });
}
