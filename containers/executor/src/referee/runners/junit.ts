import { XMLParser } from "fast-xml-parser";
import { z } from "zod";

/** A test in a JUnit report, with the groups around it. */
export interface JunitTest {
  groups: string[];
  name: string;
  classname: string;
  file: string | null;
  /** Null: it passed. */
  outcome: { tag: "failure" | "error" | "skipped"; type: string; message: string; text: string } | null;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  preserveOrder: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  processEntities: true,
  htmlEntities: true,
  isArray: (name) => ["testsuite", "testcase", "failure", "error", "skipped"].includes(name),
});

const attribute = z.string().optional();
const outcomeSchema = z.union([
  z.string().transform((text) => ({ "#text": text, "@message": undefined, "@type": undefined })),
  z.object({ "#text": attribute, "@message": attribute, "@type": attribute }),
]);
const caseSchema = z.object({
  "@name": z.string(),
  "@classname": attribute,
  "@file": attribute,
  failure: z.array(outcomeSchema).optional(),
  error: z.array(outcomeSchema).optional(),
  skipped: z.array(outcomeSchema).optional(),
});
const groupSchema = z.object({
  "@name": attribute,
  get testsuite() {
    return z.array(groupSchema).optional();
  },
  testcase: z.array(caseSchema).optional(),
});
const fileSchema = z.object({
  testsuites: z.union([z.literal("").transform(() => ({})), groupSchema]).optional(),
  testsuite: z.array(groupSchema).optional(),
});

/** Reads a JUnit report: every test with its groups. Throws on anything else. */
export function parseJunit(xml: string): JunitTest[] {
  const { testsuites, testsuite } = fileSchema.parse(parser.parse(xml));
  return [
    ...(testsuites === undefined ? [] : inGroup(testsuites, [])),
    ...(testsuite ?? []).flatMap((group) => inGroup(group, [])),
  ];
}

function inGroup(group: z.infer<typeof groupSchema>, groups: string[]): JunitTest[] {
  return [
    ...(group.testcase ?? []).map((test) => ({
      groups,
      name: test["@name"],
      classname: test["@classname"] ?? "",
      file: test["@file"] ?? null,
      outcome: outcomeOf(test),
    })),
    ...(group.testsuite ?? []).flatMap((inner) => inGroup(inner, [...groups, inner["@name"] ?? ""])),
  ];
}

function outcomeOf(test: z.infer<typeof caseSchema>): JunitTest["outcome"] {
  // What is still to be done may fail, and no run ends badly for it.
  const isTodo = test.skipped?.some((outcome) => outcome["@type"] === "todo") === true;
  for (const tag of isTodo ? (["skipped"] as const) : (["error", "failure", "skipped"] as const)) {
    const found = test[tag]?.[0];
    if (found !== undefined)
      return {
        tag,
        type: found["@type"] ?? "",
        message: found["@message"] ?? "",
        text: found["#text"] ?? "",
      };
  }
  return null;
}
