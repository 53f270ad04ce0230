import type { z } from "zod";
import type { Incoming, Scheme } from "../../shared/platform/signatures/scheme.ts";
import type { Read } from "../../shared/spine/receive.ts";
import type { Settings } from "../../shared/spine/settings.ts";

/** A request that comes from who it says. */
export interface Delivery extends Pick<Incoming, "header"> {
  /** The id of what it is: `github:<what tells the delivery from others>`. */
  id: string;
  /** The body in a form that the service documents. @throws SignalboxError `bad_request` naming what is wrong. */
  body: <T>(schema: z.ZodType<T>) => T;
  settings: Settings;
}

/**
 * One service that tells us of things as they happen, in a file of its own. Whatever it sends is proven, read and
 * recorded by one door. Adding one is its file and a line in the registry.
 * For an example see docs/examples/webhook-source.ts.
 */
export interface WebhookSource {
  /** Its address is `/webhooks/<name>`, and the ids of its signals begin with it. */
  name: string;
  /** What people call the service. */
  service: string;
  /** How its requests prove that they are. */
  scheme: Scheme;
  /**
   * What tells one delivery from another, and is the same when one is repeated: a header that the scheme has proven, or a
   * part of the body. Absent: the body as a whole, for a service that signs nothing else. A header that nobody has signed
   * is no name: whoever has caught a delivery could send it again under another.
   */
  delivery?: string | ((delivery: Pick<Delivery, "body" | "header">) => string);
  /** Whose deliveries are counted together, so that nobody's flood keeps others out. Absent: all of the service's are. */
  sender?: (delivery: Pick<Delivery, "body" | "header">) => string;
  /** Pure: the same delivery always says the same. */
  read(delivery: Delivery): Read;
}
