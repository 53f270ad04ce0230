import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useLocation } from "wouter";
import type { BlogWithdrawal } from "../../../../../../shared/actions/blog-unpublish.ts";
import { defaultProject } from "../../../../../../shared/policy/rules.ts";
import { useSend } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { tellDone } from "../../../parts/tell.ts";
import type { WholePost } from "./post-views.ts";

/** Asks why a post is to be taken from readers, and has the team asked. */
export function WithdrawDialog({
  post: { task, slug, digest, title },
  project,
  onClose,
}: {
  post: WholePost;
  project: string | null;
  onClose: () => void;
}): ReactElement {
  const [, go] = useLocation();
  const [reason, setReason] = useState("");
  const [onceKey] = useState(() => crypto.randomUUID());
  const send = useSend("POST /api/actions", {
    onAnswer: ({ taskId }) => {
      tellDone("It is asked about.");
      go(`/tasks/${encodeURIComponent(taskId)}`);
    },
  });
  return (
    <Modal opened onClose={onClose} title="Withdraw the post" centered>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const payload: BlogWithdrawal = { post: task, slug, base: digest, title, reason: reason.trim() };
          send.mutate({
            onceKey,
            body: { kind: "blog_unpublish", payload: { ...payload }, project: project ?? defaultProject },
          });
        }}
      >
        <Stack>
          <Text size="sm">
            Once that is approved, “{title}” goes from the blog, and its addresses say that it is gone for
            good.
          </Text>
          <Textarea
            label="Why"
            description="For those who decide on it. Readers aren’t told."
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value.replaceAll(/\s*\n\s*/g, " "))}
            maxLength={500}
            autosize
            minRows={2}
            required
            data-autofocus
          />
          {send.error !== null && <Failure error={send.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Back
            </Button>
            <Button type="submit" color="red" loading={send.isPending} disabled={reason.trim() === ""}>
              Ask for it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
