import { Outside } from "../../../scripts/demo/outside.ts";
import { waitFor } from "../../../scripts/stack/wait.ts";
import { actionsEndpoints } from "../../../shared/api/approvals.ts";
import { api } from "./api.ts";
import { type Running, theSystem } from "./system.ts";

const withinMs = 20_000;

/** Something that waits for people. */
export interface Waiting {
  taskId: string;
  /** The approval. */
  id: string;
}

interface Asker {
  /** The operator's if nothing is said. */
  token?: string;
  /** Another system than the one that all tests share. */
  system?: Running;
}

/** Proposes an action over the API and waits until it waits for people. */
export async function propose(
  kind: string,
  payload: object,
  { token, system }: Asker = {},
): Promise<Waiting> {
  const running = system ?? (await theSystem());
  const { taskId } = await api(actionsEndpoints.propose.answer, "/api/actions", {
    method: "POST",
    body: { kind, payload },
    system: running,
    ...(token === undefined ? {} : { token }),
  });
  const outside = new Outside(running);
  const { id } = await waitFor(`${kind} to wait for people`, withinMs, async () =>
    (await outside.task(taskId)).approvals.find(({ status }) => status === "pending"),
  );
  return { taskId, id };
}

/** A ticket that waits for approval. Whoever asks for one may approve it. */
export async function proposeTicket(summary: string, asker?: Asker): Promise<Waiting> {
  return propose("jira_create_ticket", { project: "OPS", type: "Task", summary, description: "" }, asker);
}
