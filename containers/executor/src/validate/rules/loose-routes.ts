import type { Rule } from "./rule.ts";
import { routeProblems } from "./route-problems.ts";

/** Where an address, or the server's routes, are put together by code, only running would tell. */
export const looseRoutes: Rule = {
  level: "warn",
  says: "the same where the address or the server's routes are put together by code",
  find: (tree) => routeProblems(tree, false),
};
