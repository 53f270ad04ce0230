import type { Context } from "hono";
import type { Outside } from "../../shared/platform/config.ts";
import type { Incoming, Scheme } from "../../shared/platform/signatures/scheme.ts";

/** Reads a request that comes from who it says. @throws what its scheme throws. */
export async function proven(
  c: Context<{ Bindings: Env }>,
  { service, scheme }: { service: string; scheme: Scheme },
  outside: Outside,
): Promise<Incoming> {
  const incoming: Incoming = {
    header: (name) => c.req.header(name),
    // Decoded by hand: the runtime warns of text() on a form.
    bytes: new Uint8Array(await c.req.arrayBuffer()),
  };
  await scheme({ ...incoming, service }, outside);
  return incoming;
}
