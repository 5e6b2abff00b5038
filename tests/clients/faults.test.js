// What went wrong, as clients show it: the code, beside the part that was answered.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { CombinedGraphQLErrors } from "@apollo/client";
import { parse } from "graphql";
import { apollo, plain, urql } from "./clients.js";
import { ask } from "./hub.js";
import { RESTRICTED } from "./questions.js";

const PATH = ["area", "neighbourHeads", "aggregate", "partyMemberCount"];
const UNKNOWN_FIELD = parse("{ catalogue { nothing } }");
let village;

before(async () => {
  village = (await ask(`{ areaByCode(code: "510681001001") { key name } }`)).areaByCode;
});

function assertPartial(data, errors) {
  const { name, neighbourHeads } = plain(data).area;
  assert.equal(name, village.name);
  assert.ok(neighbourHeads.totalCount > 0);
  assert.deepEqual(neighbourHeads.aggregate, { count: neighbourHeads.totalCount, partyMemberCount: null });
  assert.deepEqual(errors.map((error) => [error.extensions.code, error.path]), [["RESTRICTED", PATH]]);
}

test("Apollo: one error, and the data beside it", async () => {
  const variables = { village: village.key };
  const { data, error } = await apollo().query({ query: RESTRICTED, variables, errorPolicy: "all" });
  assert.ok(CombinedGraphQLErrors.is(error));
  assertPartial(data, error.errors);
});

test("urql: one error, and the data beside it", async () => {
  const { data, error } = await urql().query(RESTRICTED, { village: village.key }).toPromise();
  assert.equal(error.networkError, undefined);
  assertPartial(data, error.graphQLErrors);
});

test("a document that is refused whole has its code in both", async () => {
  await assert.rejects(apollo().query({ query: UNKNOWN_FIELD }), (error) => {
    assert.ok(CombinedGraphQLErrors.is(error));
    assert.deepEqual(error.errors.map((fault) => fault.extensions.code), ["VALIDATION_FAILED"]);
    return true;
  });
  const { data, error } = await urql().query(UNKNOWN_FIELD, {}).toPromise();
  assert.equal(data, undefined);
  assert.deepEqual(error.graphQLErrors.map((fault) => fault.extensions.code), ["VALIDATION_FAILED"]);
});
