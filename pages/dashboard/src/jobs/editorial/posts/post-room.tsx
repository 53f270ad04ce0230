import { Alert, Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { Link, useParams } from "wouter";
import { Prose } from "../../../actions/prose.tsx";
import { useApi } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { Room } from "../../../parts/room.tsx";
import rows from "../../../parts/rows.module.css";
import { When } from "../../../parts/when.tsx";
import { useSession } from "../../../session/session.tsx";
import { type PostHistory, roomOf, versionWords, type VersionView } from "./post-views.ts";
import { WithdrawDialog } from "./withdraw-dialog.tsx";

/** One post: what it says, what it was before, and the ways to change that. */
export function PostRoom(): ReactElement {
  const { task } = useParams<{ task: string }>();
  const { data, error, refetch } = useApi("GET /api/posts/{task}/versions", { params: { task } });
  const [newest] = data?.versions ?? [];
  const back = (
    <Anchor component={Link} href="/posts" size="sm">
      All posts
    </Anchor>
  );
  if (data === undefined || newest?.task !== task)
    return (
      <Room title="Post" actions={back}>
        {error === null ? <Loading lines={8} /> : <Failure error={error} onRetry={() => void refetch()} />}
      </Room>
    );
  return (
    <Room title={newest.title} actions={back}>
      <Stack>
        <Head history={data} />
        <History versions={data.versions} />
        {data.post !== null && (
          <section aria-label="The post">
            <Text c="dimmed">{data.post.summary}</Text>
            <Prose markdown={data.post.markdown} />
          </section>
        )}
      </Stack>
    </Room>
  );
}

function Head({ history: { post, project, left } }: { history: PostHistory }): ReactElement {
  const { may } = useSession();
  const [isAsked, setIsAsked] = useState(false);
  if (post === null)
    return (
      <Alert color="gray" title="Withdrawn">
        Its addresses say that it is gone for good: {left.map((slug) => `/${slug}`).join(", ")}.
      </Alert>
    );
  const { url, words, author, tags, series } = post;
  return (
    <Stack gap={4}>
      <Anchor href={url} target="_blank" rel="noreferrer" size="sm" style={{ overflowWrap: "anywhere" }}>
        {url}
      </Anchor>
      <Text size="sm" c="dimmed">
        {author}, {words} words, {tags.join(", ")}
        {series !== null && `, series: ${series}`}
        {project !== null && `, project: ${project}`}
      </Text>
      {left.length > 0 && (
        <Text size="sm" c="dimmed">
          Addresses that lead here: {left.map((slug) => `/${slug}`).join(", ")}
        </Text>
      )}
      {may("approver") && (
        <Group gap="xs" mt="xs">
          <Button component={Link} href={roomOf(post.task, "/correct")}>
            Correct it
          </Button>
          <Button variant="default" onClick={() => setIsAsked(true)}>
            Withdraw it
          </Button>
        </Group>
      )}
      {isAsked && <WithdrawDialog post={post} project={project} onClose={() => setIsAsked(false)} />}
    </Stack>
  );
}

function History({ versions }: { versions: readonly VersionView[] }): ReactElement {
  return (
    <section aria-labelledby="versions">
      <Title order={2} size="h4" id="versions" mb="xs">
        Versions
      </Title>
      <ul className={rows["rows"]} aria-label="Versions">
        {versions.map(({ actionId, kind, title, note, slug, words, at, cameOf }) => (
          <li className={rows["line"]} key={actionId}>
            <div className={rows["what"]}>
              <span>{title}</span>
              {note !== "" && (
                <Text component="span" size="sm" c="dimmed">
                  {note}
                </Text>
              )}
            </div>
            <div className={rows["cell"]}>
              <span>{versionWords[kind]}</span>
              <span>{words} words</span>
            </div>
            <div className={rows["cell"]}>
              <span>/{slug}</span>
            </div>
            <div className={rows["cell"]}>
              <When at={at} />
              {cameOf !== null && (
                <Anchor component={Link} href={`/tasks/${encodeURIComponent(cameOf)}`} size="sm">
                  its task
                </Anchor>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
