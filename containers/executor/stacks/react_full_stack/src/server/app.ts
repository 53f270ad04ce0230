import { Hono } from "hono";

/** All routes of the API. It listens nowhere, so that tests ask it directly. */
export function createApp(): Hono {
  const app = new Hono();
  app.get("/api/health", (context) => context.json({ status: "ok" }));
  app.notFound((context) => context.json({ error: `there is no ${context.req.path}` }, 404));
  app.onError((error, context) => {
    console.error(error);
    return context.json({ error: "something went wrong" }, 500);
  });
  return app;
}
