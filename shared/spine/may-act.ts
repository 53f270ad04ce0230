import type { Person } from "../domain/person.ts";
import { SignalboxError } from "../platform/errors.ts";
import { isActionKind } from "../policy/boundaries.ts";
import { approversOf } from "../policy/rules.ts";
import type { Spine } from "./context.ts";

/** What somebody wants to have a say in: a project, and there a kind of action, or whatever is done: "*". */
export interface Matter {
  project: string;
  kind?: string;
}

/**
 * Lets those go on who decide on a matter: what is done to a task, a budget or a level is theirs as much as a yes is.
 * @throws SignalboxError `forbidden` for all others, whatever their role.
 */
export function assertTheirs({ settings }: Spine, { id }: Person, { project, kind = "*" }: Matter): void {
  const theirs = approversOf(settings.PEOPLE, settings.RULES, project, kind);
  if (theirs.some((one) => one.id === id)) return;
  const what = kind === "*" ? "" : ` on ${kind}`;
  throw new SignalboxError("forbidden", `${id} is not among those who decide${what} in ${project}`);
}

/** The matter that a task is: an errand's is its action. */
export function matterOf({ project, kind }: { project: string; kind: string }): Matter {
  return isActionKind(kind) ? { project, kind } : { project };
}
