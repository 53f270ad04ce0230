import { jiraReader } from "../../../../integrations/jira/reader.ts";
import type { SignalSource } from "../signal-source.ts";
import { jiraSession } from "./session.ts";

/** A project's tickets in Jira Cloud. Server and Data Center have another search: from there only the door tells. */
export const jira: SignalSource<{ project: string }> = {
  name: "jira",
  label: "Jira",
  connection: (rules) => rules.jira ?? null,
  authenticate: async (ground, project, connection) => ({
    kind: "open",
    session: jiraSession(ground, jiraReader(ground), project, connection.project),
  }),
};
