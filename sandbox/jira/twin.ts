import { createTwinApp, type Twin } from "../twin.ts";
import { jiraPage } from "./page.ts";
import { restApi } from "./rest-api.ts";
import { JiraState } from "./state.ts";
import { peopleView } from "./views.ts";

/** The stand-in for Jira Cloud: two projects with a few issues, and a page for people. */
export function createJiraTwin(): Twin {
  const state = new JiraState();
  const newestFirst = () => state.issues.toReversed().map(peopleView);
  const app = createTwinApp(
    "jira",
    () => state.reset(),
    (routes) => {
      restApi(routes, state);
      routes.get("/", (c) => c.html(jiraPage(newestFirst())));
      // Where a link to an issue leads.
      routes.get("/browse/:key", (c) => c.redirect(`/jira#${c.req.param("key")}`));
      routes.get("/_people/issues", (c) => c.json({ issues: newestFirst() }));
    },
  );
  return {
    name: "jira",
    app,
    reset: () => state.reset(),
    snapshot: () => state.snapshot(),
    restore: (snapshot) => state.restore(snapshot),
  };
}
