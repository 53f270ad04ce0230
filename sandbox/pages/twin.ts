import { createTwinApp, type Twin } from "../twin.ts";

export interface PagesOptions {
  stateDir: string;
  blogPort: number;
  signalboxUrl: string;
  build: boolean;
}

export function createPagesTwin(_options: PagesOptions): Twin {
  const reset = (): void => {};
  const app = createTwinApp("pages", reset, (routes) => {
    routes.post("/client/v4/pages/webhooks/deploy_hooks/:id", (c) =>
      c.json({ result: { id: crypto.randomUUID() }, success: true, errors: [], messages: [] }),
    );
  });
  return { name: "pages", app, reset, snapshot: () => null, restore: () => {} };
}
