import { env } from "cloudflare:workers";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import type { Spine } from "../../../shared/spine/context.ts";
import { unique } from "./spine.ts";

/** The spine with a GitHub that answers as it is told, after it has given a token. */
export function answering(
  answer: (request: Request) => Response | Promise<Response>,
  at = Date.now(),
): Spine {
  return configuredSpine(
    { ...env, GITHUB_API_URL: `https://${unique("github")}.example` },
    {
      now: () => at,
      fetch: async (input, init) => {
        const request = new Request(input, init);
        if (request.url.endsWith("/installation")) return Response.json({ id: 1, app_slug: "signalbox" });
        if (request.url.endsWith("/access_tokens"))
          return Response.json({ token: unique("ghs"), expires_at: new Date(at + 3_600_000).toISOString() });
        return answer(request);
      },
    },
  );
}
