import { Group, Progress, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import {
  blueskyLimits,
  countGraphemes,
  publishingIsNotBuilt,
} from "../../../../../../shared/domain/social-draft.ts";
import { type Payload, textIn } from "./payload.ts";
import classes from "./sheet.module.css";

/** How many characters a platform takes. */
const limits = new Map([
  ["bluesky", blueskyLimits.graphemes],
  ["mastodon", 500],
  ["x", 280],
  ["linkedin", 3000],
]);

/** A text that is kept when it is approved, as the post that it may become. */
export function socialDraft(payload: Payload): ReactElement | null {
  const post = socialPost(payload);
  if (post === null) return null;
  return (
    <Stack gap="xs">
      {post}
      <Text size="sm" c="dimmed">
        Nothing goes out: {publishingIsNotBuilt}.
      </Text>
    </Stack>
  );
}

/** A post as a card, with its length against what its platform takes. */
export function socialPost(payload: Payload): ReactElement | null {
  const [platform, text] = [textIn(payload, "platform"), textIn(payload, "text")];
  if (platform === null || text === null) return null;
  const limit = limits.get(platform.toLowerCase());
  const length = countGraphemes(text);
  const isOver = limit !== undefined && length > limit;
  return (
    <article className={classes["sheet"]} aria-label="The post">
      <div className={classes["head"]}>
        <p className={classes["title"]}>{platform}</p>
      </div>
      <div className={classes["body"]}>
        <p className={classes["plain"]}>{text}</p>
        <Group justify="space-between" gap="sm" mt="md" style={{ fontVariantNumeric: "tabular-nums" }}>
          <Text size="sm" c={isOver ? "red" : "dimmed"} fw={isOver ? 600 : 400}>
            {limit === undefined
              ? `${length} characters; no limit is known for ${platform}`
              : isOver
                ? `${length} of ${limit} characters: ${length - limit} too many`
                : `${length} of ${limit} characters`}
          </Text>
        </Group>
        {limit !== undefined && (
          <Progress
            value={Math.min(100, (length / limit) * 100)}
            color={isOver ? "red" : "rail"}
            size="xs"
            mt={6}
            aria-hidden="true"
          />
        )}
      </div>
    </article>
  );
}
