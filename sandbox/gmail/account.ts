import { SANDBOX_APP_KEY_BASE64 } from "../github/app-key.ts";

/** The service account that the stand-in for Gmail knows. Its key is the sandbox's own and worthless, and signs pushes too. */
export const sandboxGmail = {
  mailbox: "help@signalbox.example",
  account: "signalbox@sandbox-project.iam.gserviceaccount.com",
  key: SANDBOX_APP_KEY_BASE64,
  topic: "projects/sandbox-project/topics/gmail",
  pushAccount: "pubsub@sandbox-project.iam.gserviceaccount.com",
} as const;

/** The domain that the account may act for. */
export const sandboxDomain = "signalbox.example";
