import { postUrl } from "../../shared/actions/blog-stand.ts";
import { readBody } from "../../shared/actions/post-body.ts";
import { postsEndpoints } from "../../shared/api/posts.ts";
import { digestOfBody, leftByPost, listPosts, postOfTask, type PostRow } from "../../shared/db/posts.ts";
import { type PostVersion, versionsOf, withdrawnPosts } from "../../shared/db/post-versions.ts";
import { taskById } from "../../shared/db/tasks.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { cursorOf, nextCursor } from "./page.ts";
import { serve, type Served } from "./serve.ts";
import { iso } from "./times.ts";

const mostWithdrawn = 20;
const mostVersions = 100;

/** Posts as those see them who may change them. */
export const postsApi = {
  list: serve(postsEndpoints.list, async ({ spine, query: { limit, cursor } }) => {
    const before = cursorOf(cursor);
    const [rows, withdrawn] = await Promise.all([
      listPosts(spine.db, limit, before),
      before === null ? withdrawnPosts(spine.db, mostWithdrawn) : [],
    ]);
    return {
      posts: rows.map((row) => postView(spine, row)),
      withdrawn: withdrawn.map(versionView),
      nextCursor: nextCursor(rows, limit, (row) => ({ at: row.publishedAt, id: row.slug })),
    };
  }),
  versions: serve(postsEndpoints.versions, async ({ spine, params: { task } }) => {
    const [row, versions, left, of] = await Promise.all([
      postOfTask(spine.db, task),
      versionsOf(spine.db, task, mostVersions),
      leftByPost(spine.db, task),
      taskById(spine.db, task),
    ]);
    if (versions.length === 0)
      throw new SignalboxError("not_found", `the task ${task} has published no post`);
    return {
      post: row === undefined ? null : { ...postView(spine, row), markdown: await readBody(spine, row) },
      project: of?.project ?? null,
      versions: versions.map(versionView),
      left,
    };
  }),
} satisfies Record<keyof typeof postsEndpoints, Served>;

function postView({ settings }: Spine, row: PostRow) {
  const { taskId, slug, title, summary, tags, series, words, author, bodyKey, publishedAt, updatedAt } = row;
  return {
    task: taskId,
    slug,
    title,
    digest: digestOfBody(bodyKey),
    url: postUrl(settings.BLOG_URL, slug),
    summary,
    tags,
    series,
    words,
    author,
    publishedAt: iso(publishedAt),
    updatedAt: iso(updatedAt),
  };
}

function versionView({ version, cameOf }: PostVersion) {
  const { actionId, taskId, kind, slug, title, bodyKey, note, words, at } = version;
  return {
    task: taskId,
    slug,
    title,
    digest: digestOfBody(bodyKey),
    kind,
    note,
    words,
    at: iso(at),
    actionId,
    cameOf,
  };
}
