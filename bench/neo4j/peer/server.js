// @neo4j/graphql behind graphql-yoga: `node server.js BOLT DATABASE` prints its address and serves until it is killed.
// What is asked at /graphql?profile=1 is run as PROFILE; GET /hits tells statements and db hits of those, and forgets them.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { createYoga } from "graphql-yoga";
import neo4j from "neo4j-driver";

const [bolt, database] = process.argv.slice(2);
const driver = neo4j.driver(bolt, undefined, { telemetryDisabled: true, notificationFilter: { minimumSeverityLevel: "OFF" } });
let counted = { statements: 0, hits: 0 };

const hits = (plan) => Number(plan.dbHits) + plan.children.reduce((sum, child) => sum + hits(child), 0);

// A transaction whose statements are profiled.
const profiled = (transaction) => ({
  run: async (text, parameters) => {
    const result = await transaction.run(`PROFILE ${text}`, parameters);
    counted = { statements: counted.statements + 1, hits: counted.hits + hits(result.summary.profile) };
    return result;
  },
});

const profiling = {
  session: (config) => {
    const session = driver.session(config);
    return {
      lastBookmark: () => session.lastBookmarks(),
      lastBookmarks: () => session.lastBookmarks(),
      close: () => session.close(),
      executeRead: (work, options) => session.executeRead((transaction) => work(profiled(transaction)), options),
    };
  },
  getServerInfo: (config) => driver.getServerInfo(config),
  verifyConnectivity: (config) => driver.verifyConnectivity(config),
  supportsMultiDb: () => driver.supportsMultiDb(),
  _config: driver._config,
};

const typeDefs = readFileSync(new URL("types.graphql", import.meta.url), "utf-8");
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const yoga = createYoga({
  schema,
  logging: false,
  graphiql: false,
  landingPage: false,
  maskedErrors: false,
  context: ({ request }) => ({
    executionContext: request.url.endsWith("?profile=1") ? profiling : driver,
    sessionConfig: { database, defaultAccessMode: neo4j.session.READ },
  }),
});

const server = createServer((request, response) => {
  if (request.url === "/hits") {
    const said = JSON.stringify(counted);
    counted = { statements: 0, hits: 0 };
    response.writeHead(200, { "content-length": Buffer.byteLength(said) }).end(said);
  } else {
    yoga(request, response);
  }
});
// A connection is kept for as long as the client likes: sides take turns, and one may wait for minutes.
server.keepAliveTimeout = server.headersTimeout = server.requestTimeout = 0;
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
