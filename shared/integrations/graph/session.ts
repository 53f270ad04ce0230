import type { z } from "zod";
import type { Outside } from "../../platform/config.ts";
import { callService, type CallOutcome } from "../call.ts";
import { graphAnswers } from "./answers.ts";
import { graphError } from "./schema.ts";
import { forgetGraphToken, graphToken } from "./token.ts";

export interface GraphCall<T> {
  /** Below the root of the API, or a whole link that it has given. */
  path: string;
  answer: z.ZodType<T>;
  body?: unknown;
  /** How many are wanted on a page. */
  pageSize?: number;
}

/** Ids that stay the same when a message moves to another folder. */
const immutable = 'IdType="ImmutableId"';

/** The app's way to Graph: each call under its token; one that Graph doesn't know any more is replaced once. */
export function openGraph(outside: Outside) {
  const root = outside.settings.GRAPH_URL.replace(/\/+$/, "");

  const attempt = async <T>({ path, answer, body, pageSize }: GraphCall<T>): Promise<CallOutcome<T>> => {
    const token = await graphToken(outside);
    if (token.kind !== "answered") return token;
    return callService(outside, {
      service: graphAnswers,
      url: path.includes("://") ? path : `${root}/${path}`,
      method: body === undefined ? "GET" : "POST",
      headers: {
        authorization: `Bearer ${token.value}`,
        prefer: pageSize === undefined ? immutable : `${immutable}, odata.maxpagesize=${pageSize}`,
      },
      body,
      answer,
      error: graphError,
    });
  };

  return {
    /** Whether a link leads to the Graph that we talk to: only there may the token go. */
    isOurs: (link: string): boolean => link.startsWith(`${root}/`),

    call: async <T>(call: GraphCall<T>): Promise<CallOutcome<T>> => {
      const outcome = await attempt(call);
      if (outcome.kind !== "refused" || outcome.status !== 401) return outcome;
      forgetGraphToken(outside);
      return attempt(call);
    },
  };
}
