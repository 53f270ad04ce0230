import { isObject } from "../../json.ts";
import { elements } from "../wire.ts";

/** A brief as far as the stand-in reads it; what a kind doesn't have is null or empty. */
export interface Brief {
  topic: string;
  audience: string;
  tone: string | null;
  keyPoints: string[];
  link: string | null;
  period: string | null;
  /** All lists of words in it that name something, such as the platforms that are wanted. */
  lists: string[][];
}

/** The brief that stands in a prompt. */
export function readBrief(prompt: string): Brief {
  const brief: unknown = JSON.parse(elements(prompt, "brief")[0] ?? "");
  const field = (name: string): unknown => (isObject(brief) ? brief[name] : undefined);
  const string = (name: string): string | null => {
    const value = field(name);
    return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
  };
  const points = field("keyPoints");
  return {
    topic: string("topic") ?? subjectIn(prompt) ?? "the subject of this text",
    audience: string("audience") ?? "everybody who has to live with the result",
    tone: string("tone"),
    keyPoints: (Array.isArray(points) ? points : [])
      .filter((point) => typeof point === "string")
      .map((point) => point.replace(/[.;]+$/, "")),
    link: string("link"),
    period: string("period"),
    lists: Object.values(isObject(brief) ? brief : {}).flatMap((value) =>
      Array.isArray(value) ? [value.filter((one) => typeof one === "string")] : [],
    ),
  };
}

/** What the mail is about that is to be answered; null: there is none. */
function subjectIn(prompt: string): string | null {
  const subject = /^Subject: (.+?)[.!?\s]*$/m.exec(elements(prompt, "source").join("\n"))?.[1];
  return subject ?? null;
}

/** Those of some fields that a list of the brief asks for by their names; null where none does: then all are wanted. */
export function wantedOf(
  { lists }: Brief,
  properties: Readonly<Record<string, { description?: string | undefined }>>,
): Set<string> | null {
  const names = Object.keys(properties);
  // One word may stand for several: "posts".
  const posts = names.filter((name) => /^the post on\b/.test(properties[name]?.description ?? ""));
  const wanted = lists.flatMap((list) => [
    ...list.filter((one) => names.includes(one)),
    ...(list.includes("posts") ? posts : []),
  ]);
  return wanted.length === 0 ? null : new Set(wanted);
}

/** The points of what was read besides: its list's entries. */
export function sourceLines(prompt: string): string[] {
  const source = elements(prompt, "source").join("\n");
  return Array.from(source.matchAll(/^- (.+)$/gm), ([, line = ""]) => line.replace(/[.;]+$/, ""));
}

/** What an editor asked for after the version before. */
export function feedbackIn(prompt: string): string {
  return elements(prompt, "feedback").join(" ").trim();
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A text of at most so many characters, cut between words. */
export function cut(text: string, characters: number): string {
  if (text.length <= characters) return text;
  return `${text.slice(0, characters - 1).replace(/\s+\S*$/, "")}…`;
}
