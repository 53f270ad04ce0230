import { Progress, Text } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { type Mark, marksIn } from "../../../../shared/domain/marked-text.ts";
import { useApi } from "../api/use-api.ts";
import classes from "./network-post.module.css";

/** How much of what a network takes a text is. */
export interface Measure {
  /** What is counted: "characters". */
  what: string;
  count: number;
  most: number;
}

/** A post as its network shows it: who, the text with its links, its card, and how much of the limits it takes. */
export function NetworkPost(props: {
  network: "bluesky" | "threads";
  name: string;
  text: string;
  link: string | null;
  measures: readonly Measure[];
}): ReactElement {
  const { network, name, text, link, measures } = props;
  const { data } = useApi("GET /api/connections");
  const account = data?.connections.find(({ service }) => service === network)?.account;
  return (
    <article className={classes["post"]} data-network={network} aria-label="The post">
      <div className={classes["avatar"]} aria-hidden="true" />
      <div>
        <p className={classes["by"]}>
          <strong>{account?.name ?? "The team’s account"}</strong>{" "}
          <span className={classes["soft"]}>on {name}</span>
        </p>
        <p className={classes["text"]}>{marked(text)}</p>
        {link !== null && <Card link={link} />}
        <div className={classes["bar"]} aria-hidden="true">
          <span>Reply</span>
          <span>Repost</span>
          <span>Like</span>
        </div>
        <div className={classes["measures"]}>
          {measures.map((measure) => (
            <Meter key={measure.what} {...measure} />
          ))}
        </div>
      </div>
    </article>
  );
}

/** A text with its links, mentions and tags marked. Nothing leads anywhere: it isn't published. */
function marked(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const mark of marksIn(text)) {
    parts.push(text.slice(at, mark.start), <Marked key={mark.start} mark={mark} text={text} />);
    at = mark.end;
  }
  return [...parts, text.slice(at)];
}

function Marked({ mark: { kind, start, end, value }, text }: { mark: Mark; text: string }): ReactElement {
  return (
    <mark className={classes["mark"]} data-kind={kind} title={kind === "link" ? value : kind}>
      {text.slice(start, end)}
    </mark>
  );
}

function Card({ link }: { link: string }): ReactElement {
  return (
    <div className={classes["card"]}>
      <span className={classes["soft"]}>{URL.parse(link)?.host ?? link}</span>
      <span>{link}</span>
      <span className={classes["soft"]}>Shown as a card with the page’s title.</span>
    </div>
  );
}

function Meter({ what, count, most }: Measure): ReactElement {
  const isOver = count > most;
  const words = `${count} of ${most} ${what}`;
  return (
    <div>
      <Text size="sm" c={isOver ? "red" : "dimmed"} fw={isOver ? 600 : 400}>
        {isOver ? `${words}: ${count - most} too many` : words}
      </Text>
      <Progress
        value={Math.min(100, (count / most) * 100)}
        color={isOver ? "red" : "rail"}
        size="xs"
        mt={4}
        aria-hidden="true"
      />
    </div>
  );
}
