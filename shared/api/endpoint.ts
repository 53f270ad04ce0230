import { z } from "zod";
import type { Role } from "../domain/person.ts";

export type Route = `${"GET" | "POST" | "PUT" | "DELETE"} /api/${string}`;

/** One call of the API: what it takes, what it answers, who may make it. The Worker, its description and the dashboard are made of these. */
export interface Endpoint<
  R extends Route = Route,
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
> {
  /** Method and path, with its parameters in braces: "GET /api/tasks/{id}". */
  route: R;
  /** What it does, in a line. */
  summary: string;
  /** The role that it needs; null: anybody may call. */
  role: Role | null;
  params: P;
  query: Q;
  body: B;
  answer: A;
  status: 200 | 202;
  /** Whether a repeat under one Idempotency-Key is the same as once. */
  idempotent: boolean;
  /** What the body is when it isn't JSON: then the handler reads it. */
  consumes: string | null;
  /** What the answer is when it isn't JSON. */
  produces: string;
}

const nothing = z.object({});
const noBody = z.undefined();

type Spec<R, P, Q, B, A> = Pick<Endpoint, "summary" | "role"> &
  Partial<Pick<Endpoint, "status" | "idempotent" | "produces" | "consumes">> & {
    route: R;
    params?: P;
    query?: Q;
    body?: B;
    answer: A;
  };

export function endpoint<
  const R extends Route,
  A extends z.ZodType,
  P extends z.ZodType = typeof nothing,
  Q extends z.ZodType = typeof nothing,
  B extends z.ZodType = typeof noBody,
>(spec: Spec<R, P, Q, B, A>): Endpoint<R, P, Q, B, A>;
export function endpoint(spec: Spec<Route, z.ZodType, z.ZodType, z.ZodType, z.ZodType>): Endpoint {
  return {
    params: nothing,
    query: nothing,
    body: noBody,
    status: 200,
    idempotent: false,
    consumes: null,
    produces: "application/json",
    ...spec,
  };
}
