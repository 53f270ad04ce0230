import type { z } from "zod";
import type { ApiRoute, EndpointOf } from "../../../../shared/api/contract.ts";

/** What a call may be given: only what its endpoint takes. */
export interface Args<R extends ApiRoute> {
  params?: z.input<EndpointOf<R>["params"]>;
  query?: z.input<EndpointOf<R>["query"]>;
  body?: z.input<EndpointOf<R>["body"]>;
  /** A repeat under the same key counts once. */
  onceKey?: string;
}

export type Answer<R extends ApiRoute> = z.output<EndpointOf<R>["answer"]>;

/** The calls that only look. */
export type GetRoute = Extract<ApiRoute, `GET ${string}`>;
