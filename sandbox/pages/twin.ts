import { z } from "zod";
import { createTwinApp, type Twin } from "../twin.ts";
import { Builder } from "./builder.ts";
import { serveSite } from "./site-server.ts";

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

/**
 * The stand-in for Cloudflare Pages: a deploy hook, real builds of pages/blog one at a time, and the site itself.
 * Without options the hook answers and records, and nothing is built.
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
        state: "queued",
        requestedAt: new Date().toISOString(),
      };
      deployments = [...deployments, deployment].slice(-keptDeployments);
      if (builder) void work(builder);
      return c.json({ result: { id: deployment.id }, success: true, errors: [], messages: [] });
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
