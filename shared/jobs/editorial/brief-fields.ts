import { z } from "zod";

/** What most kinds want to know. A kind takes the fields that it needs, and describes in its folder those that only it has. */
export const briefFields = {
  topic: z.string().nullable().describe("what the text is about"),
  audience: z.string().nullable().describe("who should read it"),
  tone: z.string().nullable().describe("how it should sound"),
  keyPoints: z.array(z.string()).describe("what the text must cover, one entry a point"),
};
