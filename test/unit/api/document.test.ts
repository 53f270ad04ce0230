import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { contract } from "../../../shared/api/contract.ts";
import { describeApi } from "../../../workers/api/document.ts";

describe("the API's description", () => {
  it("is valid OpenAPI 3.1", async () => {
    const endpoints = Object.values(contract).flatMap((group) => Object.values(group));
    const document = JSON.parse(JSON.stringify(describeApi(endpoints)));
    expect(await new Validator().validate(document)).toEqual({ valid: true });
  });
});
