// Read by relay-compiler, never run: the page and the pagination fragment of a list of households, into ./__generated__
// and, as persisted documents, into ./documents.json (which has to be there before).
const { graphql } = require("relay-runtime");

graphql`
  query householdsQuery($area: ID!, $asOf: Date, $first: Int, $after: String, $last: Int, $before: String) {
    area(id: $area, asOf: $asOf) {
      ...households_area @arguments(first: $first, after: $after, last: $last, before: $before)
    }
  }
`;

graphql`
  fragment households_area on Area
  @refetchable(queryName: "householdsPageQuery")
  @argumentDefinitions(
    first: { type: "Int" }
    after: { type: "String" }
    last: { type: "Int" }
    before: { type: "String" }
  ) {
    households(
      orderBy: [{ field: SIZE, direction: DESC }]
      first: $first
      after: $after
      last: $last
      before: $before
    ) @connection(key: "area_households") {
      edges {
        node {
          key
          size
        }
      }
    }
  }
`;
