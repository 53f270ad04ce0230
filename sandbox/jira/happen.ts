import { textToAdf } from "../../shared/integrations/jira/adf.ts";
import type { ReadEvent } from "./events.ts";
import type { Fields, Issue } from "./issue.ts";
import { app, type Person } from "./people.ts";
import type { Doing, JiraState } from "./state.ts";
import type { JiraEvent } from "./webhooks.ts";

/** What came of it. `told`: what the app would hear; null where nothing has changed. */
export type Happened =
  | { kind: "happened"; issue: Issue; told: JiraEvent | null; by: Person }
  | { kind: "known" }
  | { kind: "refused"; status: 400 | 404; error: string };

/** Lets something happen in Jira. */
export function happen(state: JiraState, event: ReadEvent): Happened {
  if (event.kind === "person") {
    state.people.set(event.name, {
      accountId: `712020:${event.name}`,
      displayName: event.displayName,
      accountType: event.type,
      ...(event.email === undefined ? {} : { emailAddress: event.email }),
    });
    return { kind: "known" };
  }
  const by = state.people.get(event.by);
  if (!by) return stranger(event.by);
  const doing: Doing = { by, at: event.at && new Date(event.at).toISOString() };
  if (event.kind === "create") return create(state, event, doing);
  const issue = state.find(event.issue);
  if (!issue) return { kind: "refused", status: 404, error: `there is no issue ${event.issue}` };
  const happened = (told: JiraEvent | null): Happened => ({ kind: "happened", issue, told, by });
  const change = (fields: Partial<Fields>): Happened => {
    const history = state.change(issue, fields, doing);
    return happened(history && { event: "jira:issue_updated", history });
  };
  switch (event.kind) {
    case "move":
      return change({ status: event.to });
    case "assign": {
      const assignee = event.to === null ? null : state.people.get(event.to);
      return assignee === undefined ? stranger(event.to) : change({ assignee });
    }
    case "due":
      return change({ duedate: event.date });
    case "flag":
      return change({ flagged: event.on });
    case "sprint":
      return change({ sprint: event.sprint });
    case "edit":
      return change(fieldsIn(event));
    case "comment":
      return happened({
        event: "comment_created",
        comment: state.comment(issue, textToAdf(event.text), [], doing),
      });
    case "moveToProject": {
      if (event.project === issue.project) return happened(null);
      const history = state.moveToProject(issue, event.project, doing);
      return happened({ event: "jira:issue_updated", history });
    }
    case "delete":
      state.delete(issue);
      return happened({
        event: "jira:issue_deleted",
        at: doing.at ?? new Date(state.now()).toISOString(),
      });
  }
}

function create(state: JiraState, event: Extract<ReadEvent, { kind: "create" }>, doing: Doing): Happened {
  const { project, summary, status, due, sprint, key } = event;
  const assignee = event.assignee ? state.people.get(event.assignee) : null;
  if (assignee === undefined) return stranger(event.assignee);
  const next = state.nextKey(project);
  if (key !== undefined && key !== next)
    return { kind: "refused", status: 400, error: `the next issue of ${project} is ${next}, not ${key}` };
  const issue = state.create(
    {
      ...fieldsIn(event),
      project,
      summary,
      assignee,
      ...(status === undefined ? {} : { status }),
      duedate: due ?? null,
      sprint: sprint ?? null,
    },
    doing,
  );
  return { kind: "happened", issue, told: { event: "jira:issue_created" }, by: doing.by ?? app };
}

type Edited = Pick<
  Extract<ReadEvent, { kind: "edit" }>,
  "summary" | "type" | "description" | "labels" | "priority" | "points" | "blockedBy"
>;

/** The fields that an event names, and no others. */
function fieldsIn({
  summary,
  type,
  description,
  labels,
  priority,
  points,
  blockedBy,
}: Edited): Partial<Fields> {
  return {
    ...(summary === undefined ? {} : { summary }),
    ...(type === undefined ? {} : { type }),
    ...(description === undefined
      ? {}
      : { description: description === null ? null : textToAdf(description) }),
    ...(labels === undefined ? {} : { labels }),
    ...(priority === undefined ? {} : { priority }),
    ...(points === undefined ? {} : { points }),
    ...(blockedBy === undefined ? {} : { blockedBy }),
  };
}

function stranger(name: string | null | undefined): Happened {
  return { kind: "refused", status: 400, error: `nobody is called ${name}` };
}
