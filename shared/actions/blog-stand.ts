import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Statement } from "../db/ledger.ts";
import { versionOfAction } from "../db/post-versions.ts";
import type { ApplyOutcome } from "../domain/sending.ts";
import { describeError } from "../platform/errors.ts";
import type { ActionKindModule, ApprovedAction } from "../spine/action-kind.ts";
import type { ApplicableKind } from "../policy/boundaries.ts";
import { isTaskCancelled } from "../spine/cancelled.ts";
import type { Ground } from "../spine/ground.ts";
import { hit } from "../spine/record.ts";
import { beginBuild, type BlogBuild, blogBuild, builderOf, standOf } from "./blog-build.ts";

export const standingPost = z.object({
  slug: z.string(),
  url: z.string(),
  /** Whether its page was seen to be so. One that was written before anybody looked, or has changed since, has none. */
  readBack: z.enum(["same", "unread"]).default("unread"),
});
export type StandingPost = z.infer<typeof standingPost>;

/** Something that is done to a post of the blog. */
interface BlogChange<P> {
  /** What writes it, where a guard holds: the first statement returns a row if it was written. Nothing where it can't be. */
  store(ground: Ground, action: ApprovedAction<P>): Promise<(departs: SQL) => Statement[]>;
  /** Why it couldn't be written. */
  whyNot(
    ground: Ground,
    action: ApprovedAction<P>,
  ): Promise<Extract<ApplyOutcome, { kind: "refused" | "stale" }>>;
  /** Whether nothing has been done to the post since. */
  isNewest(ground: Ground, action: ApprovedAction<P>): Promise<boolean>;
  /** Whether the page at an address shows it. */
  isShown(ground: Ground, action: ApprovedAction<P>, address: string): Promise<boolean>;
  slugOf(payload: P): string;
  /** What is wrong with a page that doesn't. */
  otherwise: string;
}

type Standing<P> = Required<
  Pick<
    ActionKindModule<ApplicableKind, P, StandingPost>,
    "service" | "store" | "apply" | "check" | "reconcile"
  >
>;

/** The build that was asked for, `null` while nobody has it, and how often it was looked at. */
const underWay = z.object({
  build: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(blogBuild.nullable()),
  looks: z.coerce.number<string>(),
});

const minute = 60_000;
/** The first look after a build began, and the longest pause between two. */
const firstLookMs = 2000;
const lastLookMs = minute;
/** How long a build is followed that is known to go on, and how long a page is waited for otherwise. */
const followedMs = 60 * minute;
const shownWithinMs = 20 * minute;

/**
 * Does something to a post: its row and its version in our storage, and the blog built anew; it is done when its page shows it. All of it
 * is keyed by the action, so doing it twice changes nothing, and a build more than needed does no harm.
 */
export function blogStand<P>(change: BlogChange<P>): Standing<P> {
  type Change = ApprovedAction<P>;

  const pageOf = ({ settings }: Ground, { payload }: Change): string =>
    postUrl(settings.BLOG_URL, change.slugOf(payload));
  const otherwise = (ground: Ground, action: Change): string =>
    `${change.otherwise}: ${pageOf(ground, action)}`;
  const resultOf = (ground: Ground, action: Change, readBack: StandingPost["readBack"]): StandingPost => ({
    slug: change.slugOf(action.payload),
    url: pageOf(ground, action),
    readBack,
  });
  const isShown = async (ground: Ground, action: Change): Promise<boolean> => {
    const { BLOG_READ_URL, BLOG_URL } = ground.settings;
    return change.isShown(ground, action, postUrl(BLOG_READ_URL ?? BLOG_URL, change.slugOf(action.payload)));
  };
  const isStored = async (ground: Ground, action: Change): Promise<boolean> => {
    if (action.stored === undefined) {
      const [first, ...rest] = (await change.store(ground, action))(sql`true`);
      if (first !== undefined && hit((await ground.db.batch([first, ...rest]))[0])) return true;
    } else if (action.stored) return true;
    return (await versionOfAction(ground.db, action.id)) !== undefined;
  };

  const build = async (ground: Ground, action: Change): Promise<ApplyOutcome<StandingPost>> => {
    const begun = await beginBuild(ground);
    switch (begun.kind) {
      case "answered":
        // What serves the blog may need none.
        return follow(ground, action, begun.value, 0);
      case "refused":
        return { kind: "lost", error: `it is stored, and the blog can't be built anew: ${begun.error}` };
      case "lost":
        return { kind: "not_applied", error: begun.error, afterMs: firstLookMs, isDown: true };
      case "not_applied":
        return { ...begun, afterMs: Math.max(begun.afterMs, firstLookMs) };
    }
  };

  const follow = async (
    ground: Ground,
    action: Change,
    at: BlogBuild,
    looks: number,
  ): Promise<ApplyOutcome<StandingPost>> => {
    if (await isShown(ground, action)) return { kind: "applied", result: resultOf(ground, action, "same") };
    // What has taken its place is what the blog will show.
    if (!(await change.isNewest(ground, action)))
      return { kind: "applied", result: resultOf(ground, action, "unread") };
    // What has only just begun isn't over.
    const stand = looks === 0 ? { kind: "going" as const } : await standOf(ground, at);
    if (stand.kind === "failed") return { kind: "lost", error: `it is stored, and ${stand.error}` };
    const patience = stand.kind === "going" ? followedMs : shownWithinMs;
    if (ground.now() - (action.firstSentAt ?? ground.now()) <= patience) return later(at, looks + 1);
    const since = Math.round(patience / minute);
    return { kind: "lost", error: `it is stored, and after ${since} minutes ${otherwise(ground, action)}` };
  };

  return {
    service: builderOf,
    store: async (ground, action) => change.store(ground, action),

    apply: async (ground, action) => {
      try {
        if (!(await isStored(ground, action))) return await change.whyNot(ground, action);
      } catch (error) {
        return { kind: "lost", error: describeError(error) };
      }
      const begun = await build(ground, action);
      // It stands in our storage: what keeps the build from beginning is tried again there, and not the post.
      return begun.kind === "not_applied" ? later(null, 0) : begun;
    },

    check: async (ground, action) => {
      const at = underWay.parse(action.progress);
      return at.build === null ? build(ground, action) : follow(ground, action, at.build, at.looks);
    },

    reconcile: async (ground, action) => {
      if ((await versionOfAction(ground.db, action.id)) === undefined) return { kind: "absent" };
      if (await isShown(ground, action)) return { kind: "found", result: resultOf(ground, action, "same") };
      // It is among the posts, or was: the next build shows what is there, whoever has that begun.
      if (!(await change.isNewest(ground, action)) || (await isTaskCancelled(ground, action.taskId)))
        return { kind: "found", result: resultOf(ground, action, "unread") };
      return action.progress === null
        ? later(null, 0)
        : { kind: "unclear", error: `it is stored, and ${otherwise(ground, action)}` };
    },
  };
}

/** The next look, later each time. */
function later(at: BlogBuild | null, looks: number): Extract<ApplyOutcome, { kind: "under_way" }> {
  return {
    kind: "under_way",
    progress: { build: JSON.stringify(at), looks: String(looks) },
    afterMs: Math.min(lastLookMs, firstLookMs * 2 ** Math.min(looks, 10)),
  };
}

/** Where a post stands. */
export function postUrl(blog: string, slug: string): string {
  return new URL(postPath(slug), blog.endsWith("/") ? blog : `${blog}/`).href;
}

/** The same, below the site's root. */
export function postPath(slug: string): string {
  return `posts/${slug}/`;
}
