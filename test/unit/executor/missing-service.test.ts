import { expect, it } from "vitest";
import { missingService } from "../../../containers/executor/src/referee/services.ts";

const test = (status: "passed" | "failed", message: string) => ({
  id: message,
  name: "test",
  file: null,
  status,
  message,
  kind: status === "passed" ? null : ("error" as const),
});

it("a suite of which nothing runs without its database is told so, another failure isn't taken for it", () => {
  const refused = test("failed", "Error: connect ECONNREFUSED 127.0.0.1:5432");
  expect(missingService({ tests: [refused], problem: null })).toMatch(/need PostgreSQL on port 5432/);
  expect(missingService({ tests: [refused, test("passed", "")], problem: null })).toBeNull();
  expect(missingService({ tests: [test("failed", "expected 5432 to be 1")], problem: null })).toBeNull();
  const problem = 'could not connect to server: Connection refused\n port 3306: "Can\'t connect to MySQL"';
  expect(missingService({ tests: [], problem })).toMatch(/MySQL on port 3306/);
});
