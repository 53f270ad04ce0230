import { connectAccount } from "./accounts.ts";
import { onBluesky, onThreads } from "./networks.ts";
import { sandbox } from "./slack.ts";

/** How a kind is tried whose answer is lost: what is proposed, where it is lost, and what then stands outside. */
export interface LostAnswerTrial {
  /** What has to be there besides, before it is performed. Absent: nothing. */
  prepare?: (actionId: string) => Promise<void>;
  payload: (mark: string) => object | Promise<object>;
  service:
    | "slack"
    | "mail"
    | "jira"
    | "pages"
    | "github"
    | "sentry"
    | "bluesky"
    | "threads"
    | "linkedin"
    | "gmail"
    | "recall"
    | "elevenlabs"
    | "liveavatar"
    | null;
  path: string;
  /** Where the path alone doesn't tell what writes. */
  method?: "DELETE";
  outside: (mark: string) => Promise<number>;
}

const linkedinPosts = async (mark: string) =>
  (await sandbox<{ posts: { text: string }[] }>("/linkedin/_people/posts")).posts.filter(
    ({ text }) => text === `${mark} (out now)`,
  ).length;

/** Those of the kinds that publish to the world's networks. */
export const networkTrials: Record<string, LostAnswerTrial> = {
  linkedin_post: {
    payload: async (mark) => {
      await connectAccount("linkedin");
      return { draftId: mark, text: `${mark} (out now)`, link: null, publishAt: null };
    },
    service: "linkedin",
    path: "/rest/posts",
    outside: linkedinPosts,
  },
  bluesky_post: {
    payload: (mark) => ({ draftId: mark, text: `${mark} 🚆 #trains`, link: null, publishAt: null }),
    service: "bluesky",
    path: "putRecord",
    outside: async (mark) => (await onBluesky(mark)).length,
  },
  threads_post: {
    payload: async (mark) => {
      await connectAccount("threads");
      return { draftId: mark, text: `${mark} 🚆 #trains`, link: null, publishAt: null };
    },
    service: "threads",
    path: "/threads_publish",
    outside: async (mark) => (await onThreads(mark)).length,
  },
  gist_publish: {
    payload: (mark) => ({
      draftId: mark,
      description: mark,
      files: [{ name: "example.ts", content: "export const answer = 42;\n" }],
      public: true,
      publishAt: null,
    }),
    service: "github",
    path: "/gists",
    outside: async (mark) =>
      (await sandbox<{ gists: { description: string }[] }>("/github/_people/gists")).gists.filter(
        ({ description }) => description === mark,
      ).length,
  },
};
