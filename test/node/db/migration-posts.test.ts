import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { projectRoot } from "../../../scripts/stack/dev-vars.ts";

const folder = join(projectRoot, "migrations");
const posts = "0017_posts.sql";

it("gives posts that were there before their first version, and names what is remembered of them", () => {
  const db = new DatabaseSync(":memory:");
  const migrate = (name: string): void => db.exec(readFileSync(join(folder, name), "utf8"));
  const all = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  for (const name of all.toSorted()) if (name < posts) migrate(name);
  db.exec(`INSERT INTO posts (slug, action_id, task_id, title, summary, tags, body_key, words, author, published_at, updated_at)
    VALUES ('calm', 'a1', 't1', 'Calm', 'S', '["x"]', 'posts/calm/d.md', 900, 'A', 1, 2)`);
  const memory = (id: string, url: string): void =>
    db.exec(`INSERT INTO memories (id, project, kind, title, text, url, task_id, provenance, at)
      VALUES ('${id}', 'default', 'publication', 'T', 'W', '${url}', 't1', 'internal', 1)`);
  memory("post", "https://blog.example/posts/calm/");
  memory("elsewhere", "https://bsky.app/calm");
  migrate(posts);
  expect(db.prepare("SELECT action_id, task_id, kind, slug, note, at FROM post_versions").all()).toEqual([
    { action_id: "a1", task_id: "t1", kind: "published", slug: "calm", note: "", at: 2 },
  ]);
  expect(db.prepare("SELECT id, part_of FROM memories ORDER BY id").all()).toEqual([
    { id: "elsewhere", part_of: null },
    { id: "post", part_of: "post:t1" },
  ]);
  db.close();
});
