import type { ServiceAnswers } from "../../domain/answers.ts";

/** Names of XRPC and of the servers' own for what passes (atproto.com/specs/xrpc). */
export const blueskyAnswers: ServiceAnswers = {
  name: "Bluesky",
  door: "bluesky",
  codes: {
    RateLimitExceeded: "limited",
    NotEnoughResources: "lost",
    UpstreamFailure: "lost",
    UpstreamTimeout: "lost",
    InternalServerError: "lost",
  },
};
