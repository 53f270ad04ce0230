import { Group, Progress, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { z } from "zod";
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

/** How many characters a platform takes. */
const limits = new Map([
  ["bluesky", 300],
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

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Characters as a reader counts them: an emoji of several code points is one. */
export function countGraphemes(text: string): number {
  let count = 0;
  for (const _one of segmenter.segment(text)) count += 1;
  return count;
}
