import type { Hono } from "hono";
import { z } from "zod";
import type { Endpoint, Route } from "../../shared/api/endpoint.ts";
import type { ApiContext, Caller } from "./caller.ts";
import { hasRole, type Person } from "../../shared/domain/person.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { type Spine } from "../../shared/spine/context.ts";
import { openSpine } from "../../shared/jobs/open-spine.ts";
import { problemsOf } from "../../shared/platform/problems.ts";
import { doorBounds, readJson } from "../../shared/platform/read-json.ts";
import { wellFormedJson } from "../../shared/platform/well-formed.ts";
import { addressOf, withinLimit } from "../rate-limit.ts";
import { identify } from "./identify.ts";

/** What a handler gets: everything checked. */
export interface ApiCall<P, Q, B> {
  c: ApiContext;
  spine: Spine;
  params: P;
  query: Q;
  body: B;
}

/** A call of somebody who is known and has the role that it needs. */
export interface PersonalCall<P, Q, B> extends ApiCall<P, Q, B> {
  person: Person;
  caller: Caller;
  /** The same for repeats under one Idempotency-Key, and unique otherwise. */
  onceKey: string;
}

/** An endpoint with its handler sealed in. */
export interface Served {
  endpoint: Endpoint;
  mount: (app: Hono<{ Bindings: Env }>) => void;
}

/** Serves an endpoint to people who have its role. */
export function serve<
  R extends Route,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
>(
  endpoint: Endpoint<R, P, Q, B, A>,
  handle: (call: PersonalCall<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<A> | Response>,
): Served {
  return seal(endpoint, async (c) => {
    const spine = await openSpine(c.env);
    const caller = await callerWith(c, spine, endpoint.role ?? "viewer");
    const onceKey = onceKeyOf(c, endpoint);
    return handle({ ...(await callOf(c, spine, endpoint)), person: caller.person, caller, onceKey });
  });
}

/** Serves an endpoint to anybody. */
export function servePublic<
  R extends Route,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
>(
  endpoint: Endpoint<R, P, Q, B, A>,
  handle: (call: ApiCall<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<A> | Response>,
): Served {
  return seal(endpoint, async (c) => {
    await withinLimit(c.env, "CALLER_LIMIT", `public:${addressOf(c.req.raw.headers)}`);
    return handle(await callOf(c, await openSpine(c.env), endpoint));
  });
}

/**
 * Who calls, if they have a role.
 * @throws SignalboxError `unauthorized` for nobody we know, `forbidden` for a person without the role.
 */
export async function callerWith(c: ApiContext, spine: Spine, role: Person["role"]): Promise<Caller> {
  const caller = await identify(c, spine);
  await withinLimit(c.env, "CALLER_LIMIT", `api:${caller.person.id}`);
  if (!hasRole(caller.person, role))
    throw new SignalboxError(
      "forbidden",
      `this needs the role ${role}; ${caller.person.id} is ${caller.person.role}`,
    );
  return caller;
}

function seal(endpoint: Endpoint, answer: (c: ApiContext) => Promise<unknown>): Served {
  const [method = "", path = ""] = endpoint.route.split(" ");
  return {
    endpoint,
    mount: (app) => {
      app.on(method, path.replaceAll(/\{(\w+)\}/g, ":$1"), async (c) => {
        const value = await answer(c);
        return value instanceof Response ? value : Response.json(value, { status: endpoint.status });
      });
    },
  };
}

async function callOf<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  c: ApiContext,
  spine: Spine,
  { params, query, body }: Endpoint<Route, P, Q, B>,
): Promise<ApiCall<z.output<P>, z.output<Q>, z.output<B>>> {
  return {
    c,
    spine,
    params: checked(params, c.req.param()),
    query: checked(query, c.req.query()),
    body: checked(
      body,
      body instanceof z.ZodUndefined
        ? undefined
        : wellFormedJson(readJson(await c.req.text(), doorBounds, refuseProto)),
    ),
  };
}

/** Forms drop this one name without a word; whoever sends it is told instead. */
function refuseProto(name: string, value: unknown): unknown {
  if (name === "__proto__") throw new SignalboxError("bad_request", "nothing can be named __proto__");
  return value;
}

function checked<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (!result.success) throw new SignalboxError("bad_request", problemsOf(result.error));
  return result.data;
}

const keySchema = z
  .string()
  .regex(/^[\w.:-]{1,128}$/, "an Idempotency-Key has 1 to 128 letters, digits or any of . _ : -");

function onceKeyOf(c: ApiContext, { idempotent }: Endpoint): string {
  const given = c.req.header("idempotency-key");
  if (!idempotent || given === undefined) return crypto.randomUUID();
  return checked(keySchema, given);
}
