import { notFetchedNotes } from "./not-fetched.ts";
import type { Project } from "./project-facts.ts";
import { serviceNotes, servicesOf } from "./services.ts";
import type { Bench } from "./suite.ts";
import { toolchainNotes } from "./toolchains.ts";
import type { Workspace } from "./workspace.ts";

/** What people should know of a project before its tests are run here, a sentence each: versions, services and files that it wants. */
export async function notesOn(
  workspace: Workspace,
  project: Project,
  bench: Pick<Bench, "hands" | "left" | "signal">,
): Promise<string[]> {
  return [
    ...(await toolchainNotes(bench, project)),
    ...serviceNotes(await servicesOf(workspace)),
    ...(await notFetchedNotes(workspace)),
  ];
}
