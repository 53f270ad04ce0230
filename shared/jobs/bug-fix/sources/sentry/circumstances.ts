import { cut } from "../../../../platform/cut.ts";
import { redact } from "../../../../platform/redact.ts";
import type { SentryEvent } from "../../../../integrations/sentry/event.ts";

const breadcrumbsShown = 12;
const tagsShown = 12;
const longestLine = 300;

/** What was so when an error happened, a line each, without secrets and personal data. All of it is anybody's words. */
export function circumstancesOf(event: SentryEvent): string {
  const { release, environment, platform, at, request, tags, breadcrumbs } = event;
  const known = new Set(["release", "environment", "level"]);
  const others = tags.filter(([key]) => !known.has(key)).slice(0, tagsShown);
  return lines([
    labelled("Happened", at),
    labelled("Release", release),
    labelled("Environment", environment),
    labelled("Platform", platform),
    labelled("Request", request && [request.method, withoutValues(request.url)].filter(Boolean).join(" ")),
    labelled("Its body", request?.data ? shapeOf(request.data) : null),
    labelled("Tags", others.map(([key, value]) => `${key}=${value}`).join(", ")),
    breadcrumbs.length === 0 ? null : "What came before, the latest last:",
    ...breadcrumbs
      .map(breadcrumbLine)
      .filter((line) => line !== "- ")
      .slice(-breadcrumbsShown),
  ]);
}

/** When an issue was seen. A first time that is a release's is a regression. */
export function seenOf({
  firstSeen,
  lastSeen,
}: {
  firstSeen?: string | null | undefined;
  lastSeen?: string | null | undefined;
}): string {
  return lines([labelled("First seen", firstSeen), labelled("Last seen", lastSeen)]);
}

/** What several events of an issue share, and where they differ; nothing of a single one. */
export function commonOf(events: readonly SentryEvent[]): string {
  if (events.length < 2) return "";
  const aspects: [string, (event: SentryEvent) => string | null][] = [
    ["release", ({ release }) => release],
    ["environment", ({ environment }) => environment],
    [
      "request",
      ({ request }) => request && [request.method, withoutValues(request.url)].filter(Boolean).join(" "),
    ],
    ["message", ({ errors, message }) => errors.at(-1)?.value ?? message],
    ...["browser", "os", "runtime", "device", "transaction"].map(
      (tag): [string, (event: SentryEvent) => string | null] => [
        tag,
        ({ tags }) => tags.find(([key]) => key === tag)?.[1] ?? null,
      ],
    ),
  ];
  return lines([
    `The ${events.length} newest events:`,
    ...aspects.map(([name, of]) => {
      const seen = [...new Set(events.flatMap((event) => of(event) ?? []))];
      if (seen.length === 0) return null;
      return `- ${name}: ${seen.length === 1 ? "all" : "differ"}: ${seen.map((one) => cut(one, 120)).join(" | ")}`;
    }),
  ]);
}

function breadcrumbLine({ at, category, level, message, data }: SentryEvent["breadcrumbs"][number]): string {
  const time = typeof at === "number" ? new Date(at * 1000).toISOString() : at;
  const { method, url, status_code: status } = data ?? {};
  const call = [method, typeof url === "string" ? withoutValues(url) : null, status].filter(
    (one) => typeof one !== "object" && one !== undefined,
  );
  const words = [time, category, level === "info" ? null : level, message, call.join(" ")];
  return `- ${words.filter((one) => one).join(" ")}`;
}

function labelled(label: string, value: string | null | undefined): string | null {
  return value ? `${label}: ${value}` : null;
}

function lines(all: readonly (string | null)[]): string {
  return all
    .flatMap((line) => (line === null ? [] : cut(redact(line.replaceAll(/\s+/g, " ").trim()), longestLine)))
    .join("\n");
}

/** An address with the names of its parameters: what they hold is somebody's. */
function withoutValues(url: string | null): string | null {
  return url === null ? null : url.replace(/#.*$/, "").replaceAll(/([?&][^=&]*)=[^&]*/g, "$1=…");
}

/** What a value is made of, without what it says. */
function shapeOf(value: unknown, depth = 0): string {
  if (Array.isArray(value))
    return value.length === 0 ? "[]" : `[${shapeOf(value[0], depth + 1)}, ${value.length} in all]`;
  if (value === null || typeof value !== "object") return value === null ? "null" : typeof value;
  if (depth > 2) return "{…}";
  return `{ ${Object.entries(value)
    .slice(0, 20)
    .map(([key, one]) => `${key}: ${shapeOf(one, depth + 1)}`)
    .join(", ")} }`;
}
