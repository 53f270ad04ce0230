import { Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Difference } from "./difference.tsx";

/** What a post says. */
interface PostText {
  title: string;
  summary: string;
  tags: readonly string[];
  series: string | null;
  markdown: string;
}

/** What is another in a post than it was, part by part. */
export function PostChange({ was, is }: { was: PostText; is: PostText }): ReactElement {
  const parts = [
    ["Title", was.title, is.title],
    ["Summary", was.summary, is.summary],
    ["Tags", was.tags.join(", "), is.tags.join(", ")],
    ["Series", was.series ?? "", is.series ?? ""],
    ["Text", was.markdown, is.markdown],
  ] as const;
  const changed = parts.filter(([, before, after]) => before !== after);
  if (changed.length === 0) return <Text size="sm">Its words stay as they are.</Text>;
  return (
    <Stack gap="sm">
      {changed.map(([name, before, after]) => (
        <section key={name} aria-label={`Change of: ${name}`}>
          <Text size="sm" fw={600} mb={4}>
            {name}
          </Text>
          <Difference before={before} after={after} />
        </section>
      ))}
    </Stack>
  );
}
