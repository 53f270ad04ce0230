import { Anchor, Stack, Text, Title } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { call } from "../../../api/client.ts";
import { useList } from "../../../api/use-api.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Failure } from "../../../parts/failure.tsx";
import { LoadMore } from "../../../parts/load-more.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { Room } from "../../../parts/room.tsx";
import rows from "../../../parts/rows.module.css";
import { When } from "../../../parts/when.tsx";
import { type PostHead, roomOf, type VersionView } from "./post-views.ts";

/** The posts that readers see, and those that were taken from them. */
export function PostsRoom(): ReactElement {
  return (
    <Room
      title="Posts"
      lead="What the blog shows. A post is corrected or withdrawn as it was published: once it is approved."
    >
      <PostList />
    </Room>
  );
}

function PostList(): ReactElement {
  const list = useList(["GET /api/posts"], async (cursor, signal) =>
    call("GET /api/posts", { query: { cursor } }, signal),
  );
  if (list.data === undefined)
    return list.error === null ? (
      <Loading lines={6} />
    ) : (
      <Failure error={list.error} onRetry={() => void list.refetch()} />
    );
  const posts = list.data.pages.flatMap((page) => page.posts);
  const withdrawn = list.data.pages.flatMap((page) => page.withdrawn);
  return (
    <Stack>
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {posts.length === 0 ? (
        <Empty title="No posts yet">
          Ask for one, in Slack or under Run a task. It is here when it is published.
        </Empty>
      ) : (
        <ul className={rows["rows"]} aria-label="Posts">
          {posts.map((one) => (
            <PostLine key={one.task} post={one} />
          ))}
        </ul>
      )}
      <LoadMore list={list} />
      {withdrawn.length > 0 && (
        <section aria-labelledby="withdrawn">
          <Title order={2} size="h4" id="withdrawn" mb="xs">
            Withdrawn
          </Title>
          <ul className={rows["rows"]} aria-label="Withdrawn posts">
            {withdrawn.map((one) => (
              <WithdrawnLine key={one.actionId} version={one} />
            ))}
          </ul>
        </section>
      )}
    </Stack>
  );
}

function PostLine({ post }: { post: PostHead }): ReactElement {
  const { task, slug, title, series, words, author, publishedAt, updatedAt } = post;
  return (
    <li className={rows["line"]}>
      <div className={rows["what"]}>
        <Anchor component={Link} href={roomOf(task)} fw={600}>
          {title}
        </Anchor>
        <Text component="span" size="sm" c="dimmed">
          /{slug}
        </Text>
      </div>
      <div className={rows["cell"]}>
        <span>{words} words</span>
        {series !== null && <span>{series}</span>}
      </div>
      <div className={rows["cell"]}>
        <span>{author}</span>
      </div>
      <div className={rows["cell"]}>
        <When at={publishedAt} />
        {updatedAt !== publishedAt && (
          <span>
            changed <When at={updatedAt} />
          </span>
        )}
      </div>
    </li>
  );
}

function WithdrawnLine({ version: { task, slug, title, note, at } }: { version: VersionView }): ReactElement {
  return (
    <li className={rows["line"]}>
      <div className={rows["what"]}>
        <Anchor component={Link} href={roomOf(task)} fw={600}>
          {title}
        </Anchor>
        <Text component="span" size="sm" c="dimmed">
          /{slug}
        </Text>
      </div>
      <div className={rows["cell"]}>
        <span>{note}</span>
      </div>
      <div className={rows["cell"]} />
      <div className={rows["cell"]}>
        <When at={at} />
      </div>
    </li>
  );
}
