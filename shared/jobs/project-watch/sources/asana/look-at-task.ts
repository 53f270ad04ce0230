import { type WatchItem, type WatchSignal, watchSignalId } from "../../../../domain/watch/watch-signal.ts";
import type { AsanaClient } from "../../../../integrations/asana/client.ts";
import type { WireStory, WireTask } from "../../../../integrations/asana/schema.ts";
import type { CallOutcome } from "../../../../integrations/call.ts";
import { changesBetween } from "./compare.ts";
import { itemOf } from "./item.ts";
import { provenanceOfAuthor } from "./provenance.ts";
import { lookUp } from "../../../../platform/look-up.ts";

export interface AsanaLook {
  client: AsanaClient;
  /** The project's name here, and its number there. */
  project: string;
  gid: string;
  now: () => number;
}

type Author = { gid: string; name?: string | null | undefined } | null | undefined;

const longestText = 200_000;

/**
 * What has happened to one task since we knew it: the stories tell what was said and who did it, and the difference tells
 * what was done, however many events were lost.
 * @param known as we know it; null: not at all.
 * @param since what is older than that isn't told of a task that we don't know.
 */
export async function lookAtTask(
  look: AsanaLook,
  task: WireTask | null,
  known: WatchItem | null,
  since: number,
): Promise<CallOutcome<{ item: WatchItem | null; signals: WatchSignal[] }>> {
  const item = task === null ? goneOf(known) : itemOf(task, look.gid);
  if (item === null || (known === null && item.removed))
    return { kind: "answered", value: { item: null, signals: [] } };
  const read = task === null ? null : await look.client.stories(task.gid);
  if (read !== null && read.kind !== "answered") return read;
  const after = known === null ? since : known.updatedAt;
  const stories = (read?.value ?? []).filter(({ created_at: at }) => at > after);
  const signal = signalsOn(look, item);

  const signals: WatchSignal[] = [];
  if (known !== null)
    for (const { type, name, detail, words, stories: kinds } of changesBetween(known, item)) {
      const story = stories.findLast((one) => kinds.includes(one.resource_subtype)) ?? null;
      const at = story?.created_at ?? item.updatedAt;
      const id = `task:${item.key}:${name}:${item.updatedAt}:${(detail["to"] ?? "none").slice(0, 60)}`;
      signals.push(await signal({ id, type, at, words, text: null, detail, author: story?.created_by }));
    }
  else if (task !== null && isNew(task, stories, since))
    signals.push(
      await signal({
        id: `task:${item.key}:created`,
        type: "ticket_created",
        at: task.created_at,
        words: "created",
        text: task.notes || null,
        detail: { status: item.status },
        author: task.created_by,
      }),
    );
  for (const story of stories) {
    const told = lookUp(storyWords, story.resource_subtype);
    if (told === undefined || (story.resource_subtype === "notes_changed" && known === null)) continue;
    const { created_at: at, created_by: author } = story;
    const text = told.type === "ticket_comment" ? story.text : task?.notes;
    signals.push(
      await signal({ ...told, id: `story:${story.gid}`, at, author, text: text || null, detail: {} }),
    );
  }
  return { kind: "answered", value: { item, signals } };
}

/** Stories that say something which the difference doesn't. */
const storyWords: Record<string, { type: "ticket_comment" | "ticket_changed"; words: string } | undefined> = {
  comment_added: { type: "ticket_comment", words: "comment" },
  notes_changed: { type: "ticket_changed", words: "description changed" },
};

/** Made since then, or put into the project since then. */
function isNew(task: WireTask, stories: readonly WireStory[], since: number): boolean {
  return task.created_at >= since || stories.some((one) => one.resource_subtype === "added_to_project");
}

/** A task that Asana doesn't know any more. */
function goneOf(known: WatchItem | null): WatchItem | null {
  return known === null || known.removed ? null : { ...known, removed: true };
}

interface Told {
  id: string;
  type: WatchSignal["type"];
  at: number;
  words: string;
  text: string | null;
  detail: WatchSignal["detail"];
  author: Author;
}

function signalsOn({ client, project, now }: AsanaLook, { key, title, url }: WatchItem) {
  return async ({ id, type, at, words, text, detail, author }: Told): Promise<WatchSignal> => ({
    id: watchSignalId(project, "asana", id),
    project,
    source: "asana",
    type,
    item: key,
    at,
    title: `${title}: ${words}`.replaceAll(/\s+/g, " ").slice(0, 300),
    text: text?.slice(0, longestText) ?? null,
    author: { name: author?.name || "Asana", address: null },
    to: [],
    attachments: [],
    url,
    provenance: await provenanceOfAuthor(client, author?.gid ?? null, now()),
    detail,
  });
}
