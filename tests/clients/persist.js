// A build step: writes every document as its client sends it into the hub's folder of persisted documents.
//   node persist.js FOLDER
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { argv } from "node:process";
import { InMemoryCache } from "@apollo/client";
import { formatDocument, stringifyDocument } from "@urql/core";
import { print } from "graphql";
import * as questions from "./questions.js";

const apollo = new InMemoryCache();
const texts = {};
for (const [name, document] of Object.entries(questions)) {
  // Each asks for `__typename` in its own way.
  texts[`apollo-${name}`] = print(apollo.transformDocument(document));
  texts[`urql-${name}`] = stringifyDocument(formatDocument(document));
}
for (const [id, text] of Object.entries(JSON.parse(await readFile("relay/documents.json", "utf8")))) {
  texts[`relay-${id.slice(0, 12)}`] = text;
}
await mkdir(argv[2], { recursive: true });
for (const [name, text] of Object.entries(texts)) await writeFile(join(argv[2], `${name}.graphql`), text);
