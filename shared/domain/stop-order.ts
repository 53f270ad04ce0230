import type { StopScope } from "./stop.ts";

/** What somebody says to stop something, or to let it go on. */
export interface StopOrder {
  verb: "stop" | "resume";
  scope: StopScope;
  /** Empty when no words were given. */
  reason: string;
}

const kinds = {
  project: "project",
  job: "job",
  service: "service",
  kind: "action_kind",
  action_kind: "action_kind",
} as const;

/** How an order is said, after its verb. */
export const orderUsage = "everything|project NAME|job NAME|service NAME|kind NAME [because] WHY";

/** Reads an order: `stop everything because …`, `resume project web-shop …`. Null for what is none. */
export function readStopOrder(text: string): StopOrder | null {
  const [, verb = "", what = "", rest = ""] =
    /^\s*(?:please,?\s+)?(stop|resume)\s+([a-z_]+)\b[,:]?\s*([^]*?)\s*$/i.exec(text) ?? [];
  const named = what.toLowerCase();
  const order = verb.toLowerCase() === "resume" ? "resume" : "stop";
  if (named === "everything" || named === "all")
    return { verb: order, scope: { kind: "all" }, reason: reasonIn(rest) };
  const kind = isNamed(named) ? kinds[named] : null;
  const [, name = "", words = ""] = /^(\S+?)[,:]?(?:\s+([^]*))?$/.exec(rest) ?? [];
  if (verb === "" || kind === null || name === "") return null;
  return { verb: order, scope: { kind, name }, reason: reasonIn(words) };
}

/** Whether words that are no order begin like one to stop: whoever says them must not be left to think that it was obeyed. */
export function wantsToStop(text: string): boolean {
  return /^\s*(?:please,?\s+)?stop\b/i.test(text);
}

function isNamed(word: string): word is keyof typeof kinds {
  return Object.hasOwn(kinds, word);
}

function reasonIn(words: string): string {
  return words.replace(/^(?:because\b|[-–:,])\s*/i, "").trim();
}
