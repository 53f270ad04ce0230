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
    topic: string("topic") ?? "the subject of this text",
    audience: string("audience") ?? "everybody who has to live with the result",
    tone: string("tone"),
    keyPoints: (Array.isArray(points) ? points : [])
      .filter((point) => typeof point === "string")
      .map((point) => point.replace(/[.;]+$/, "")),
    link: string("link"),
    period: string("period"),
  };
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
