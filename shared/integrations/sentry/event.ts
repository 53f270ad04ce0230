import { z } from "zod";

/**
 * An event of Sentry's, as its webhooks and its API have it: the same things, often by two spellings. Where something was
 * not of its form Sentry leaves null, and each version has its own; an event that is read half is worth more than one that
 * is refused, so what can't be read is passed over.
 */
const words = z.string().nullish().catch(null);
/** What is thrown may be a number, and so may what it says of itself. */
const said = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null);
const whole = z
  .union([
    z.number().int(),
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ])
  .nullish()
  .catch(null);
const flag = z.boolean().nullish().catch(null);

/** Those of a list that can be read. */
function listed<T>(item: z.ZodType<T>) {
  return z
    .array(z.unknown())
    .nullish()
    .catch(null)
    .transform((all) =>
      (all ?? []).flatMap((one) => {
        const parsed = item.safeParse(one);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

/** Sentry says it either with `values` around it or without. */
function values<T>(item: z.ZodType<T>) {
  const list = listed(item);
  return z.union([z.object({ values: list }).transform((around) => around.values), list]);
}

/** What Sentry calls a function that has no name. */
const nameless: ReadonlySet<string | null | undefined> = new Set([
  null,
  undefined,
  "",
  "?",
  "<anonymous>",
  "<unknown>",
]);

const frame = z
  .object({
    filename: words,
    abs_path: words,
    absPath: words,
    package: words,
    module: words,
    function: words,
    lineno: whole,
    lineNo: whole,
    in_app: flag,
    inApp: flag,
    context_line: words,
    context: listed(z.tuple([z.number(), z.string().nullable()])),
    vars: z.record(z.string(), z.unknown()).nullish().catch(null),
  })
  .transform((one) => {
    const line = one.lineno ?? one.lineNo ?? null;
    // An address in a program without file or module leads to no code.
    const place = one.abs_path || one.absPath || one.filename || one.module;
    const isPlaced = Boolean(place);
    return {
      file: place || one.package || "",
      line,
      function: nameless.has(one.function) ? null : (one.function ?? null),
      module: one.module || null,
      /** null: whoever reported it has said nothing of that. */
      inApp: one.in_app ?? one.inApp ?? (isPlaced ? null : false),
      source: one.context_line ?? one.context.find(([number]) => number === line)?.[1] ?? null,
      variables: one.vars ?? null,
    };
  });
export type SentryFrame = z.output<typeof frame>;

/** The innermost call first; Sentry has it last. */
const stack = z
  .object({ frames: listed(frame) })
  .nullish()
  .catch(null)
  .transform((one) => (one?.frames ?? []).filter(({ file }) => file !== "").toReversed());

const exception = z
  .object({ type: said, value: said, stacktrace: stack, rawStacktrace: stack, raw_stacktrace: stack })
  .transform(({ type, value, stacktrace, rawStacktrace, raw_stacktrace }) => ({
    type: type ?? null,
    value: value ?? null,
    // What a source map or symbols have made of the calls; as they came where it made nothing.
    frames: [stacktrace, rawStacktrace, raw_stacktrace].find((frames) => frames.length > 0) ?? [],
  }));
export type SentryException = z.output<typeof exception>;

const thread = z
  .object({ crashed: flag, current: flag, stacktrace: stack })
  .transform(({ crashed, current, stacktrace }) => ({
    mattered: crashed ?? current ?? false,
    frames: stacktrace,
  }));

const breadcrumb = z
  .object({
    timestamp: z.union([z.string(), z.number()]).nullish().catch(null),
    category: words,
    type: words,
    level: words,
    message: words,
    data: z.record(z.string(), z.unknown()).nullish().catch(null),
  })
  .transform(({ timestamp, category, type, level, message, data }) => ({
    at: timestamp ?? null,
    category: category ?? type ?? null,
    level: level ?? null,
    message: message ?? null,
    data: data ?? null,
  }));

const request = z
  .object({ method: words, url: words, data: z.unknown() })
  .nullish()
  .catch(null)
  .transform((one) => one && { method: one.method ?? null, url: one.url ?? null, data: one.data ?? null });

const pair = z.union([
  z.tuple([z.string(), z.string()]),
  z
    .object({ key: z.string(), value: z.string() })
    .transform(({ key, value }): [string, string] => [key, value]),
]);

/** Pairs, or as SDKs send them: an object. */
const pairs = z.union([
  z
    .record(z.string(), z.unknown())
    .transform((all) =>
      Object.entries(all).flatMap(([key, value]): [string, string][] =>
        typeof value === "string" ? [[key, value]] : [],
      ),
    ),
  listed(pair),
]);

const entry = z.object({ type: z.string(), data: z.unknown() });

/** What both have, under whichever name. */
const parts = {
  title: words,
  message: words,
  culprit: words,
  level: words,
  platform: words,
  environment: words,
  release: z
    .union([z.string(), z.object({ version: z.string() }).transform(({ version }) => version)])
    .nullish()
    .catch(null),
  dateCreated: words,
  datetime: words,
  logentry: z.object({ formatted: words, message: words }).nullish().catch(null),
  exception: values(exception),
  stacktrace: stack,
  threads: values(thread),
  breadcrumbs: values(breadcrumb),
  request,
  tags: pairs,
  entries: listed(entry),
};
const shared = z.object(parts);
const contents = z.object({
  exception: parts.exception,
  stacktrace: stack,
  threads: parts.threads,
  breadcrumbs: parts.breadcrumbs,
  request,
  message: z.object({ formatted: words, message: words }).nullish().catch(null),
});

function read(event: z.output<typeof shared>) {
  // The API keeps each part in an entry of its type.
  const entries = contents.parse(Object.fromEntries(event.entries.map(({ type, data }) => [type, data])));
  const errors = [...event.exception, ...entries.exception];
  const threads = [...event.threads, ...entries.threads];
  const loose = [
    event.stacktrace,
    entries.stacktrace,
    (threads.find(({ mattered }) => mattered) ?? threads[0])?.frames ?? [],
  ].find((frames) => frames.length > 0);
  const logged = event.logentry ?? entries.message;
  return {
    title: event.title ?? null,
    message: event.message || logged?.formatted || logged?.message || null,
    culprit: event.culprit ?? null,
    level: event.level ?? null,
    platform: event.platform ?? null,
    environment: event.environment ?? event.tags.find(([key]) => key === "environment")?.[1] ?? null,
    release: event.release ?? event.tags.find(([key]) => key === "release")?.[1] ?? null,
    at: event.dateCreated ?? event.datetime ?? null,
    /** A chain of exceptions, causes first. */
    errors,
    /** Calls that stand for no exception: of a message with a stack, or of the thread that crashed. */
    frames: loose ?? [],
    breadcrumbs: [...event.breadcrumbs, ...entries.breadcrumbs],
    request: event.request ?? entries.request ?? null,
    tags: event.tags,
  };
}

/** Sentry asks for things by their id in a path: what no path can hold is none. */
export const id = z.union([z.string().min(1).max(100), z.number().transform(String)]);

/** As the API answers it. */
export const apiEvent = z.object({ ...parts, eventID: id }).transform(({ eventID, ...event }) => ({
  id: eventID,
  ...read(event),
}));

/** As webhooks carry it. */
export const hookEvent = z
  .object({
    ...parts,
    event_id: id,
    issue_id: id.nullish(),
    /** …/api/0/projects/{organization}/{project}/events/{event}/: nothing else in an event names its project. */
    url: words,
    web_url: words,
  })
  .transform(({ event_id, issue_id, url, web_url, ...event }) => ({
    id: event_id,
    issueId: issue_id ?? null,
    url: url ?? null,
    webUrl: web_url ?? null,
    ...read(event),
  }));

export type SentryEvent = z.output<typeof apiEvent>;
export type HookEvent = z.output<typeof hookEvent>;
