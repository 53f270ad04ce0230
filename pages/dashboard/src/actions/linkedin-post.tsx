import { Progress, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { z } from "zod";
import type { LinkedinPost } from "../../../../shared/actions/linkedin-post.ts";
import { cardTitle } from "../../../../shared/integrations/linkedin/card-title.ts";
import { linkedinLength, linkedinLimit } from "../../../../shared/integrations/linkedin/little-text.ts";
import { useApi } from "../api/use-api.ts";
import { type ActionView, finds, renders } from "./action-view.ts";
import classes from "./linkedin-post.module.css";

/** A post as LinkedIn shows it, with its length against what LinkedIn takes. */
export const linkedinPost: ActionView = {
  words: "LinkedIn post",
  problems: finds({ text: z.string() }, ({ text }) => linkedinProblems(text)),
  rendering: renders<LinkedinPost>()({ text: z.string(), link: z.string().nullable() }, (post) => (
    <Post {...post} />
  )),
};

function linkedinProblems(text: string): string[] {
  const over = linkedinLength(text) - linkedinLimit;
  return [
    ...(text.trim() === "" ? ["must not be empty"] : []),
    ...(over > 0 ? [`is ${over} longer than the ${linkedinLimit} characters that LinkedIn takes`] : []),
  ];
}

function Post({ text, link }: Pick<LinkedinPost, "text" | "link">): ReactElement {
  const { data } = useApi("GET /api/connections");
  const account = data?.connections.find(({ service }) => service === "linkedin")?.account;
  const name = account?.name ?? "Nobody is connected";
  const length = linkedinLength(text);
  const isOver = length > linkedinLimit;
  return (
    <article className={classes["post"]} aria-label="The post as LinkedIn shows it">
      <div className={classes["by"]}>
        <span className={classes["face"]} aria-hidden="true">
          {name.slice(0, 1)}
        </span>
        <div>
          <p className={classes["name"]}>{name}</p>
          <p className={classes["note"]}>LinkedIn · Anyone</p>
        </div>
      </div>
      <p className={classes["text"]}>{text}</p>
      {link !== null && <LinkCard link={link} />}
      <div className={classes["bar"]} aria-hidden="true">
        <span>Like</span>
        <span>Comment</span>
        <span>Repost</span>
        <span>Send</span>
      </div>
      <div className={classes["counter"]}>
        <Text size="sm" c={isOver ? "red" : "dimmed"} fw={isOver ? 600 : 400}>
          {`${length} of ${linkedinLimit} characters${isOver ? `: ${length - linkedinLimit} too many` : ""}`}
        </Text>
        <Progress
          value={Math.min(100, (length / linkedinLimit) * 100)}
          color={isOver ? "red" : "rail"}
          size="xs"
          mt={6}
          aria-hidden="true"
        />
      </div>
    </article>
  );
}

/** The card that points at the link. It is no link here: whoever decides sees where it goes. */
function LinkCard({ link }: { link: string }): ReactElement {
  return (
    <div className={classes["card"]}>
      <p className={classes["name"]}>{URL.canParse(link) ? cardTitle(link) : link}</p>
      <p className={classes["note"]}>{link}</p>
    </div>
  );
}
