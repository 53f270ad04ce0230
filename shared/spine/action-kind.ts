import type { SQL } from "drizzle-orm";
import { z } from "zod";
import type { Statement } from "../db/ledger.ts";
import type {
  ApplyOutcome,
  EffectResult,
  Progress,
  PublishedStanding,
  ReconcileOutcome,
} from "../domain/sending.ts";
import type { Service } from "../domain/service.ts";
import type { Config } from "../platform/config.ts";
import { problemsOf } from "../platform/problems.ts";
import { type ApplicableKind, boundaryOf } from "../policy/boundaries.ts";
import type { JiraPlace } from "../policy/known-places.ts";
import type { Ground } from "./ground.ts";

/** An action as its kind's code gets it: the payload parsed from the approved bytes. */
export interface ApprovedAction<P> {
  id: string;
  taskId: string;
  target: string;
  digest: string;
  /** When the attempt that is under way or unanswered left, epoch milliseconds. */
  sentAt: number | null;
  /** When the first attempt of all left. */
  firstSentAt: number | null;
  /** What the service is still at, when it is asked again. */
  progress: Progress | null;
  payload: P;
  /** Whether what `store` makes is written; absent: nobody has tried yet. */
  stored?: boolean;
}

/** What a project's rules say that a kind may need to know to judge a payload. */
export interface KindRules {
  /** The project's name. */
  project: string;
  /** Mail addresses, or whole domains as `@example.com`, that count as stakeholders. Lower case. */
  stakeholders: readonly string[];
  /** Mail addresses of the people in PEOPLE. Lower case. */
  people: readonly string[];
  /** The repositories that the rules name, as `owner/name`, and those that were made on behalf of the project. */
  repositories: readonly string[];
  /** Those of them that are the project's. */
  ownRepositories: readonly string[];
  /** Those of them in which a rule says when something is merged. */
  mergedByRule: readonly string[];
  /** Whether it has to be said how people know that they are recorded. */
  consent: boolean;
  /** The organisation in which repositories may be made; null: none. */
  organisation: string | null;
  /** The Slack channels that the rules name. */
  channels: readonly string[];
  /** The Jira projects that the rules name. */
  jira: readonly JiraPlace[];
  /** The Jira project in which the project's tasks have their tickets; null: they have none. */
  tickets: string | null;
  /** Our organization at Sentry; null: none is set. */
  sentryOrganization: string | null;
}

/** A payload that a person has written, as it may be proposed; or why it can't. */
export type ByHand<P> = { kind: "fine"; payload: P } | { kind: "refused"; why: string };

/** As the person wrote it, unless something speaks against it. */
export function byHandUnless<P>(why: string | null, payload: P): ByHand<P> {
  return why === null ? { kind: "fine", payload } : { kind: "refused", why };
}

/** What is remembered of something that was published. */
export interface Remembered {
  /** What it is a version of: it takes the place of what is remembered of that. */
  of: string;
  /** Its words; null: it was taken back, and nothing is. */
  said: Preview | null;
}

/** An action as people are shown it before they decide: everything that would go out. */
export interface Preview {
  title: string;
  /** Markdown. */
  body: string;
}

/** What becomes a page of the public site, with all that the page says of it. */
export interface SitePage {
  /** Its address below the site's root: "posts/a-lever/". */
  path: string;
  title: string;
  summary: string;
  /** Who has written it; or the task of the post that it changes, whose author and day stay. */
  by: { author: string } | { post: string };
  words: number;
  tags: readonly string[];
  markdown: string;
}

/**
 * One kind of outside effect, in a file of its own. `P` is what it takes, `R` what it answers.
 * For an example see docs/examples/action-kind.ts.
 */
export interface ActionKindModule<K extends ApplicableKind, P, R extends EffectResult> {
  /** Its row in policy/boundaries.ts and its key in the registry. */
  kind: K;
  /** The payload's form. Its type is what the dashboard's rendering is written against. */
  schema: z.ZodType<P>;
  /** The result's form: what it is read with wherever it was kept meanwhile. */
  result: z.ZodType<R>;
  /** The service that the effect goes to, where settings may say which; null for our own storage. */
  service: Service | null | ((config: Config) => Service | null);
  /** What it costs besides the model, millionths of a dollar; absent: what its boundary says. */
  price?(payload: P): number;
  /** What the payload would change. Derived, so that nobody can name another target than the bytes have. */
  target(payload: P): string;
  preview(payload: P): Preview;
  /** What is remembered of it when it has happened. Absent: its preview, beside all else. */
  remembered?(payload: P, taskId: string): Remembered;
  /** The page of the public site that it becomes: people may look at it there before they decide. Absent: it becomes none. */
  page?: (payload: P) => SitePage;
  /** When it is to happen, epoch milliseconds: a time that stands in the payload, so that a yes is a yes to it. Absent: at once. */
  dueAt?(payload: P): number | null;
  /** The fields that people may word anew while they decide. Absent: none. */
  wording?: readonly (keyof P & string)[];
  /** Why a well-formed payload is not this kind's business; null when it is. Absent: every payload is. */
  outOfBounds?(payload: P, rules: KindRules): string | null;
  /** The rule that says yes to a payload in people's place, in words; null: none does. It counts only where the boundary lets it. */
  byRule?(payload: P, rules: KindRules): string | null;
  /** What people may make of it by hand: the payload as it is then proposed, or why not. Absent: whatever is of its form. */
  byHand?(payload: P, rules: KindRules): ByHand<P>;
  /** Why it would be refused as things stand, in words for who proposes it by hand; null: it wouldn't. Absent: nobody looks before. */
  whyNotNow?(ground: Ground, payload: P, project: string): Promise<string | null>;
  /**
   * Our own rows that the effect begins with, for who writes them in the moment in which the effect departs: statements of which the first
   * returns a row if they could be written. Absent, or where it isn't asked: `apply` sees to it.
   */
  store?: (ground: Ground, action: ApprovedAction<P>) => Promise<(departs: SQL) => Statement[]>;
  /** Makes the effect. The action's id is the idempotency key. */
  apply(ground: Ground, action: ApprovedAction<P>): Promise<ApplyOutcome<R>>;
  /** Asks how far a service is that has answered `under_way`, and finishes what is ready. Never sends a second time. */
  check?(ground: Ground, action: ApprovedAction<P>): Promise<ApplyOutcome<R>>;
  /** Looks whether an earlier attempt got through. */
  reconcile(ground: Ground, action: ApprovedAction<P>): Promise<ReconcileOutcome<R>>;
  /** Whether what was published still stands as it was; asked for a day afterwards. Absent: it is not looked at again. */
  standing?(ground: Ground, action: ApprovedAction<P>, result: R): Promise<PublishedStanding>;
}

/** A payload in its kind's form, what it is about and what is wrong with it. */
export interface Inspected {
  payload: unknown;
  target: string;
  preview: Preview;
  dueAt: number | null;
  outOfBounds: string | null;
  byRule: string | null;
  byHand: ByHand<unknown>;
}

/** An action kind with its types sealed in, so that a registry can hold kinds of different payloads. */
export interface SealedActionKind<K extends ApplicableKind = ApplicableKind> {
  kind: K;
  service: Service | null;
  /** The same kind with the service that it goes to under a configuration. */
  under(config: Config): SealedActionKind<K>;
  /** What it costs, millionths of a dollar. */
  price(payload: unknown): number;
  /** Null: it becomes no page of the public site; or, of a payload, it isn't of the kind's form. */
  page: ((payload: unknown) => SitePage | null) | null;
  /** Looks at a payload; null when it isn't of the kind's form. */
  inspect(payload: unknown, rules: KindRules): Inspected | null;
  /** Why a payload isn't of the kind's form, in words for who made it. */
  problemsOf(payload: unknown): string;
  /** The fields of the form that a payload has wrong, or lacks; none of its own words. */
  wrongFields(payload: unknown): string[];
  /** The fields that people may word anew while they decide. */
  wording: readonly string[];
  /** What is remembered of it when it has happened; null: its preview, beside all else. */
  remembered(payload: unknown, taskId: string): Remembered | null;
  /** Why it would be refused as things stand. */
  whyNotNow(ground: Ground, payload: unknown, project: string): Promise<string | null>;
  /** Null: it has no row of our own. */
  store: ((ground: Ground, action: ApprovedAction<unknown>) => Promise<(departs: SQL) => Statement[]>) | null;
  apply(ground: Ground, action: ApprovedAction<unknown>): Promise<ApplyOutcome>;
  check(ground: Ground, action: ApprovedAction<unknown>): Promise<ApplyOutcome>;
  reconcile(ground: Ground, action: ApprovedAction<unknown>): Promise<ReconcileOutcome>;
  /** Null: what it has published is not looked at again. */
  standing:
    | ((ground: Ground, action: ApprovedAction<unknown>, result: unknown) => Promise<PublishedStanding>)
    | null;
}

/** The code of a kind; undefined for a forbidden, an unheard-of or an unbuilt one. */
export type ActionKinds = (kind: string) => SealedActionKind | undefined;

export function sealActionKind<K extends ApplicableKind, P, R extends EffectResult>(
  module: ActionKindModule<K, P, R>,
): SealedActionKind<K> {
  const { kind, service, schema, store, page } = module;
  const sealed: SealedActionKind<K> = {
    kind,
    service: typeof service === "function" ? null : service,
    under: (config) => (typeof service === "function" ? { ...sealed, service: service(config) } : sealed),
    price: (payload) => module.price?.(schema.parse(payload)) ?? boundaryOf(kind).microUsd,
    page:
      page === undefined
        ? null
        : (payload) => {
            const parsed = schema.safeParse(payload);
            return parsed.success ? page(parsed.data) : null;
          },
    inspect: (payload, rules) => {
      const parsed = schema.safeParse(payload);
      if (!parsed.success) return null;
      return {
        payload: parsed.data,
        target: module.target(parsed.data),
        preview: module.preview(parsed.data),
        dueAt: module.dueAt?.(parsed.data) ?? null,
        outOfBounds: module.outOfBounds?.(parsed.data, rules) ?? null,
        byRule: module.byRule?.(parsed.data, rules) ?? null,
        byHand: module.byHand?.(parsed.data, rules) ?? { kind: "fine", payload: parsed.data },
      };
    },
    problemsOf: (payload) => {
      const { error } = schema.safeParse(payload);
      return error === undefined ? "none" : problemsOf(error);
    },
    wrongFields: (payload) => {
      const places = schema.safeParse(payload).error?.issues.map(({ path: [field] }) => field) ?? [];
      // Only of one form the first name is a field of it: elsewhere it may be a word of the payload.
      const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
      return known.filter((field) => places.includes(field));
    },
    wording: module.wording ?? [],
    remembered: (payload, taskId) => module.remembered?.(schema.parse(payload), taskId) ?? null,
    whyNotNow: async (ground, payload, project) =>
      (await module.whyNotNow?.(ground, schema.parse(payload), project)) ?? null,
    check: async (ground, action) => {
      if (module.check === undefined) throw new Error(`${kind} has nothing under way and was asked for it`);
      return module.check(ground, { ...action, payload: schema.parse(action.payload) });
    },
    standing: standingOf(module),
    store:
      store === undefined
        ? null
        : async (ground, action) => store(ground, { ...action, payload: schema.parse(action.payload) }),
    apply: async (ground, action) =>
      module.apply(ground, { ...action, payload: schema.parse(action.payload) }),
    reconcile: async (ground, action) =>
      module.reconcile(ground, { ...action, payload: schema.parse(action.payload) }),
  };
  return sealed;
}

function standingOf<K extends ApplicableKind, P, R extends EffectResult>(
  module: ActionKindModule<K, P, R>,
): SealedActionKind["standing"] {
  if (module.standing === undefined) return null;
  return async (ground, action, result) => {
    const payload = module.schema.parse(action.payload);
    const standing = await module.standing?.(ground, { ...action, payload }, module.result.parse(result));
    return standing ?? { kind: "unclear", error: "nobody can look" };
  };
}
