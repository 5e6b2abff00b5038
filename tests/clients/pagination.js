// A pagination container without a page around it: relay-runtime's own environment, store and pagination variables over
// the fragment that relay-compiler made, driven as Relay's hook for React does. Of documents only their ids are sent.
import { createRequire } from "node:module";
import relay from "relay-runtime";
import { endpoint } from "./hub.js";

const {
  createOperationDescriptor,
  Environment,
  fetchQuery,
  getPaginationMetadata,
  getPaginationVariables,
  getRefetchMetadata,
  getSingularSelector,
  Network,
  RecordSource,
  Store,
} = relay;
const compiled = createRequire(import.meta.url);
const QUERY = compiled("./relay/__generated__/householdsQuery.graphql");
const FRAGMENT = compiled("./relay/__generated__/households_area.graphql");
const {
  connectionPathInFragmentData: PATH,
  paginationRequest: PAGE_QUERY,
  paginationMetadata: ARGUMENTS,
} = getPaginationMetadata(FRAGMENT, "Container");
const { identifierInfo: IDENTIFIER } = getRefetchMetadata(FRAGMENT, "Container");

export class Container {
  /** Number of requests sent. */
  requests = 0;

  constructor(fetching = fetch) {
    const network = Network.create(async (parameters, variables) => {
      this.requests += 1;
      const url = new URL(endpoint);
      url.search = new URLSearchParams({ documentId: parameters.id, variables: JSON.stringify(variables) });
      const response = await fetching(url, { headers: { accept: "application/graphql-response+json" } });
      return response.json();
    });
    this.environment = new Environment({ network, store: new Store(new RecordSource()) });
  }

  /** The first page, from the front (`first`), the back (`last`) or from a cursor on. */
  async open(variables) {
    this.operation = createOperationDescriptor(QUERY, variables);
    this.environment.retain(this.operation);
    await fetchQuery(this.environment, QUERY, variables).toPromise();
    return this;
  }

  get selector() {
    const { data } = this.environment.lookup(this.operation.fragment);
    return getSingularSelector(FRAGMENT, data.area);
  }

  /** The connection as the container would show it: all pages so far, in one. */
  get connection() {
    const { data } = this.environment.lookup(this.selector);
    return PATH.reduce((at, name) => at[name], data);
  }

  get keys() {
    return this.connection.edges.map((edge) => edge.node.key);
  }

  get hasNext() {
    return this.connection.pageInfo.hasNextPage;
  }

  get hasPrevious() {
    return this.connection.pageInfo.hasPreviousPage;
  }

  loadNext(count) {
    return this.#load("forward", count, this.connection.pageInfo.endCursor);
  }

  loadPrevious(count) {
    return this.#load("backward", count, this.connection.pageInfo.startCursor);
  }

  async #load(direction, count, cursor) {
    const { owner, variables } = this.selector;
    const { data } = this.environment.lookup(this.selector);
    // The id holds the date: so pages are of the date of the first, though only the id is asked for.
    const id = { [IDENTIFIER.identifierQueryVariableName]: data[IDENTIFIER.identifierField] };
    const base = { ...owner.variables, ...variables, ...id };
    const page = getPaginationVariables(direction, count, cursor, base, {}, ARGUMENTS);
    await fetchQuery(this.environment, PAGE_QUERY, page).toPromise();
  }
}
