import { z } from "zod";
import { previewSlots, previewTemplatePath } from "../../pages/blog/src/lib/preview-slots.ts";
import { createTwinApp, type Twin } from "../twin.ts";
import { Builder } from "./builder.ts";
import { answerFrom, serveSite } from "./site-server.ts";

const deploymentSchema = z.object({
  id: z.string(),
  state: z.enum(["queued", "building", "live", "failed", "superseded"]),
  requestedAt: z.string(),
  finishedAt: z.string().optional(),
  log: z.string().optional(),
});
type Deployment = z.infer<typeof deploymentSchema>;

export interface PagesOptions {
  stateDir: string;
  blogPort: number;
  /** The Worker that the posts come from. */
  signalboxUrl: string;
}

const keptDeployments = 50;

/** The page of a preview, as a site that nobody has built would have it. */
const previewTemplate = `<!doctype html><html lang="en"><head><title>${previewSlots.title}</title><link rel="stylesheet" href="/theme.css">
<meta name="signalbox:digest" content="${previewSlots.digest}"></head>
<body><p role="note">${previewSlots.notice}</p><h1>${previewSlots.title}</h1>${previewSlots.html}</body></html>`;

/** The stage at which a deployment is, as Cloudflare's API words it. */
const stages = {
  queued: { name: "queued", status: "active" },
  building: { name: "build", status: "active" },
  live: { name: "deploy", status: "success" },
  failed: { name: "build", status: "failure" },
  superseded: { name: "queued", status: "canceled" },
} satisfies Record<Deployment["state"], { name: string; status: string }>;

/**
 * The stand-in for Cloudflare Pages: a deploy hook, the API that tells of its deployments, real builds of pages/blog one at a time, and
 * the site itself, besides below `/site`. Without options nothing is built: each deployment is live at once, and the page of a post
 * shows whichever version it is asked for, or that it is gone; there is a page for previews, too.
 */
export function createPagesTwin(options: PagesOptions | null): Twin {
  let deployments: Deployment[] = [];
  const builder =
    options && new Builder(options.stateDir, options.signalboxUrl, `http://127.0.0.1:${options.blogPort}`);
  const site = options && builder && serveSite(options.blogPort, builder.current);
  let building = false;

  const work = async (host: Builder): Promise<void> => {
    if (building) return;
    building = true;
    for (let next = take(deployments); next; next = take(deployments)) {
      const { ok, log } = await host.build();
      Object.assign(next, { state: ok ? "live" : "failed", finishedAt: new Date().toISOString(), log });
      if (!ok) console.error(`pages: the build ${next.id} failed, the old site stays up:\n${log}`);
    }
    building = false;
  };

  const reset = (): void => {
    deployments = [];
  };
  const app = createTwinApp("pages", reset, (routes) => {
    routes.get("/_sandbox/deployments", (c) => c.json({ deployments }));
    routes.post("/client/v4/pages/webhooks/deploy_hooks/:id", (c) => {
      const deployment: Deployment = {
        id: crypto.randomUUID(),
        state: builder ? "queued" : "live",
        requestedAt: new Date().toISOString(),
      };
      deployments = [...deployments, deployment].slice(-keptDeployments);
      if (builder) void work(builder);
      return c.json({ result: { id: deployment.id }, success: true, errors: [], messages: [] });
    });
    routes.get("/client/v4/accounts/:account/pages/projects/:project/deployments/:id", (c) => {
      const refused = (status: 403 | 404, code: number, message: string) =>
        c.json({ result: null, success: false, errors: [{ code, message }], messages: [] }, status);
      if (!/^Bearer \S+$/.test(c.req.header("authorization") ?? ""))
        return refused(403, 10000, "Authentication error");
      const one = deployments.find(({ id }) => id === c.req.param("id"));
      if (one === undefined)
        return refused(404, 8000009, "The deployment ID you have specified does not exist.");
      const { id, state, requestedAt: created_on } = one;
      const result = { id, created_on, environment: "production", latest_stage: stages[state] };
      return c.json({ result, success: true, errors: [], messages: [] });
    });
    routes.get("/site/*", (c) => {
      if (builder)
        return answerFrom(builder.current, c.req.raw, c.req.path.slice(c.req.path.indexOf("/site") + 5));
      if (c.req.path.endsWith(previewTemplatePath)) return c.html(previewTemplate);
      const wanted = c.req.query("signalbox") ?? "";
      if (wanted.startsWith("gone-")) return c.text("gone", 410);
      const digest = wanted.replaceAll(/[^0-9a-f]/g, "");
      return c.html(`<!doctype html><title>A post</title><meta name="signalbox:digest" content="${digest}">`);
    });
  });
  return {
    name: "pages",
    app,
    reset,
    snapshot: () => deployments,
    restore: (snapshot) => {
      deployments = z.array(deploymentSchema).catch([]).parse(snapshot);
    },
    close: async () => {
      builder?.close();
      await site?.close();
    },
  };
}

/** The newest queued deployment; older ones are superseded by it, so that a burst is one build. */
function take(deployments: readonly Deployment[]): Deployment | undefined {
  const queued = deployments.filter((one) => one.state === "queued");
  const newest = queued.pop();
  for (const older of queued) older.state = "superseded";
  if (newest) newest.state = "building";
  return newest;
}
