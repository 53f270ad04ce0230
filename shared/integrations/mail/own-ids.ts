/** The name of a mail that is the effect of an action: who answers it names the action. */
export function ownMessageId(actionId: string, mailbox: string): string {
  return `<${encodeURIComponent(actionId)}@${domainOf(mailbox)}>`;
}

/** An action's id begins with its job and digits of its signal's name. */
const ownForm = /^<([a-z]+(?:-[a-z]+)*-[0-9a-f]{8,16}\.[\w.~%!*'()-]{1,150})@([^<>@\s]+)>$/;

/** The action whose effect a mail of that name is; null: it is none of ours. */
export function actionOf(messageId: string, mailboxes: readonly string[]): string | null {
  const [, id = "", domain = ""] = ownForm.exec(messageId) ?? [];
  if (id === "" || !mailboxes.some((mailbox) => domainOf(mailbox) === domain.toLowerCase())) return null;
  try {
    return decodeURIComponent(id);
  } catch {
    // A per cent sign that stands for nothing: nobody of ours has written it.
    return null;
  }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}
