import { base64url } from "jose";
import type { actions } from "../../../db/schema.ts";
import { describeError, SignalboxError } from "../../../platform/errors.ts";
import { log } from "../../../platform/log.ts";
import { isSigned, sign } from "../../../platform/sign.ts";
import type { Spine } from "../../../spine/context.ts";
import { publishingOf } from "../rules.ts";

/** The path at which the Worker shows drafts; a token follows. */
export const previewPath = "/preview/";

const purpose = "preview";
const hourMs = 3_600_000;

type Previewed = Pick<typeof actions.$inferSelect, "id" | "kind" | "project" | "digest">;

/**
 * The address that shows a draft on the site as it would be, for the project's `previewHours` from a moment on, epoch milliseconds; null
 * where its kind becomes no page, or the Worker doesn't know its own address or has no key. It follows from what is given, so a message
 * that is made anew has the same.
 */
export async function previewLink(
  spine: Pick<Spine, "settings" | "kinds">,
  action: Previewed,
  from: number,
): Promise<string | null> {
  const { SIGNALBOX_URL, TOKEN_KEY, RULES } = spine.settings;
  if (!spine.kinds(action.kind)?.page || SIGNALBOX_URL === undefined || TOKEN_KEY === undefined) return null;
  const expiresAt = from + publishingOf(RULES, action.project).previewHours * hourMs;
  try {
    const mark = await sign(spine.settings, purpose, signedText(action, expiresAt));
    const id = base64url.encode(action.id);
    return new URL(`${previewPath}${id}.${expiresAt.toString(36)}.${mark}`, SIGNALBOX_URL).href;
  } catch (error) {
    if (!(error instanceof SignalboxError) || error.code !== "not_configured") throw error;
    // People are asked nevertheless.
    log.warn("preview.no_link", { reason: describeError(error) });
    return null;
  }
}

/** The same for a page that is asked for again and again: it changes once an hour, and holds for up to an hour longer. */
export async function freshPreviewLink(
  spine: Pick<Spine, "settings" | "kinds" | "now">,
  action: Previewed,
): Promise<string | null> {
  return previewLink(spine, action, Math.ceil(spine.now() / hourMs) * hourMs);
}

/** What a preview's token says; nothing of it is proven. */
export interface PreviewToken {
  actionId: string;
  /** Epoch milliseconds. */
  expiresAt: number;
  mark: string;
}

/** A token read; null when it is none by its form. */
export function readPreviewToken(token: string): PreviewToken | null {
  const [, id, expires, mark] = /^([\w-]{1,400})\.([0-9a-z]{1,12})\.([\w-]{43})$/.exec(token) ?? [];
  if (id === undefined || expires === undefined || mark === undefined) return null;
  // So many letters no bytes have in base64.
  if (id.length % 4 === 1) return null;
  return {
    actionId: new TextDecoder().decode(base64url.decode(id)),
    expiresAt: Number.parseInt(expires, 36),
    mark,
  };
}

/** Whether we have made a token for an action with these bytes. */
export async function isPreviewOf(
  { settings }: Pick<Spine, "settings">,
  { expiresAt, mark }: PreviewToken,
  action: Pick<Previewed, "id" | "digest">,
): Promise<boolean> {
  if (settings.TOKEN_KEY === undefined) return false;
  return isSigned(settings, purpose, signedText(action, expiresAt), mark);
}

function signedText({ id, digest }: Pick<Previewed, "id" | "digest">, expiresAt: number): string {
  return [id, digest, expiresAt].join("\n");
}
