// The questions that Apollo and urql ask.
import { parse } from "graphql";

/** An area that the reform renamed and moved, an organisation that changed its form, a household and its head. */
export const ON_A_DAY = parse(`
  query OnADay($area: ID!, $organisation: ID!, $household: ID!, $day: Date!) {
    area(id: $area, asOf: $day) { id key name parent { id key name } }
    organisation(id: $organisation, asOf: $day) { id key name form }
    household(id: $household, asOf: $day) { id key neighbourHead { since node { id key holder } } }
  }
`);

/** The same link of one household, read as of two days in one question. */
export const HANDED_OVER = parse(`
  query HandedOver($household: ID!, $before: Date!, $after: Date!) {
    household(id: $household) {
      id
      before: neighbourHead(asOf: $before) { since until node { id key holder validTo } }
      after: neighbourHead(asOf: $after) { since until node { id key holder validTo } }
    }
  }
`);

/** Any node by its id, which holds the day. */
export const BY_ID = parse(`
  query ById($id: ID!) { node(id: $id) { id key ... on Area { name } } }
`);

export const HOUSEHOLDS = parse(`
  query Households($area: ID!, $asOf: Date, $first: Int, $after: String, $last: Int, $before: String) {
    area(id: $area, asOf: $asOf) {
      id
      households(
        orderBy: [{ field: SIZE, direction: DESC }]
        first: $first
        after: $after
        last: $last
        before: $before
      ) {
        edges { cursor node { id key size } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
  }
`);

/** A restricted flag is counted for townships and above: for a village the count is null, the rest is answered. */
export const RESTRICTED = parse(`
  query Restricted($village: ID!) {
    area(id: $village) { id name neighbourHeads { totalCount aggregate { count partyMemberCount } } }
  }
`);
