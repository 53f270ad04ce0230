import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Statement } from "../../../shared/db/ledger.ts";
import { bodyKeyOf } from "../../../shared/db/posts.ts";
import { actions, postAddresses, posts, postVersions } from "../../../shared/db/schema.ts";
import { correctStatements, publishStatements, withdrawStatements } from "../../../shared/db/write-post.ts";
import { aTask, spine, unique } from "../support/spine.ts";

const change = fc.record({
  kind: fc.constantFrom("publish", "correct", "correct", "withdraw", "resend"),
  /** Whose post. */
  owner: fc.nat(1),
  slug: fc.constantFrom("a", "b", "c"),
  /** Which version it saw, counted from the newest. */
  seen: fc.constantFrom(0, 0, 1),
  /** Which of the changes that were written comes again. */
  late: fc.nat(20),
});

interface Version {
  slug: string;
  base: string;
}
/** A post by a plain reckoning. */
interface Post {
  task: string;
  versions: Version[];
  /** Null: it isn't published, or no more. */
  now: Version | null;
  /** It was corrected or withdrawn: nothing is published over that. */
  isSettled: boolean;
}

async function isWritten([first, ...rest]: Statement[]): Promise<boolean> {
  if (first === undefined) throw new Error("there is nothing to write");
  const [result] = await spine.db.batch([first, ...rest]);
  return Array.isArray(result) && result.length === 1;
}

async function everything(): Promise<string> {
  const { db } = spine;
  const all = await db.batch([
    db.select().from(posts).orderBy(posts.slug),
    db.select().from(postVersions).orderBy(postVersions.actionId),
    db.select().from(postAddresses).orderBy(postAddresses.slug),
  ]);
  return JSON.stringify(all);
}

async function anAction(taskId: string): Promise<string> {
  const id = unique("action");
  const fine = { pass: true, finding: "" };
  const row: typeof actions.$inferInsert = {
    id,
    taskId,
    project: "default",
    kind: "test",
    target: "blog:x",
    payload: "{}",
    digest: id,
    provenance: "internal",
    risk: "low",
    revision: 1,
    sources: [],
    verdict: {
      kind: "auto",
      reasons: [],
      dimensions: { sourceAgreement: fine, boundaryCompliance: fine, schemaValidity: fine, precedent: fine },
    },
    createdAt: 1,
  };
  await spine.db.insert(actions).values(row);
  return id;
}

it("lets no order of changes, and none that comes late, write over what came after it or take another's address", async () => {
  const { db } = spine;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 4, maxLength: 14 }), async (changes) => {
      await db.batch([db.delete(posts), db.delete(postVersions), db.delete(postAddresses)]);
      const two = await Promise.all(
        [0, 1].map(async (): Promise<Post> => ({
          task: await aTask(),
          versions: [],
          now: null,
          isSettled: false,
        })),
      );
      /** Whose an address is, for ever. */
      const owners = new Map<string, Post>();
      const sent: (() => Statement[])[] = [];
      for (const [at, { kind, owner, slug, seen, late }] of changes.entries()) {
        const post = two[owner];
        const version = post?.versions.at(-1 - seen);
        if (kind === "resend") {
          const before = await everything();
          const again = sent[late % Math.max(1, sent.length)];
          if (again !== undefined) expect(await isWritten(again())).toBe(false);
          expect(await everything()).toBe(before);
          continue;
        }
        if (post === undefined || (kind !== "publish" && version === undefined)) continue;
        const { task, now } = post;
        const id = await anAction(task);
        const by = { id, at, taskId: task };
        const saw = { post: task, slug: "", base: "", ...version };
        const text = { title: "T", summary: "S", tags: ["t"], words: 1, series: null };
        const to = { ...text, slug, bodyKey: bodyKeyOf(slug, id) };
        const holder = owners.get(slug);
        const isAsSeen = now !== null && now.base === saw.base;
        const statements = {
          publish: () => publishStatements(db, by, { ...to, author: "A" }, sql`true`),
          correct: () => correctStatements(db, by, saw, { ...to, note: "" }, sql`true`),
          withdraw: () => withdrawStatements(db, by, saw, "why", sql`true`),
        }[kind];
        const isRight = {
          publish: !post.isSettled && (now === null ? holder === undefined : now.slug === slug),
          correct: isAsSeen && (holder === undefined || holder === post),
          withdraw: isAsSeen,
        }[kind];
        expect(await isWritten(statements())).toBe(isRight);
        if (!isRight) continue;
        sent.push(statements);
        post.isSettled ||= kind !== "publish";
        post.now = kind === "withdraw" ? null : { slug, base: id };
        if (post.now === null) continue;
        post.versions.push(post.now);
        owners.set(slug, post);
      }
      const rows = await db.select().from(posts);
      const left = await db.select().from(postAddresses);
      expect(rows.map((row) => `${row.taskId} ${row.slug}`).toSorted()).toEqual(
        two.flatMap(({ task, now }) => (now === null ? [] : [`${task} ${now.slug}`])).toSorted(),
      );
      const known = [...rows, ...left].map((row) => `${row.slug} ${row.taskId}`);
      const whose = [...owners].map(([address, { task }]) => `${address} ${task}`);
      expect(known.toSorted()).toEqual(whose.toSorted());
    }),
    { numRuns: 15 },
  );
});
