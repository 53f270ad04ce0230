import { Group, Progress, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { z } from "zod";
import { blueskyLimits } from "../../../../shared/domain/bluesky-text.ts";
import { publishingIsNotBuilt, type SocialDraft } from "../../../../shared/domain/social-draft.ts";
import { countGraphemes } from "../../../../shared/domain/text-length.ts";
import { spoken } from "../parts/words.ts";
import { type ActionView, renders } from "./action-view.ts";
import classes from "./sheet.module.css";

interface SocialPost {
  platform: string;
  text: string;
}

/** A post as a card, with its length against what its platform takes. */
export const socialPost: ActionView = {
  rendering: renders<SocialPost>()({ platform: z.string(), text: z.string() }, (post) => <Card {...post} />),
};

/** A text that is kept when it is approved, as the post that it may become. */
export const socialDraft: ActionView = {
  rendering: renders<SocialDraft>()({ platform: z.literal("bluesky"), text: z.string() }, (post) => (
    <Stack gap="xs">
      <Card {...post} />
      <Text size="sm" c="dimmed">
        Nothing goes out: {publishingIsNotBuilt}.
      </Text>
    </Stack>
  )),
};

/** How many characters a platform takes. */
const limits = new Map([
  ["bluesky", blueskyLimits.graphemes],
  ["mastodon", 500],
  ["x", 280],
  ["linkedin", 3000],
]);

function Card({ platform, text }: SocialPost): ReactElement {
  const limit = limits.get(platform.toLowerCase());
  const length = countGraphemes(text);
  const isOver = limit !== undefined && length > limit;
  return (
    <article className={classes["sheet"]} aria-label="The post">
      <div className={classes["head"]}>
        <p className={classes["title"]}>{spoken(platform)}</p>
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
