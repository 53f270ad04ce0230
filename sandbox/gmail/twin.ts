import { Deliveries } from "../deliver-webhook.ts";
import { createTwinApp, type Twin } from "../twin.ts";
import { mailApi } from "./api.ts";
import { peopleRoutes } from "./people-routes.ts";
import { pushKeys, pushOf } from "./push.ts";
import { GmailState, type StoredMessage } from "./state.ts";
import { tokenRoute } from "./token.ts";

/** The stand-in for Gmail, Google's sign-in and Pub/Sub: mailboxes that tell of new mail, and a page for people. */
export function createGmailTwin(
  { signalboxUrl }: { signalboxUrl: string | null },
  now: () => number = Date.now,
): Twin {
  const state = new GmailState(now);
  const audience = signalboxUrl === null ? null : `${signalboxUrl}/webhooks/gmail`;
  const pushes = new Deliveries(audience);
  const deliver = (to: string, raw: Uint8Array, threadId?: string): StoredMessage => {
    const message = state.add(to, raw, ["INBOX", "UNREAD"], threadId ?? null);
    if (audience !== null && (state.mailbox(to).watchUntil ?? 0) > now())
      void pushOf({ mailbox: to, historyId: message.historyId, audience }).then(async (push) =>
        pushes.send(`new mail in ${to}`, push),
      );
    return message;
  };
  const app = createTwinApp(
    "gmail",
    () => state.reset(),
    (routes) => {
      tokenRoute(routes, state);
      routes.get("/certs", async (c) => c.json(await pushKeys()));
      mailApi(routes, state, deliver);
      peopleRoutes(routes, state, deliver);
      routes.get("/_people/pushes", (c) => c.json({ pushes: pushes.list() }));
    },
  );
  return {
    name: "gmail",
    app,
    reset: () => {
      state.reset();
      pushes.clear();
    },
    snapshot: () => state.snapshot(),
    restore: (snapshot) => state.restore(snapshot),
    close: async () => pushes.settled(),
  };
}
