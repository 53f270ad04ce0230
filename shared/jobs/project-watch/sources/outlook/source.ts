import { graphMailbox } from "../../../../integrations/graph/mail-client.ts";
import { graphToken } from "../../../../integrations/graph/token.ts";
import type { Ground } from "../../../../spine/ground.ts";
import type { WatchRules } from "../../rules.ts";
import { knownSignals } from "../known-signals.ts";
import type { Health, SignalSource, SourceSession } from "../signal-source.ts";
import { fetchOutlookDelta } from "./fetch-delta.ts";

type Connection = NonNullable<WatchRules["outlook"]>;

/** A mailbox in Microsoft 365, read through Graph's deltas, one a folder. */
export const outlook: SignalSource<Connection> = {
  name: "outlook",
  label: "Outlook",
  connection: ({ outlook: connection }) => connection ?? null,
  authenticate: async (ground, project, connection) => {
    const token = await graphToken(ground);
    if (token.kind === "answered") return { kind: "open", session: openMailbox(ground, project, connection) };
    const afterMs = token.kind === "not_applied" ? token.afterMs : null;
    return { kind: "failed", error: token.error, afterMs };
  },
};

function openMailbox(ground: Ground, project: string, { mailbox, folders }: Connection): SourceSession {
  const client = graphMailbox(ground, mailbox);
  const people = ground.settings.PEOPLE;
  const known = async (ids: readonly string[]) => knownSignals(ground.db, ids);
  return {
    fetchDelta: async (checkpoint, since) =>
      fetchOutlookDelta(
        { client, project, mailbox, folders, people, now: ground.now, known },
        checkpoint,
        since,
      ),
    healthCheck: async (): Promise<Health> => {
      const seen: string[] = [];
      for (const name of folders) {
        const folder = await client.folder(name);
        if (folder.kind !== "answered")
          return { ok: false, detail: `folder "${name}" of ${mailbox}: ${folder.error}` };
        seen.push(`${folder.value.displayName}: ${folder.value.totalItemCount}`);
      }
      return { ok: true, detail: `mails in ${mailbox}: ${seen.join(", ")}` };
    },
  };
}
