import type { z } from "zod";
import type { Incoming, Scheme } from "../../shared/platform/signatures/scheme.ts";
import type { NewSignal } from "../../shared/domain/signal.ts";
import type { Settings } from "../../shared/spine/settings.ts";

/** A request that comes from who it says. */
export interface Delivery extends Pick<Incoming, "header"> {
  /** The id of what it is: `github:<delivery>`. */
  id: string;
  /** The body in a form that the service documents. @throws SignalboxError `bad_request` naming what is wrong. */
  body: <T>(schema: z.ZodType<T>) => T;
  settings: Settings;
}

/** What a delivery leads to: signals, or nothing at all, with the reason for the log. */
export type Read = NewSignal[] | { ignored: string };

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
   * What tells one delivery from another, and is the same when one is repeated: a header, or a part of the body where no
   * header says it.
   */
  delivery: string | ((delivery: Pick<Delivery, "body" | "header">) => string);
  /** Pure: the same delivery always says the same. */
  read(delivery: Delivery): Read;
}
