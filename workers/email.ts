import { documentLimits, megabytes } from "../shared/domain/delivery/document-limits.ts";
import { mostBytes, type ParsedMail, parseMail } from "../shared/integrations/mail/parse/parse-mail.ts";
import { projectOfMailbox, takeMailed } from "../shared/jobs/delivery/documents/mailed.ts";
import { mailSignals } from "../shared/jobs/editorial/mail/mail-signal.ts";
import { openSpine } from "../shared/jobs/open-spine.ts";
import { log } from "../shared/platform/log.ts";
import type { Spine } from "../shared/spine/context.ts";
import { receive } from "../shared/spine/receive.ts";

type Message = Pick<ForwardableEmailMessage, "to" | "raw" | "rawSize" | "setReject">;

/**
 * Mail that Cloudflare's Email Routing sends here (developers.cloudflare.com/email-routing/email-workers): documents where the address
 * is a project's for them, else the same as what comes through Gmail, from then on. What is too large is sent back with the reason.
 * @throws whatever D1 throws: then the mail isn't taken, and whoever sent it tries again.
 */
export async function onEmail(message: Message, env: Env): Promise<void> {
  const spine = await openSpine(env);
  const project = projectOfMailbox(spine, message.to);
  const most = project === null ? mostBytes : documentLimits.bytes;
  if (message.rawSize > most) {
    message.setReject(
      project === null
        ? `The mail has ${message.rawSize} bytes; at most ${most} are read here.`
        : `The mail has ${megabytes(message.rawSize)}; at most ${megabytes(most)} are read. Upload its documents on the dashboard.`,
    );
    return;
  }
  const raw = new Uint8Array(await new Response(message.raw).arrayBuffer());
  const arrival = { mailbox: message.to, threadId: null, receivedAt: spine.now() };
  const parsed = await parseMail(raw, arrival);
  if (project !== null) return takeDocuments(spine, project, raw, parsed, message);
  for (const signal of mailSignals(spine, parsed, spine.settings.EMAIL_AUTHSERV ?? null)) {
    const received = await receive(spine, signal);
    log.info("mail.routed", { signalId: signal.id, reason: received });
  }
}

async function takeDocuments(
  spine: Spine,
  project: string,
  raw: Uint8Array<ArrayBuffer>,
  parsed: ParsedMail,
  message: Message,
): Promise<void> {
  const taken = await takeMailed(spine, project, raw, parsed);
  if (taken.kind === "refused") message.setReject(taken.reason);
  log.info("mail.documents", {
    code: taken.kind,
    count: taken.kind === "taken" ? taken.documents.length : 0,
  });
}
