import { and, eq } from "drizzle-orm";
import { ledger } from "../db/schema.ts";
import { githubClient } from "../integrations/github/client.ts";
import type { Phase } from "../domain/phase.ts";
import { coderNamed } from "../llm/models.ts";
import { SignalboxError } from "../platform/errors.ts";
import { requireSetting } from "../platform/config.ts";
import type { Spine } from "../spine/context.ts";
import type { AssignmentRow } from "./assignment-row.ts";
import { type AssignmentSpec, type PhaseRecord, phaseRecordSchema } from "./protocol.ts";
import { type KeptSpec, storedSpecSchema, withTokens } from "./stored-spec.ts";

/** An assignment as its executor gets it: with its tokens, made now, and with the phases that are behind it. */
export async function fullSpec(
  spine: Spine,
  assignment: AssignmentRow,
  token: string,
): Promise<AssignmentSpec> {
  const stored = await storedSpec(spine, assignment);
  const root = requireSetting(spine.settings, "SIGNALBOX_URL").replace(/\/+$/, "");
  const { GITHUB_MCP_URL, SENTRY_MCP_URL, SENTRY_AUTH_TOKEN, ATLASSIAN_MCP_URL, ATLASSIAN_MCP_TOKEN } =
    spine.settings;
  const repository = await githubClient(spine).newToken(stored.repository.name, permissionsFor(stored));
  if (repository.kind === "refused")
    throw new SignalboxError(
      "forbidden",
      `GitHub gives no access to ${stored.repository.name}: ${repository.error}`,
    );
  if (repository.kind !== "answered") throw new SignalboxError("unavailable", repository.error);
  const spec = withTokens(stored, {
    repository: { token: repository.value.token, cloneUrl: repository.value.cloneUrl },
    llm: { url: `${root}/llm`, token, model: coderNamed(assignment.model) },
    mcp: {
      url: `${root}/mcp`,
      servers: [
        ...(GITHUB_MCP_URL === undefined ? [] : ["github" as const]),
        ...(SENTRY_MCP_URL === undefined || SENTRY_AUTH_TOKEN === undefined ? [] : ["sentry" as const]),
        ...(ATLASSIAN_MCP_URL === undefined || ATLASSIAN_MCP_TOKEN === undefined
          ? []
          : ["atlassian" as const]),
      ],
    },
  });
  return spec.mode !== "execute"
    ? spec
    : { ...spec, done: [...spec.done, ...(await phasesDone(spine, spec.taskId, runOf(spec.assignmentId)))] };
}

/**
 * What an assignment's git may do: read for a plan, write for what is carried out. It writes workflows where people have allowed it,
 * and in a foundation, which has those of its template.
 */
function permissionsFor(spec: KeptSpec): Record<string, "read" | "write"> {
  if (spec.mode === "plan") return { contents: "read" };
  const workflows =
    spec.mode === "scaffold" || spec.allowed.some((file) => file.startsWith(".github/workflows/"));
  return { contents: "write", ...(workflows ? { workflows: "write" } : {}) };
}

/** All attempts at one approved plan share what the referee has let through: `<task>.run-2.1` and `.2` are of run 2. */
export function runOf(assignmentId: string): string {
  return assignmentId.slice(0, assignmentId.lastIndexOf("."));
}

/** A change that is ready is changed by these; none is ever behind its own run, so that what it has pushed is looked at again. */
const afterwards: ReadonlySet<string> = new Set<Phase>(["repair", "revise"]);

/** The phases of a run that are behind it, oldest first. A repair or a revision is never behind it. */
async function phasesDone(spine: Spine, taskId: string, run: string): Promise<PhaseRecord[]> {
  return recordsWhere(spine, taskId, (phase, its) => its === run && !afterwards.has(phase));
}

/**
 * The phases that a repair or a revision builds on, oldest first: those of the run that made the change, and all that has been repaired
 * and revised since.
 * @param made the run that made it.
 * @param own the run that goes on with it.
 */
export async function phasesBefore(
  spine: Spine,
  taskId: string,
  { made, own }: { made: string; own: string },
): Promise<PhaseRecord[]> {
  return recordsWhere(spine, taskId, (phase, run) => (afterwards.has(phase) ? run !== own : run === made));
}

async function recordsWhere(
  spine: Spine,
  taskId: string,
  isOne: (phase: string, run: string) => boolean,
): Promise<PhaseRecord[]> {
  const rows = await spine.db
    .select({ data: ledger.data })
    .from(ledger)
    .where(and(eq(ledger.taskId, taskId), eq(ledger.type, "phase.passed")))
    .orderBy(ledger.seq);
  return rows.flatMap(({ data }) =>
    isOne(String(data["phase"]), String(data["run"])) ? phaseRecordSchema.parse(data["record"]) : [],
  );
}

/** What an assignment is to do, as it is kept. */
export async function storedSpec(
  spine: Spine,
  { id, specKey }: Pick<AssignmentRow, "id" | "specKey">,
): Promise<KeptSpec> {
  const body = await spine.env.ARTEFACTS.get(specKey);
  if (!body) throw new SignalboxError("not_found", `what the assignment ${id} was to do is gone`);
  return storedSpecSchema.parse(await body.json());
}
