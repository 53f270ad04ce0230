import { z } from "zod";
import type { Outside } from "../../platform/config.ts";
import type { CallOutcome } from "../call.ts";
import { openSession, segments } from "./session.ts";

/** A workflow of a repository, as a setting names it: `owner/name/blog.yml@main`. */
export interface WorkflowPlace {
  repository: string;
  file: string;
  ref: string;
}

/** What a setting names; its form has been checked. */
export function workflowPlace(setting: string): WorkflowPlace {
  const at = setting.indexOf("@");
  const [owner = "", name = "", file = ""] = setting.slice(0, at).split("/");
  return { repository: `${owner}/${name}`, file, ref: setting.slice(at + 1) };
}

const begun = z
  .object({ workflow_run_id: z.number().int(), html_url: z.string() })
  .transform(({ workflow_run_id: run, html_url: url }) => ({ run: String(run), url }));
const seen = z
  .object({ status: z.string().nullable(), conclusion: z.string().nullable(), html_url: z.string() })
  .transform(({ status, conclusion, html_url: url }) => ({
    conclusion: status === "completed" ? (conclusion ?? "unknown") : null,
    url,
  }));

/** Starts a workflow; the answer names its run. docs.github.com/rest/actions/workflows */
export async function dispatchWorkflow(
  outside: Outside,
  { repository, file, ref }: WorkflowPlace,
): Promise<CallOutcome<z.output<typeof begun>>> {
  return openSession(outside).call(
    repository,
    { actions: "write" },
    {
      method: "POST",
      path: `actions/workflows/${segments(file)}/dispatches`,
      body: { ref, return_run_details: true },
      answer: begun,
    },
  );
}

/** How a run stands; `conclusion` is null until it is over. */
export async function runOf(
  outside: Outside,
  repository: string,
  run: string,
): Promise<CallOutcome<z.output<typeof seen>>> {
  return openSession(outside).call(
    repository,
    { actions: "read" },
    {
      path: `actions/runs/${encodeURIComponent(run)}`,
      answer: seen,
    },
  );
}
