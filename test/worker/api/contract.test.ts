import { describe, expect, it } from "vitest";
import { contract } from "../../../shared/api/contract.ts";
import { api } from "../support/task.ts";

interface Operation {
  summary: string;
  description: string;
  parameters: { name: string; in: string; schema: object }[];
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

const description: { openapi: string; paths: Record<string, Record<string, Operation>> } = JSON.parse(
  await (await api("/api/openapi.json", {})).text(),
);

const endpoints = Object.values(contract).flatMap((group) => Object.values(group));

describe("the API", () => {
  it("describes every call that it serves, and serves every call of its contract", () => {
    expect(description.openapi).toBe("3.1.0");
    const described = Object.entries(description.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(new Set(described)).toEqual(new Set<string>(endpoints.map(({ route }) => route)));
  });

  it("has a form for what it takes and for what it answers", () => {
    const { get } = description.paths["/api/tasks/{id}"] ?? {};
    expect(get?.parameters).toMatchObject([{ name: "id", in: "path", required: true }]);
    expect(get?.responses["200"]?.content?.["application/json"]?.schema).toMatchObject({
      properties: { task: { properties: { status: { enum: expect.arrayContaining(["cancelled"]) } } } },
    });
    const { post } = description.paths["/api/approvals/{id}/decisions"] ?? {};
    expect(post).toMatchObject({
      requestBody: {
        content: {
          "application/json": { schema: { required: expect.arrayContaining(["digest", "decision"]) } },
        },
      },
    });
  });
});
