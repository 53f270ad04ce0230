import { z } from "zod";
import type { OpenFix } from "../../shared/db/fixes.ts";
import type { CallOutcome } from "../../shared/integrations/call.ts";
import { githubClient } from "../../shared/integrations/github/client.ts";
import type { Standing } from "../../shared/integrations/github/news.ts";
import { storedCheckpoint } from "../../shared/jobs/project-watch/sources/stored-checkpoint.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { endOf, type Event, saidOn, signalsIn, verdictsOn } from "./github-events.ts";
import type { PollSource } from "./poll-source.ts";

/** What is known of a pull request. */
const knownSchema = z.object({
  /** When it had changed last, as GitHub says it: to the second, so that only what is a while ago is sure to have been the last. */
  changed: z.string(),
  isSure: z.boolean(),
  /** Its head, and how many looks in a row have found that all of its checks are over. */
  head: z.string(),
  quiet: z.number(),
});
type KnownPull = z.infer<typeof knownSchema>;
const checkpointSchema = z.object({ pulls: z.record(z.string(), knownSchema) });

/** GitHub's clock and ours are not quite the same, and a comment may be a moment older than the change that it makes. */
const overlapMs = 60_000;
/** After so many looks that found all checks over, those of a head are not asked for any more. */
const quietLooks = 2;

/**
 * The pull requests of open fixes: what is said about them, how their checks end, and that they are merged or closed. A look is one
 * request for the repository; more is asked only of a pull request that has changed since, or whose checks aren't over.
 */
export const github: PollSource = {
  service: "github",
  places: ({ settings: { GITHUB_APP_ID, GITHUB_APP_KEY, RULES }, fixes }) => {
    if (GITHUB_APP_ID === undefined || GITHUB_APP_KEY === undefined) return [];
    const names = [...Object.keys(RULES.repositories), ...fixes.map(({ repository }) => repository)];
    return [...new Set(names)].map((name) => ({ name, isOpen: inRepository(fixes, name).length > 0 }));
  },
  ask: async (spine, { place, fixes, checkpoint, since }) => {
    const before = storedCheckpoint(checkpointSchema, checkpoint)?.pulls ?? {};
    const listed = await githubClient(spine).openPulls(place);
    if (listed.kind !== "answered") return listed;
    const events: Event[] = [];
    const pulls: Record<string, KnownPull> = {};
    for (const { pullRequest: number, createdAt, repositoryId } of inRepository(fixes, place)) {
      const open = listed.value.find((one) => one.number === number);
      const known = before[number];
      const looked = await lookAt(spine, place, {
        number,
        open,
        known,
        repositoryId,
        from: Math.max(since, createdAt),
      });
      if (looked.kind !== "answered") return looked;
      events.push(...looked.value.events);
      pulls[number] = looked.value.known;
    }
    return {
      kind: "answered",
      value: {
        read: (settings) => signalsIn(place, events, settings),
        checkpoint: JSON.stringify({ pulls }),
        more: false,
      },
    };
  },
};

function inRepository(fixes: readonly OpenFix[], name: string): OpenFix[] {
  return fixes.filter(({ repository }) => repository.toLowerCase() === name.toLowerCase());
}

interface Pull {
  number: number;
  /** As the list of the open ones shows it; absent: it is not among them. */
  open: Standing | undefined;
  known: KnownPull | undefined;
  /** The number of the repository that it is in; null: it isn't known. */
  repositoryId: number | null;
  /** What was before is nobody's news, epoch milliseconds. */
  from: number;
}

/** What is new of one pull request. */
async function lookAt(
  spine: Spine,
  name: string,
  { number, open, known, repositoryId, from }: Pull,
): Promise<CallOutcome<{ events: Event[]; known: KnownPull }>> {
  const client = githubClient(spine);
  const whole = open === undefined ? await client.wholePull(name, number) : null;
  if (whole !== null && whole.kind !== "answered") return whole;
  const pull = open ?? whole?.value;
  if (pull === undefined) return { kind: "refused", error: `GitHub doesn't show ${name}#${number}` };
  const seenIn = pull.base?.repo?.id;
  if (repositoryId !== null && seenIn && seenIn !== repositoryId)
    return { kind: "refused", error: `${name} is another repository by now than the one of #${number}` };
  const events: Event[] = [];
  const { updated_at: changed } = pull;
  const isSure = Date.parse(changed) < spine.now() - overlapMs;
  if (known?.changed !== changed || !known.isSure) {
    const last = known === undefined ? from : Math.max(from, Date.parse(known.changed));
    const said = await saidOn(client, name, number, { since: last - overlapMs, from: from - overlapMs });
    if (said.kind !== "answered") return said;
    events.push(...said.value);
  }
  const head = pull.head.sha;
  let quiet = known?.head === head ? known.quiet : 0;
  // What is a draft waits for people's words about a plan, whatever its checks say.
  if (pull.draft !== true && quiet < quietLooks) {
    const verdicts = await verdictsOn(client, name, number, pull.head);
    if (verdicts.kind !== "answered") return verdicts;
    events.push(...verdicts.value.events);
    quiet = verdicts.value.isOver ? quiet + 1 : 0;
  }
  if (whole?.value.state === "closed") {
    const ended = await endOf(client, name, whole.value);
    if (ended.kind !== "answered") return ended;
    events.push(ended.value);
  }
  return { kind: "answered", value: { events, known: { changed, isSure, head, quiet } } };
}
