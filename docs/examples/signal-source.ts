import { z } from "zod";
import { watchSignalId } from "../../shared/domain/watch/watch-signal.ts";
import { callService } from "../../shared/integrations/call.ts";
import type { SignalSource } from "../../shared/jobs/project-watch/sources/signal-source.ts";

const statuses = z.object({
  incidents: z.array(z.object({ id: z.string(), name: z.string(), updated_at: z.iso.datetime() })),
});
const error = z.object({ message: z.string() }).transform((said) => ({ ...said, pending: false }));

/** A page that tells of incidents. Where its delta begins is the time of the newest that it has told of. */
export const statusPage: SignalSource<{ url: string }> = {
  // Another service than these has its name in `watchSources`.
  name: "github",
  label: "Status page",
  // Once the project's rules have a place for it, it is read from there.
  connection: () => ({ url: "https://status.example.com" }),
  authenticate: async (ground, project, { url }) => {
    const ask = async () =>
      callService(ground, {
        // What its answers mean: a table beside its client. It has no door of its own.
        service: { name: "Status page", door: null },
        url: `${url}/api/v2/incidents.json`,
        method: "GET",
        headers: {},
        answer: statuses,
        error,
      });
    return {
      kind: "open",
      session: {
        fetchDelta: async (checkpoint, since) => {
          const seen = await ask();
          if (seen.kind !== "answered")
            return { kind: "failed", error: seen.error, afterMs: "afterMs" in seen ? seen.afterMs : null };
          const from = checkpoint === null ? since : Number(checkpoint);
          const fresh = seen.value.incidents
            .map(({ id, name, updated_at }) => ({ id, name, at: Date.parse(updated_at) }))
            .filter(({ at }) => at > from)
            .toSorted((a, b) => a.at - b.at);
          return {
            kind: "delta",
            signals: fresh.map(({ id, name, at }) => ({
              id: watchSignalId(project, "github", `incident:${id}:${at}`),
              project,
              source: "github",
              type: "ticket_changed",
              item: id,
              at,
              title: name,
              text: null,
              author: { name: "Status page", address: null },
              to: [],
              attachments: [],
              url: `${url}/incidents/${id}`,
              provenance: "external",
              detail: {},
            })),
            items: [],
            checkpoint: String(fresh.at(-1)?.at ?? from),
            more: false,
            note: null,
          };
        },
        healthCheck: async () => {
          const seen = await ask();
          return seen.kind === "answered" ? { ok: true, detail: url } : { ok: false, detail: seen.error };
        },
      },
    };
  },
};
