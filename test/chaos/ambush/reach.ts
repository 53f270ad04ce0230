import { z } from "zod";
import type { Door } from "../door.ts";
import { dossierSchema, type Fact } from "../views.ts";
import type { Moment } from "./moments.ts";

const lookEveryMs = 30;
/** So long an answer is kept back: longer than it takes to notice and to kill. */
const holdMs = 4000;
/** A step that a task doesn't take, or has taken in another way, is waited for no longer. */
const withinMs = 240_000;

const requestList = z.object({
  requests: z.array(z.object({ path: z.string(), status: z.number(), body: z.unknown() })),
});

/** Makes a moment ready to be reached, and returns what waits for it; false: it has not come. */
export async function prepare(
  door: Door,
  taskId: () => Promise<string>,
  moment: Moment,
): Promise<() => Promise<boolean>> {
  if (moment.kind === "recorded")
    return async () => soon(door, async () => isRecorded(door, await taskId(), moment));
  const { twin, path, match } = moment;
  await door.sandbox(`/${twin}/_sandbox/faults`, z.unknown(), { faults: [{ path, match, holdMs }] });
  return async () =>
    soon(door, async () => {
      const { requests } = await door.sandbox(`/${twin}/_sandbox/requests`, requestList);
      return requests.some(
        (one) =>
          one.status !== 0 && one.path.includes(path) && JSON.stringify(one.body).includes(plain(match)),
      );
    });
}

/** As it stands in the list of requests, where bodies are read. */
function plain(match: string): string {
  return match.replaceAll('"', "");
}

async function isRecorded(
  door: Door,
  taskId: string,
  { fact, of }: Extract<Moment, { kind: "recorded" }>,
): Promise<boolean> {
  const { timeline } = await door.read(`/api/tasks/${taskId}`, dossierSchema);
  return timeline.some(({ type, data }: Fact) => type === fact && (of === undefined || says(data, of)));
}

function says({ mode, phase, kind }: Record<string, unknown>, of: string): boolean {
  return [mode, phase, kind].includes(of);
}

async function soon(door: Door, look: () => Promise<boolean>): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    if (await look()) return true;
    await door.pause(lookEveryMs);
  }
  return false;
}
