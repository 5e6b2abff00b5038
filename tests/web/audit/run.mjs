// Runs the server audit of the npm package graphql-http against one URL and prints its checks as JSON:
//   node run.mjs http://127.0.0.1:8000/graphql   ->   [{"id", "name", "status": "ok"|"notice"|"warn"|"error", "reason"?}]
import { serverAudits } from "graphql-http";

const url = process.argv[2];
if (!url) {
  console.error("usage: node run.mjs URL");
  process.exit(2);
}

const checks = [];
for (const audit of serverAudits({ url })) {
  // One after the other, so that a server's log can be read beside the list.
  const { id, name, status, reason } = await audit.fn();
  checks.push({ id, name, status, reason });
}
console.log(JSON.stringify(checks, null, 1));
