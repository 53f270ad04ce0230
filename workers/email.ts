import { mostBytes, parseMail } from "../shared/integrations/mail/parse/parse-mail.ts";
import { mailSignal } from "../shared/jobs/editorial/mail/mail-signal.ts";
import { openSpine } from "../shared/jobs/open-spine.ts";
import { log } from "../shared/platform/log.ts";
import { receive } from "../shared/spine/receive.ts";

/**
 * Mail that Cloudflare's Email Routing sends here (developers.cloudflare.com/email-routing/email-workers): the same as what comes
 * through Gmail, from then on. What is too large is sent back with the reason.
 * @throws whatever D1 throws: then the mail isn't taken, and whoever sent it tries again.
 */
export async function onEmail(
  message: Pick<ForwardableEmailMessage, "to" | "raw" | "rawSize" | "setReject">,
  env: Env,
): Promise<void> {
  if (message.rawSize > mostBytes) {
    message.setReject(`The mail has ${message.rawSize} bytes; at most ${mostBytes} are read here.`);
    return;
  }
  const spine = await openSpine(env);
  const raw = new Uint8Array(await new Response(message.raw).arrayBuffer());
  const arrival = { mailbox: message.to, threadId: null, receivedAt: spine.now() };
  const parsed = await parseMail(raw, arrival);
  const signal = mailSignal(spine, parsed, spine.settings.EMAIL_AUTHSERV ?? null);
  const received = await receive(spine, signal);
  log.info("mail.routed", { signalId: signal.id, reason: received });
}
