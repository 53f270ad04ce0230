import { z } from "zod";
import { gatedServices } from "../domain/service.ts";
import { endpoint } from "./endpoint.ts";

export const servicesEndpoints = {
  reopen: endpoint({
    route: "POST /api/services/{service}/reopen",
    summary: "Opens a service's door before its time: what waits for it tries again at once",
    role: "approver",
    params: z.object({ service: z.enum(gatedServices) }),
    answer: z.object({ kind: z.enum(["reopened", "was_open"]) }),
  }),
};
