import { z } from "zod";
import { describeError } from "../../shared/platform/errors.ts";
import type { ActionKindModule } from "../../shared/spine/action-kind.ts";

const schema = z.strictObject({ day: z.iso.date(), text: z.string().min(1) });
type Heartbeat = z.infer<typeof schema>;
const result = z.object({ key: z.string() });

/** Keeps a line about a day. Writing it twice under one key changes nothing. */
export const heartbeatLog: ActionKindModule<"heartbeat_log", Heartbeat, z.infer<typeof result>> = {
  kind: "heartbeat_log",
  schema,
  result,
  service: null,
  target: ({ day }) => `heartbeat:${day}`,
  preview: ({ day, text }) => ({ title: `Heartbeat of ${day}`, body: text }),
  apply: async ({ env }, { id, payload }) => {
    try {
      await env.ARTEFACTS.put(keyOf(id), payload.text);
    } catch (error) {
      return { kind: "lost", error: describeError(error) };
    }
    return { kind: "applied", result: { key: keyOf(id) } };
  },
  reconcile: async ({ env }, { id }) =>
    (await env.ARTEFACTS.head(keyOf(id))) === null
      ? { kind: "absent" }
      : { kind: "found", result: { key: keyOf(id) } },
};

function keyOf(actionId: string): string {
  return `heartbeats/${actionId}.txt`;
}
