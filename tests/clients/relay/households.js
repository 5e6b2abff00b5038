// Read by relay-compiler, never run: the page and the pagination fragment of a list of households, into ./__generated__
// and, as persisted documents, into ./documents.json (which has to be there before).
// The fragment is on Query: on a kind, relay-compiler wants a field `node` that takes nothing but an id.
const { graphql } = require("relay-runtime");

graphql`
  query householdsQuery($area: ID!, $asOf: Date, $first: Int, $after: String, $last: Int, $before: String) {
    ...households_list
      @arguments(area: $area, asOf: $asOf, first: $first, after: $after, last: $last, before: $before)
  }
`;

graphql`
  fragment households_list on Query
  @refetchable(queryName: "householdsPageQuery")
  @argumentDefinitions(
    area: { type: "ID!" }
    asOf: { type: "Date" }
    first: { type: "Int" }
    after: { type: "String" }
    last: { type: "Int" }
    before: { type: "String" }
  ) {
    area(id: $area, asOf: $asOf) {
      households(
        orderBy: [{ field: SIZE, direction: DESC }]
        first: $first
        after: $after
        last: $last
        before: $before
      ) @connection(key: "list_households") {
        edges {
          node {
            key
            size
          }
        }
      }
    }
  }
`;
