import { Alert, Button, Group, SimpleGrid, Stack, Textarea, TextInput, Title } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { Link, useLocation, useParams } from "wouter";
import { defaultProject } from "../../../../../../shared/policy/rules.ts";
import { useApi, useSend } from "../../../api/use-api.ts";
import { PostChange } from "../../../parts/diff/post-change.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { Room } from "../../../parts/room.tsx";
import { tellDone } from "../../../parts/tell.ts";
import { useSession } from "../../../session/session.tsx";
import { correctionOf, type Correcting, correctingOf, textOf } from "./correcting.ts";
import { roomOf, type WholePost } from "./post-views.ts";

/** Where somebody words a published post anew. */
export function CorrectRoom(): ReactElement {
  const { may } = useSession();
  const { task } = useParams<{ task: string }>();
  const { data, error, refetch } = useApi("GET /api/posts/{task}/versions", { params: { task } });
  return (
    <Room
      title="Correct a post"
      lead="What you change here is shown as a difference to those who decide on it, and goes out when they have."
    >
      {data === undefined || data.versions[0]?.task !== task ? (
        error === null ? (
          <Loading lines={8} />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : data.post === null ? (
        <Empty title="It is withdrawn">There is nothing left to correct.</Empty>
      ) : may("approver") ? (
        <CorrectForm key={task} post={data.post} project={data.project ?? defaultProject} />
      ) : (
        <Empty title="Approvers correct posts here">You can look at the post and its versions.</Empty>
      )}
    </Room>
  );
}

function CorrectForm({ post, project }: { post: WholePost; project: string }): ReactElement {
  const [, go] = useLocation();
  // What is worded anew is the version that was there when the form opened.
  const [seen] = useState(post);
  const [fields, setFields] = useState(() => correctingOf(post));
  const [onceKey, setOnceKey] = useState(() => crypto.randomUUID());
  const send = useSend("POST /api/actions", {
    onAnswer: ({ taskId }) => {
      tellDone("It is asked about.");
      go(`/tasks/${encodeURIComponent(taskId)}`);
    },
  });
  const change = (some: Partial<Correcting>): void => {
    setFields((before) => ({ ...before, ...some }));
    // Other words are another request.
    setOnceKey(crypto.randomUUID());
  };
  const payload = correctionOf(seen, fields);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ onceKey, body: { kind: "blog_correct", project, payload: { ...payload } } });
      }}
    >
      <Stack maw={760}>
        {post.digest !== seen.digest && (
          <Alert color="orange" title="It was changed meanwhile">
            What you word here is of an older version and would be refused. Keep your words, and open the form
            anew.
          </Alert>
        )}
        <Field label="Title" name="title" max={120} fields={fields} change={change} required />
        <Field label="Summary" name="summary" max={300} fields={fields} change={change} required />
        <Textarea
          label="Text"
          description="Markdown, as it was published"
          value={fields.markdown}
          onChange={({ currentTarget }) => change({ markdown: currentTarget.value })}
          autosize
          minRows={10}
          maxRows={30}
          maxLength={60_000}
          required
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Field
            label="Tags"
            name="tags"
            hint="With commas between them"
            fields={fields}
            change={change}
            required
          />
          <Field label="Series" name="series" hint="Empty: none" max={80} fields={fields} change={change} />
        </SimpleGrid>
        <Field
          label="Address"
          name="slug"
          hint="The old one leads to a new one"
          max={80}
          fields={fields}
          change={change}
          required
        />
        <Field
          label="Note for readers"
          name="note"
          hint="What was wrong. Empty: it is too small to tell."
          max={500}
          fields={fields}
          change={change}
        />
        <section aria-labelledby="difference">
          <Title order={2} size="h4" id="difference" mb="xs">
            What changes
          </Title>
          <PostChange was={textOf(seen)} is={payload} />
        </section>
        {send.error !== null && <Failure error={send.error} />}
        <Group justify="flex-end">
          <Button variant="default" component={Link} href={roomOf(seen.task)}>
            Back
          </Button>
          <Button type="submit" loading={send.isPending}>
            Ask for it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Field({
  label,
  name,
  hint,
  max,
  fields,
  change,
  required = false,
}: {
  label: string;
  name: Exclude<keyof Correcting, "markdown">;
  hint?: string;
  max?: number;
  fields: Correcting;
  change: (some: Partial<Correcting>) => void;
  required?: boolean;
}): ReactElement {
  return (
    <TextInput
      label={label}
      description={hint}
      value={fields[name]}
      onChange={({ currentTarget }) => change({ [name]: currentTarget.value })}
      maxLength={max}
      required={required}
    />
  );
}
