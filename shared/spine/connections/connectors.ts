import {
  authorizedServices,
  type AuthorizedService,
  type ConnectedService,
} from "../../domain/connection.ts";
import type { Authorizer, Connector } from "../../integrations/connector.ts";
import { blueskyConnector } from "../../integrations/bluesky/connector.ts";
import { linkedinConnector } from "../../integrations/linkedin/connector.ts";
import { threadsConnector } from "../../integrations/threads/connector.ts";

/** The services that a person connects in the browser. */
export const authorizers: Readonly<Record<AuthorizedService, Authorizer>> = {
  linkedin: linkedinConnector,
  threads: threadsConnector,
};

/** How each service's access is got; null: nothing gets it yet. */
export const connectors: Readonly<Record<ConnectedService, Connector | null>> = {
  ...authorizers,
  bluesky: blueskyConnector,
  gmail: null,
};

const authorized: ReadonlySet<string> = new Set(authorizedServices);

/** Whether a person connects a service in the browser. */
export function isAuthorized(service: ConnectedService): service is AuthorizedService {
  return authorized.has(service);
}
