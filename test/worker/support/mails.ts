import { sandbox } from "./slack.ts";

/** How many mails with a subject were sent. */
export const mails = async (mark: string) =>
  (await sandbox<{ mails: { subject: string }[] }>("/mail/_people/mails")).mails.filter(
    (mail) => mail.subject === mark,
  ).length;
