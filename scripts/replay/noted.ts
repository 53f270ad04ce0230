import type { ArtefactKind, Entry } from "../../shared/domain/artefacts/artefact.ts";
import type { StoryEvent } from "../../sandbox/story/events.ts";
import type { Noted } from "../../sandbox/story/score.ts";
import type { Signal } from "./atlas.ts";

/** Which event of the story each signal tells of, by the second at which it happened: no two share one. */
export function eventsBySignal(
  signals: readonly Pick<Signal, "id" | "source" | "at">[],
  events: readonly StoryEvent[],
): Map<string, string> {
  const byMoment = new Map(
    events.map((event) =>
      event.kind === "mail"
        ? [`outlook ${second(event.sentAt)}`, event.id]
        : [`jira ${second(event.at)}`, event.id],
    ),
  );
  const found = new Map<string, string>();
  for (const { id, source, at } of signals) {
    const event = byMoment.get(`${source} ${second(Date.parse(at))}`);
    if (event !== undefined) found.set(id, event);
  }
  return found;
}

/** The entries of an artefact with the story's events that they come from; of its head nothing is expected. */
export function notedIn(
  artefact: ArtefactKind,
  entries: readonly Pick<Entry, "id" | "fields" | "sources">[],
  events: ReadonlyMap<string, string>,
): Noted[] {
  return entries
    .filter(({ id }) => id !== "head")
    .map(({ id, fields, sources }) => ({
      artefact,
      id,
      title: String(fields["title"] ?? ""),
      as: String(fields[artefact === "raid_log" ? "type" : "status"] ?? ""),
      events: sources.map((source) => events.get(source) ?? source),
    }));
}

function second(ms: number): number {
  return Math.floor(ms / 1000);
}
