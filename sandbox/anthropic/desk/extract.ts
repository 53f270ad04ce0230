import type { Node, Schema } from "./schema.ts";
import { timesOf } from "./times.ts";

/** How some fields are found that people rarely put behind a label. */
const patterns: Readonly<Record<string, (text: string) => string | null>> = {
  topic: (text) =>
    /\b(?:about|über|campaign for|that shows|experiment (?:on|for)|ideas (?:for|to))\s+([^\n.;:]+)/i
      .exec(text)?.[1]
      ?.trim()
      .replace(/,?\s+(?:(?:today|tomorrow|(?:on\s+)?\w+day)\s+)?at\s+\d+$/i, "")
      .replace(/,?\s+(?:for\s+.*|(?:in|to)\s+[<#].*|please)$/i, "") ?? null,
  audience: (text) =>
    /\b(?:for|aimed at)\s+((?:our\s+|the\s+)?[\w-]+(?:\s+[\w-]+){0,4}?(?:\s+(?:teams?|engineers?|developers?|customers?|readers?|people|managers?|leads?))?)\s*(?=[.,\n]|$)/i
      .exec(text)?.[1]
      ?.trim() ?? null,
  language: (text) =>
    /\b(?:TypeScript|JavaScript|Python|Go|Rust|Java|Kotlin|Ruby|PHP|Swift|Bash|SQL)\b/i.exec(text)?.[0] ??
    null,
  sourceChannel: sourceIn,
  channel: (text) => {
    const source = sourceIn(text);
    const rest = source === null ? text : text.replace(source, "");
    // The one that was named last: it answers what was asked about the others.
    const named = (form: RegExp) => [...rest.matchAll(form)].at(-1)?.[0] ?? null;
    return named(/<#[^>]+>/g) ?? named(/\B#[a-z][\w-]+/g);
  },
  period: (text) =>
    /\b(?:the )?(?:last|past) (?:\w+ )?(?:hours?|days?|weeks?|months?)\b|\bthis (?:week|month)\b|\bsince (?:yesterday|\w+day)\b/i.exec(
      text,
    )?.[0] ?? null,
};

/** The channel that feedback stands in, where one is named behind the word. */
function sourceIn(text: string): string | null {
  const named = /\b(?:feedback|reviews?|messages?|said|posted)\s+(?:in|from|of)\s+(<#[^>]+>|#[a-z][\w-]+)/i;
  return named.exec(text)?.[1] ?? null;
}

/** A field of a brief as far as plain patterns find it in a text; what isn't said is null or empty. */
export function extract(schema: Schema, name: string, field: Node, text: string): unknown {
  const form = schema.nullable(field);
  const found = labelled(text, name) ?? patterns[name]?.(text) ?? null;
  if (form !== null) return form.enum === undefined ? found : (mentioned(form.enum, text)[0] ?? null);
  const { type, items } = schema.at(field);
  if (type !== "array" || items === undefined) return found ?? "";
  const item = schema.at(items);
  if (name === "recipients") return addressesIn(text);
  if (item.enum !== undefined) return mentioned(item.enum, text);
  if (item.type === "object") return name === "times" ? timesOf(text) : [];
  return listed(text);
}

/** What stands behind a label, which is the field's name: "Key metric: ten signups". */
function labelled(text: string, name: string): string | null {
  const label = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const behind = new RegExp(`^\\W*${label}\\W*:\\s*\\**\\s*(.+)$`, "im").exec(text)?.[1];
  return behind?.trim() ?? null;
}

/** The names among some that a text has in it, in one or more: "two LinkedIn posts". */
function mentioned(names: readonly unknown[], text: string): unknown[] {
  return names.filter(
    (name) =>
      typeof name === "string" && new RegExp(`\\b${name.replaceAll("_", "[ _]")}s?\\b`, "i").test(text),
  );
}

function listed(text: string): string[] {
  return Array.from(text.matchAll(/^\s*(?:[-•*]|\d+[.)])\s+(.+)$/gm), (found) => (found[1] ?? "").trim());
}

function addressesIn(text: string): string[] {
  return Array.from(text.matchAll(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g), ([address]) => address);
}
