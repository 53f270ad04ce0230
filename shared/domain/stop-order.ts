import { isPutOff } from "./reservation.ts";
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

/**
 * Reads an order: `stop everything because …`, `resume project web-shop …`. Null for what is none. To stop is right whenever it is said,
 * to resume only where it isn't put off.
 */
export function readStopOrder(text: string): StopOrder | null {
  const [, verb = "", what = "", rest = ""] =
    /^\s*(?:(?:please|pls|plz|hey|hi|hello|ok(?:ay)?)\b[\s,.:!]*)*(stop|resume)\s+([a-z_]+)\b[,:]?\s*([^]*?)\s*$/i.exec(
      text,
    ) ?? [];
  const named = what.toLowerCase();
  const order = verb.toLowerCase() === "resume" ? "resume" : "stop";
  if (named === "everything" || named === "all")
    return order === "resume" && isPutOff(rest)
      ? null
      : { verb: order, scope: { kind: "all" }, reason: reasonIn(rest) };
  const kind = isNamed(named) ? kinds[named] : null;
  const [, name = "", words = ""] = /^(\S+?)[,:]?(?:\s+([^]*))?$/.exec(rest) ?? [];
  if (verb === "" || kind === null || name === "") return null;
  if (order === "resume" && isPutOff(words)) return null;
  return { verb: order, scope: { kind, name }, reason: reasonIn(words) };
}

const asking = String.raw`(?:(?:please|pls|plz|hey|hi|ok(?:ay)?|can|could|would|will|you|just|now)\b[\s,.:!]*)*`;
const wishing = String.raw`(?:(?:we|i|need|want|have|must|should|to)\b\s*)*`;
const meant = new RegExp(
  String.raw`^\s*${asking}(?:stop\b|${wishing}(?:stop|resume)\s+(?:everything|all|${Object.keys(kinds).join("|")})\b)`,
  "i",
);

/** Whether words that are no order begin like one: whoever says them must not be left to think that it was obeyed. */
export function wantsToStop(text: string): boolean {
  return meant.test(text);
}

function isNamed(word: string): word is keyof typeof kinds {
  return Object.hasOwn(kinds, word);
}

function reasonIn(words: string): string {
  const reason = words.replace(/^(?:because\b|[-–—:,])\s*/i, "").trim();
  return /[\p{L}\p{N}]/u.test(reason) ? reason : "";
}
