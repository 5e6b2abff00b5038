// Question 1: who is the neighbour head of this household, who are the group and section heads above, up to the county?
//   node out/heads.js http://127.0.0.1:8000/graphql hh:431300:00000001 2024-06-15
import { Client, fetchExchange } from "@urql/core";
import { graphql } from "./types/index.js";

const HEADS = graphql(`
  query Heads($household: ID!, $day: Date!) {
    household(id: $household, asOf: $day) {
      version
      neighbourHead {
        since
        node {
          holder
          area {
            name
            groupHeads(scope: SELF) { nodes { holder } }
            households { aggregate { size { avg } } }
            ancestors { name level sectionHeads(scope: SELF) { nodes { holder } } }
          }
        }
      }
    }
  }
`);

const [url, household, day] = process.argv.slice(2);
if (!url || !household || !day) throw new Error("usage: heads.js URL HOUSEHOLD DAY");

const client = new Client({ url, exchanges: [fetchExchange] });
const { data, error } = await client.query(HEADS, { household, day });
if (error) throw error;

const link = data?.household?.neighbourHead;
const area = link?.node?.area;
// A date, a decimal and a long: text, all of them, so that none loses a digit.
const since: string | null | undefined = link?.since;
const size: string | null | undefined = area?.households?.aggregate?.size?.avg;
const version: string | null | undefined = data?.household?.version;

console.log(`neighbour head of ${area?.name}: ${link?.node?.holder}, since ${since}`);
for (const post of area?.groupHeads?.nodes ?? []) console.log(`group head of ${area?.name}: ${post.holder}`);
for (const above of [...(area?.ancestors ?? [])].reverse()) {
  for (const post of above.sectionHeads?.nodes ?? []) console.log(`section head of ${above.name}: ${post.holder}`);
  if (above.level === "COUNTY") {
    console.log(`up to ${above.name}`);
    break;
  }
}
console.log(`households of ${size} persons; as of change ${version}`);
