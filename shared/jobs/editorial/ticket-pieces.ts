import { jiraPlaces } from "../../policy/known-places.ts";
import { SignalboxError } from "../../platform/errors.ts";
import type { Spine } from "../../spine/context.ts";
import { type Piece, piece } from "./outlets/outlet.ts";
import { tickets } from "./outlets/ticket.ts";

interface ProposedTicket {
  type: "Task" | "Bug";
  summary: string;
  description: string;
}

/**
 * Proposals of tickets, in the Jira project that is named or else the first of the project's own; none where it has none.
 * @throws SignalboxError `bad_request` when a Jira project is named that the rules don't know as the project's.
 */
export function ticketPieces(
  { settings }: Pick<Spine, "settings">,
  { project, named }: { project: string; named: string | null },
  proposed: readonly ProposedTicket[],
): Piece[] {
  const own = jiraPlaces(settings.RULES).filter(({ projects }) => projects.includes(project));
  const place = named === null ? own[0] : own.find(({ key }) => key === named.toUpperCase());
  if (place === undefined && named !== null)
    throw new SignalboxError("bad_request", `${named} is no Jira project of ${project}`);
  if (place === undefined) return [];
  return tickets.flatMap((outlet, at) => {
    const one = proposed[at];
    return one === undefined ? [] : [piece(outlet, { project: place.key, ...one })];
  });
}
