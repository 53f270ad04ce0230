import { z } from "zod";
import { theSystem } from "./system.ts";

const issues = z.object({
  issues: z.array(z.object({ key: z.string(), summary: z.string(), status: z.string() })),
});
const mails = z.object({
  mails: z.array(z.object({ to: z.array(z.string()), subject: z.string(), text: z.string() })),
});

/** The issues in the sandbox's Jira. */
export async function jiraIssues() {
  return (await read("/jira/_people/issues", issues)).issues;
}

/** The mails that the sandbox's Resend has accepted. */
export async function sentMails() {
  return (await read("/mail/_people/mails", mails)).mails;
}

async function read<T>(path: string, form: z.ZodType<T>): Promise<T> {
  const { urls } = await theSystem();
  return form.parse(await (await fetch(`${urls.sandbox}${path}`)).json());
}
