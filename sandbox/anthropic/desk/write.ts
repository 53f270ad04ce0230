import { blogPost } from "./blog-post.ts";
import { type Brief, capital, cut, feedbackIn, readBrief, sourceLines, wantedOf } from "./brief.ts";
import { label, shortLabel } from "../../../shared/domain/stand-in-label.ts";
import { limitOf } from "./limit.ts";
import type { Node, Schema } from "./schema.ts";
import { themes } from "./themes.ts";
import { plainWords } from "./words.ts";

/** What is written with more care than from its schema alone, known by the fields that it has. */
const careful: readonly { fields: readonly string[]; write: (prompt: string) => Record<string, unknown> }[] =
  [
    { fields: ["slug", "markdown"], write: blogPost },
    { fields: ["themes"], write: themes },
  ];

/** What the stand-in works with while it fills a form in. */
interface Desk {
  schema: Schema;
  system: string;
  prompt: string;
  brief: Brief;
  /** The point that an entry of a list is about; null: the whole brief. */
  point: string | null;
}

/** A draft in whatever form is asked for, from the words of brief and source. Same input, same draft. */
export function writeDraft(schema: Schema, system: string, prompt: string): unknown {
  return object({ schema, system, prompt, brief: readBrief(prompt), point: null }, schema.root);
}

function object(desk: Desk, { properties = {} }: Node): Record<string, unknown> {
  const names = Object.keys(properties);
  const known = careful
    .find(({ fields }) => fields.every((name) => names.includes(name)))
    ?.write(desk.prompt);
  const wanted = wantedOf(desk.brief, properties);
  return Object.fromEntries(
    Object.entries(properties).map(([name, place]) => {
      if (known !== undefined && name in known) return [name, known[name]];
      const form = desk.schema.nullable(place);
      if (form === null) return [name, value(desk, name, desk.schema.at(place))];
      return [name, wanted === null || wanted.has(name) ? value(desk, name, form) : null];
    }),
  );
}

function value(desk: Desk, name: string, form: Node): unknown {
  if (form.enum !== undefined) return form.enum[0];
  switch (form.type) {
    case "object":
      return object(desk, form);
    case "array":
      return list(desk, form);
    case "boolean":
      return false;
    case "integer":
    case "number":
      return Number(/minimum: (\d+)/.exec(form.description ?? "")?.[1] ?? 1);
    case undefined:
    default:
      return text(desk, name, form);
  }
}

function list(desk: Desk, { items, minItems, description }: Node): unknown[] {
  const { brief, schema } = desk;
  if (/\bfacts?\b/i.test(description ?? "")) return worded(desk.prompt);
  const points = brief.keyPoints.length > 0 ? brief.keyPoints : [brief.topic];
  const least = minItems ?? Number(/minItems: (\d+)/.exec(description ?? "")?.[1] ?? 1);
  const count = Math.max(least, Math.min(points.length, 5));
  return Array.from({ length: count }, (_, at) => {
    const nth = at < points.length ? "" : ` (${Math.floor(at / points.length) + 1})`;
    const point = `${points[at % points.length] ?? brief.topic}${nth}`;
    const form = schema.at(items ?? {});
    if (form.type !== "string") return value({ ...desk, point }, "", form);
    return cut(capital(point), limitOf(form.description ?? description) ?? 300);
  });
}

/** The facts of a source, as they stand there. */
function worded(prompt: string): string[] {
  const exact = exactIn(prompt);
  if (exact !== null) return [exact];
  const feedback = feedbackIn(prompt);
  const asked = feedback === "" ? [] : [`As the editor wished: ${feedback}`];
  return [...sourceLines(prompt), ...asked, `(${shortLabel})`];
}

/** What a source says that is to be answered word by word; null: nothing. */
function exactIn(prompt: string): string | null {
  return /^Answer .* with exactly: (.+)$/m.exec(prompt)?.[1] ?? null;
}

/** Room enough for a text that says who put it together. */
const labelled = 160;

function text({ system, prompt, brief, point }: Desk, name: string, { description }: Node): string {
  const said = description ?? new RegExp(`^- ${name}: (.+(?:\\n  .+)*)`, "m").exec(system)?.[1];
  const most = limitOf(said) ?? 1500;
  const subject = point ?? brief.topic;
  if (/^the address\b/i.test(said ?? "") && brief.link !== null) return brief.link;
  if (/\bfile's name\b/i.test(said ?? ""))
    return `${
      plainWords(subject)
        .slice(0, 4)
        .join("-")
        .replaceAll(/[^a-z-]/g, "") || "example"
    }.ts`;
  if (most < labelled || /\bone line\b/i.test(said ?? "")) {
    const title = brief.period === null || point !== null ? subject : `${subject}, ${brief.period}`;
    return cut(capital(title.replaceAll(/\s+/g, " ")), Math.min(most, 120));
  }
  if (/^the code\b/i.test(said ?? ""))
    return `// ${shortLabel}\n// ${feedbackIn(prompt).replaceAll(/\s+/g, " ")}\nexport const subject = ${JSON.stringify(subject)};\n`;
  const exact = exactIn(prompt);
  if (exact !== null) return exact;
  const feedback = feedbackIn(prompt);
  const asked = feedback === "" ? [] : [`As the editor wished: ${feedback}`];
  const points = brief.keyPoints.length > 0 ? brief.keyPoints : sourceLines(prompt);
  // Each network has its own words.
  const network = /\bpost on (\w+)/.exec(said ?? "")?.[1];
  if (most <= 600 || point !== null || network !== undefined) {
    const by = network === undefined ? shortLabel : `For ${network}: ${shortLabel}`;
    const end = [...(brief.link === null || point !== null ? [] : [brief.link]), `(${by})`].join("\n");
    const sentences = point === null ? points.map((one) => `${capital(one)}.`) : [];
    const room = Math.min(most, 1500) - end.length - 2;
    return `${cut([...asked, `${capital(subject)}.`, ...sentences].join(" "), room)}\n\n${end}`;
  }
  const marked = /\bmarkdown\b/i.test(`${name} ${said ?? ""}`) ? `*${label}*` : label;
  const lines = points.map((one) => `- ${capital(cut(one, 300))}.`).join("\n");
  const body = [...asked, lines === "" ? `${capital(subject)}.` : lines].join("\n\n");
  return `${marked}\n\n${cut(body, most - marked.length - 2)}`;
}
