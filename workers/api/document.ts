import { z } from "zod";
import type { Endpoint } from "../../shared/api/endpoint.ts";

const failure = {
  type: "object",
  properties: {
    error: {
      type: "object",
      properties: { code: { type: "string" }, message: { type: "string" } },
      required: ["code", "message"],
    },
  },
  required: ["error"],
};

const failures = {
  400: "something in the call is wrong; the message names it",
  401: "nobody we know",
  403: "not with this role, or not from this page",
  404: "there is no such thing",
  409: "it stands otherwise by now",
  503: "something is not set up, or does not answer",
};

/** The description of the API (OpenAPI 3.1), made from the endpoints that are served. */
export function describeApi(endpoints: readonly Endpoint[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    const [method = "", path = ""] = endpoint.route.split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(endpoint, path) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Signalbox",
      version: "1",
      description:
        "Times are ISO 8601 in UTC, money is US dollars. Lists are paged: `nextCursor` goes into `cursor`. Live state arrives on WebSockets: /agents/board-agent/all (what waits, counted) and /agents/task-agent/{taskId}.",
    },
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "A person's API token" },
        session: { type: "apiKey", in: "cookie", name: "signalbox_session" },
      },
      schemas: { Failure: failure },
    },
    paths,
  };
}

function operation(endpoint: Endpoint, path: string): object {
  const { summary, role, status, produces, idempotent, body, consumes } = endpoint;
  return {
    tags: [path.split("/")[2] ?? ""],
    summary,
    description: role === null ? "For anybody." : `Needs the role ${role}.`,
    security: role === null ? [] : [{ token: [] }, { session: [] }],
    parameters: [
      ...parameters(endpoint.params, "path"),
      ...parameters(endpoint.query, "query"),
      ...(idempotent
        ? [
            {
              name: "Idempotency-Key",
              in: "header",
              required: false,
              description: "A repeat under the same key is the same as once",
              schema: { type: "string", pattern: "^[\\w.:-]{1,128}$" },
            },
          ]
        : []),
    ],
    ...(body instanceof z.ZodUndefined
      ? rawBody(consumes)
      : {
          requestBody: {
            required: true,
            content: { "application/json": { schema: jsonSchema(body, "input") } },
          },
        }),
    responses: {
      [status]: {
        description: "done",
        content: { [produces]: { schema: jsonSchema(endpoint.answer, "output") } },
      },
      ...Object.fromEntries(
        Object.entries(failures).map(([code, description]) => [
          code,
          {
            description,
            content: { "application/json": { schema: { $ref: "#/components/schemas/Failure" } } },
          },
        ]),
      ),
    },
  };
}

/** A body that isn't JSON: the files of a form, or bytes. */
function rawBody(consumes: string | null): object {
  if (consumes === null) return {};
  const binary = { type: "string", format: "binary" };
  const form = {
    type: "object",
    properties: { files: { type: "array", items: binary } },
    required: ["files"],
  };
  const schema = consumes === "multipart/form-data" ? form : binary;
  return { requestBody: { required: true, content: { [consumes]: { schema } } } };
}

function parameters(schema: z.ZodType, place: "path" | "query"): object[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).map(([name, part]) => ({
    name,
    in: place,
    required: place === "path",
    schema: part instanceof z.ZodType ? jsonSchema(part, "input") : {},
  }));
}

function jsonSchema(schema: z.ZodType, io: "input" | "output"): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}
