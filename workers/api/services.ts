import { servicesEndpoints } from "../../shared/api/services.ts";
import { reopenService } from "../../shared/spine/reopen-service.ts";
import { serve, type Served } from "./serve.ts";

/** People's word on the doors to outside services. */
export const servicesApi = {
  reopen: serve(servicesEndpoints.reopen, async ({ spine, person, params: { service } }) => {
    const wasShut = await reopenService(spine, { service, by: person.id });
    return { kind: wasShut ? ("reopened" as const) : ("was_open" as const) };
  }),
} satisfies Record<keyof typeof servicesEndpoints, Served>;
