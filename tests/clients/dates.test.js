// Two dates in one client: each read from the cache has its own date's values, because the date is in the id.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { gql } from "@apollo/client";
import { print } from "graphql";
import { apollo, KINDS, plain, read, urql } from "./clients.js";
import { ask } from "./hub.js";
import { BY_ID, HANDED_OVER, ON_A_DAY } from "./questions.js";

// On both sides of the reform of Guanghan (townships 2019-12, villages 2020-06), and of a change of neighbour head.
const DAYS = ["2019-11-30", "2021-06-30", "2022-03-01"];
const HANDOVER = { before: "2022-02-28", after: "2022-03-01" };
const NAME = gql`fragment Kept on Area { name }`;
const things = {};
const truth = {};

before(async () => {
  const found = await ask(`{
    areaByCode(code: "510681001001") { key }
    organisations(filter: { name: { eq: "中共广汉市三水镇宝莲村总支部委员会" } }, asOf: "2021-06-30") { nodes { key } }
  }`);
  Object.assign(things, {
    area: found.areaByCode.key,
    organisation: found.organisations.nodes[0].key,
    household: "hh:510681:000000E3",
  });
  for (const day of DAYS) truth[day] = await ask(print(ON_A_DAY), { ...things, day });
  const [old, later, last] = DAYS.map((day) => truth[day]);
  assert.notEqual(old.area.name, later.area.name);
  assert.notEqual(old.area.parent.name, later.area.parent.name);
  assert.notEqual(old.organisation.form, later.organisation.form);
  assert.notEqual(later.household.neighbourHead.node.holder, last.household.neighbourHead.node.holder);
});

test("Apollo keeps the dates apart", async () => {
  const client = apollo();
  for (const day of DAYS) await client.query({ query: ON_A_DAY, variables: { ...things, day } });
  for (const day of DAYS) {
    assert.deepEqual(plain(client.readQuery({ query: ON_A_DAY, variables: { ...things, day } })), truth[day]);
    const { id, name } = truth[day].area;
    const kept = client.readFragment({ from: { __typename: "Area", id }, fragment: NAME });
    assert.equal(kept.name, name);
  }
});

test("Apollo mixes the dates up where the cache goes by the key", async () => {
  const byKey = Object.fromEntries(KINDS.map((kind) => [kind, { keyFields: ["key"] }]));
  const client = apollo({ typePolicies: byKey });
  for (const day of DAYS) await client.query({ query: ON_A_DAY, variables: { ...things, day } });
  const [first, , last] = DAYS;
  const mixed = plain(client.readQuery({ query: ON_A_DAY, variables: { ...things, day: first } }));
  assert.deepEqual(mixed, truth[last]);
});

test("urql keeps the dates apart", async () => {
  const client = urql();
  for (const day of DAYS) await read(client, ON_A_DAY, { ...things, day });
  for (const day of DAYS) {
    assert.deepEqual(plain(await read(client, ON_A_DAY, { ...things, day }, { cached: true })), truth[day]);
  }
});

test("urql mixes the dates up where the cache goes by the key", async () => {
  const byKey = Object.fromEntries(KINDS.map((kind) => [kind, (data) => data.key]));
  const client = urql({ keys: byKey });
  for (const day of DAYS) await read(client, ON_A_DAY, { ...things, day });
  const [first, , last] = DAYS;
  assert.deepEqual(plain(await read(client, ON_A_DAY, { ...things, day: first }, { cached: true })), truth[last]);
});

test("one link as of two dates in one question", async () => {
  const variables = { household: things.household, ...HANDOVER };
  const expected = await ask(print(HANDED_OVER), variables);
  assert.notEqual(expected.household.before.node.key, expected.household.after.node.key);
  const ofApollo = apollo();
  await ofApollo.query({ query: HANDED_OVER, variables });
  assert.deepEqual(plain(ofApollo.readQuery({ query: HANDED_OVER, variables })), expected);
  const ofUrql = urql();
  await read(ofUrql, HANDED_OVER, variables);
  assert.deepEqual(plain(await read(ofUrql, HANDED_OVER, variables, { cached: true })), expected);
});

test("an id that a cache holds reads the node again as of its date", async () => {
  const ofApollo = apollo();
  const ofUrql = urql();
  for (const day of DAYS) {
    const { id, key, name } = truth[day].area;
    const { data } = await ofApollo.query({ query: BY_ID, variables: { id } });
    assert.deepEqual(plain(data).node, { id, key, name });
    assert.deepEqual(plain(await read(ofUrql, BY_ID, { id })).node, { id, key, name });
  }
});
