import { webAddress } from "../../platform/web-address.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

/**
 * A link from outside, or from the model: what is clicked is the host that it goes to, and its label is a text before it.
 * What is no address of the web, or would go elsewhere than it reads, is shown as it is written.
 */
export function link(label: string, address: string): Mrkdwn {
  if (address.trim() === "") return mrkdwn`${label}`;
  const url = webAddress(address);
  const where = url === null ? mrkdwn`${address}` : anchor(url, url.host);
  return label === address ? where : mrkdwn`${label} (${where})`;
}

/** A link to a place that we name ourselves (the dashboard, a repository of ours): its label is enough. */
export function ourLink(label: string, address: string): Mrkdwn {
  const url = webAddress(address);
  return url === null ? mrkdwn`${label}` : anchor(url, label);
}

/** An address that is shown as it is, and goes there. */
export function bareLink(address: string): Mrkdwn {
  const url = webAddress(address);
  return url === null ? mrkdwn`${address}` : mrkdwn`<${inBrackets(url)}>`;
}

/** A bar would end the address, and a label ends at the bracket. */
function anchor(url: URL, label: string): Mrkdwn {
  return mrkdwn`<${inBrackets(url)}|${label.replaceAll("|", "/")}>`;
}

function inBrackets({ href }: URL): string {
  return href.replaceAll("|", "%7C").replaceAll("<", "%3C").replaceAll(">", "%3E");
}
