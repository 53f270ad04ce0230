import { type GistPublish, gistPublish, type PublishedGist } from "../../../actions/gist-publish.ts";
import { mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import type { Outlet } from "./outlet.ts";

/** Gists of the user whose token is set. */
export const gist: Outlet<"gist_publish", GistPublish, PublishedGist> = {
  step: "gist",
  noun: "gist",
  effect: gistPublish,
  facts: ({ files, public: isPublic }) => [
    mrkdwn`${isPublic ? "public" : "secret"}`,
    mrkdwn`${files.map(({ name }) => name).join(", ")}`,
  ],
  outcome: ({ url, readBack }) => ({
    url,
    note:
      readBack === "different"
        ? mrkdwn`:warning: GitHub shows it otherwise than it was approved: look at it.`
        : null,
  }),
};
