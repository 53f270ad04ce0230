import { z } from "zod";
import type { ApplyOutcome, ReconcileOutcome } from "../../domain/sending.ts";
import type { Outside } from "../../platform/config.ts";
import { type CallOutcome, notSeen } from "../call.ts";
import { authorOf } from "./author.ts";
import { callLinkedin } from "./call.ts";
import { cardTitle } from "./card-title.ts";
import { fromLittleText, toLittleText } from "./little-text.ts";
import { post, posts, type WirePost } from "./schema.ts";

/** Calls under the token of the account that is connected. */
export type Authed = <T>(
  call: (access: { token: string; account: string }) => Promise<CallOutcome<T>>,
) => Promise<CallOutcome<T>>;

interface Words {
  text: string;
  link: string | null;
}

type ReadBack = "same" | "different" | "unread";
type Published = { urn: string; url: string; author: string; readBack: ReadBack };
type Standing = { kind: "stands" | "gone" | "edited" } | { kind: "unclear"; error: string };

/** LinkedIn's clock and ours may differ by so much, milliseconds. */
const skewMs = 2 * 60_000;
/** A post that was taken is in its author's list after so long, milliseconds. */
const listedAfterMs = 60_000;
const listed = 100;
const authorUrn = /^urn:li:(?:person|organization):[\w-]+$/;
const postUrn = z.string().regex(/^urn:li:(?:share|ugcPost):\d+$/);

/** An account's posts on LinkedIn. Never retries by itself, but for a token that is over. */
export function linkedinPosts(outside: Outside, authed: Authed) {
  const published = (urn: string, author: string, readBack: ReadBack): Published => ({
    urn,
    author,
    readBack,
    url: new URL(`feed/update/${urn}/`, outside.settings.LINKEDIN_OAUTH_URL).href,
  });
  const read = async (urn: string): Promise<CallOutcome<WirePost>> =>
    authed(async ({ token }) =>
      callLinkedin(outside, { path: `rest/posts/${encodeURIComponent(urn)}`, token, answer: post }),
    );

  return {
    /** Publishes a text, and looks at how it stands there. */
    publish: async ({ text, link }: Words): Promise<ApplyOutcome<Published>> => {
      let author = "";
      const made = await authed(async ({ token, account }) => {
        author = authorOf(outside.settings, account);
        return authorUrn.test(author)
          ? callLinkedin(outside, {
              path: "rest/posts",
              token,
              body: bodyOf(author, text, link),
              answer: postUrn,
              answerHeader: "x-restli-id",
            })
          : { kind: "refused", error: `the account that is connected is no author on LinkedIn: ${author}` };
      });
      if (made.kind !== "answered") return made;
      const back = await read(made.value);
      const how = back.kind === "answered" ? (isSaid(back.value, text) ? "same" : "different") : "unread";
      return { kind: "applied", result: published(made.value, author, how) };
    },

    /** Looks among what the author has posted since the first attempt for these very words. */
    find: async ({ text }: Words, firstSentAt: number | null): Promise<ReconcileOutcome<Published>> => {
      const since = firstSentAt ?? outside.now();
      const found = await authed(async ({ token, account }) =>
        callLinkedin(outside, {
          path: `rest/posts?author=${encodeURIComponent(authorOf(outside.settings, account))}&q=author&count=${listed}&sortBy=CREATED`,
          token,
          answer: posts,
        }),
      );
      if (found.kind !== "answered") return notSeen(found);
      const fresh = found.value.elements.filter(({ createdAt }) => createdAt >= since - skewMs);
      const mine = fresh.find((one) => isSaid(one, text));
      if (mine !== undefined) return { kind: "found", result: published(mine.id, mine.author, "same") };
      if (fresh.length >= listed)
        return { kind: "unclear", error: `LinkedIn lists more than ${listed} newer posts` };
      const waitMs = since + listedAfterMs - outside.now();
      return waitMs > 0
        ? { kind: "unclear", error: "LinkedIn doesn't list it, or not yet", afterMs: waitMs }
        : { kind: "absent" };
    },

    /** Whether a post still stands as it was published. */
    standing: async (urn: string, { text }: Words): Promise<Standing> => {
      const stands = await read(urn);
      if (stands.kind === "refused" && stands.status === 404) return { kind: "gone" };
      if (stands.kind !== "answered") return { kind: "unclear", error: stands.error };
      const isEdited =
        !isSaid(stands.value, text) || stands.value.lifecycleStateInfo?.isEditedByAuthor === true;
      return { kind: isEdited ? "edited" : "stands" };
    },
  };
}

function bodyOf(author: string, text: string, link: string | null) {
  return {
    author,
    commentary: toLittleText(text),
    visibility: "PUBLIC",
    distribution: { feedDistribution: "MAIN_FEED", targetEntities: [], thirdPartyDistributionChannels: [] },
    ...(link === null ? {} : { content: { article: { source: link, title: cardTitle(link) } } }),
    lifecycleState: "PUBLISHED",
    isReshareDisabledByAuthor: false,
  };
}

function isSaid({ commentary }: WirePost, text: string): boolean {
  return fromLittleText(commentary).trim() === text;
}
