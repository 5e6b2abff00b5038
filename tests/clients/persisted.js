// How urql asks for persisted documents. (Apollo's HttpLink and Relay's network need no more than `digest`.)
import { createHash } from "node:crypto";
import { makeOperation, stringifyDocument } from "@urql/core";
import { map, pipe } from "wonka";

/** The id of a document by its text: the hub's digest of the file's bytes. */
export function digest(text) {
  return createHash("sha256").update(text).digest("hex");
}

/** An exchange that sends a document's id for the document. */
export const idOnly =
  ({ forward }) =>
  (operations) => {
    const asked = new Map();
    return pipe(
      operations,
      map((operation) => {
        if (operation.kind !== "query") return operation;
        asked.set(operation.key, operation);
        const documentId = `sha256:${digest(stringifyDocument(operation.query))}`;
        const query = { kind: "Document", definitions: [], documentId };
        return makeOperation(operation.kind, { ...operation, query }, operation.context);
      }),
      forward,
      map((result) => ({ ...result, operation: asked.get(result.operation.key) ?? result.operation })),
    );
  };
