import { z } from "zod";
import type { Provenance } from "../../domain/provenance.ts";
import type { Rules } from "../../policy/rules.ts";
import type { Desk } from "./desk.ts";
import { orderedKind } from "./order.ts";
import { deskOf, editorialKinds } from "./registry.ts";
import type { Route } from "./rules.ts";

/** What a request was known by before anybody had thought about it. */
export interface Routed {
  kind: string;
  desk: Desk;
  /** Null: the rule names none. */
  project: string | null;
  /** The rule in plain words. */
  rule: string;
}

/** What rules ask about, in a signal of any form. */
const facets = z.object({
  type: z.string(),
  channel: z.string().nullish(),
  /** The address that a mail came to, and those that it was written to. */
  mailbox: z.string().optional(),
  to: z.array(z.string()).default([]),
  labels: z.array(z.string()).default([]),
  text: z.string().default(""),
  /** The kind of text that a schedule names. */
  kind: z.string().nullish(),
});
type Facets = z.infer<typeof facets>;

interface Asking {
  body: object;
  provenance: Provenance;
}

/**
 * The kind of text that a request is for by rules alone: what its schedule says, then the team's routes in their order, then
 * that a mail from somebody outside wants an answer, then a plain order of one of ours. Null: it takes thought. A route to a kind that there isn't sends nothing.
 */
export function routeOf(
  { editorial }: Pick<Rules, "editorial">,
  { body, provenance }: Asking,
): Routed | null {
  const read = facets.safeParse(body);
  if (!read.success) return null;
  const { type, kind, text } = read.data;
  const told = (to: string, rule: string, project: string | null = null): Routed[] => {
    const desk = deskOf(to);
    return desk === null ? [] : [{ kind: to, desk, project, rule }];
  };
  const [first] = [
    ...(type === "schedule" && typeof kind === "string" ? told(kind, "its schedule names the kind") : []),
    ...editorial.routes.flatMap((route, at) =>
      fits(route, read.data) ? told(route.kind, wordsOf(route, at), route.project ?? null) : [],
    ),
    ...(type === "mail" && provenance === "external"
      ? told("mail_reply", "a mail from outside wants an answer")
      : []),
    // A mail begins with whom it greets, and has others' words below its own.
    ...(type === "mail" ? [] : told(orderedKind(text, editorialKinds) ?? "", "it is a plain order for one")),
  ];
  return first ?? null;
}

function fits({ channel, address, label }: Route, asked: Facets): boolean {
  const known = [
    channel === undefined || asked.channel === channel,
    address === undefined || addressesOf(asked).some((one) => isAt(one, address)),
    label === undefined || asked.labels.some((one) => one.toLowerCase() === label.toLowerCase()),
  ];
  // One that says nothing would fit everything.
  const says = [channel, address, label].some((one) => one !== undefined);
  return says && known.every(Boolean);
}

function addressesOf({ mailbox, to }: Facets): string[] {
  return [...(mailbox === undefined ? [] : [mailbox]), ...to].map((one) => one.toLowerCase());
}

function isAt(address: string, asked: string): boolean {
  return asked.startsWith("@") ? address.endsWith(asked) : address === asked;
}

function wordsOf({ channel, address, label }: Route, at: number): string {
  const what = [
    ...(channel === undefined ? [] : [`channel ${channel}`]),
    ...(address === undefined ? [] : [`address ${address}`]),
    ...(label === undefined ? [] : [`label ${label}`]),
  ];
  return `route ${at + 1} of the rules says so for ${what.join(" and ")}`;
}
