import { z } from "zod";
import { knownRepository } from "../../../../changes/known-repository.ts";
import type { NewSignal } from "../../../../domain/signal.ts";
import type { repositoryMoved } from "../../../../integrations/github/wire.ts";
import { code, mrkdwn } from "../../../../integrations/slack/mrkdwn.ts";
import type { Spine } from "../../../../spine/context.ts";
import type { Offer, Offered } from "../../../../spine/job.ts";
import { postNotice } from "../../../../spine/post-notice.ts";
import type { SignalForm } from "../../../../spine/signal-form.ts";
import type { MapContext } from "./map.ts";

export const movedKind = "github.moved";

const moved = z.strictObject({ type: z.literal("repository_moved"), from: z.string(), to: z.string() });
type Moved = z.infer<typeof moved>;

export const movedForm: SignalForm<Moved> = {
  schema: moved,
  words: ({ from, to }) => `${from} is called ${to} now`,
};

/** A repository that is renamed, or given to another owner. */
export function signalOfMoved(
  id: string,
  { repository: { full_name: to }, changes }: z.infer<typeof repositoryMoved>,
  { rules: { repositories } }: MapContext,
): NewSignal[] {
  const [owner = "", name = ""] = to.split("/");
  const { user, organization } = changes.owner?.from ?? {};
  const from = `${(user ?? organization)?.login ?? owner}/${changes.repository?.name.from ?? name}`;
  const why = knownRepository(repositories, from) === null ? `RULES names no repository ${from}` : null;
  return [
    {
      id,
      kind: movedKind,
      provenance: "external",
      body: { type: "repository_moved", from, to },
      dropReason: knownRepository(repositories, to) === null ? why : `RULES names ${to} already`,
    },
  ];
}

/** Says what to change before anything is missed; the answer to the signal says so too. */
export async function offerMoved(spine: Spine, { id, body: { from, to } }: Offered<Moved>): Promise<Offer> {
  const { bugFix, opsChannel } = spine.settings.RULES;
  const channel = bugFix.channel ?? opsChannel;
  const todo = `change ${from} to ${to} under repositories in RULES`;
  if (channel === undefined)
    return { kind: "decline", reason: `${todo}; nobody is told, since RULES has no opsChannel` };
  await postNotice(spine, {
    taskId: `notice-${id}`,
    channel,
    thread: null,
    text: mrkdwn`:label: ${code(from)} is called ${code(to)} now. Change its name under ${code("repositories")} in RULES, so that what happens there is known. Fixes that are open are followed meanwhile.`,
    told: `${channel} is told that ${from} is called ${to}`,
    sources: [id],
  });
  return { kind: "decline", reason: `${todo}: ${channel} is told` };
}
