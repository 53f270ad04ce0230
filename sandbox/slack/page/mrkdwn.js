const emoji = {
  white_check_mark: "✅",
  x: "❌",
  pencil2: "✏️",
  pencil: "📝",
  tada: "🎉",
  warning: "⚠️",
  hourglass: "⌛",
  hourglass_flowing_sand: "⏳",
  arrow_down: "⬇️",
  arrow_up: "⬆️",
  bell: "🔔",
  busts_in_silhouette: "👥",
  fast_forward: "⏩",
  grey_question: "❔",
  leftwards_arrow_with_hook: "↩️",
  large_green_circle: "🟢",
  large_yellow_circle: "🟡",
  red_circle: "🔴",
  moneybag: "💰",
  sunny: "☀️",
  zzz: "💤",
  no_entry: "⛔",
  no_entry_sign: "🚫",
  construction: "🚧",
  clock3: "🕒",
  clock9: "🕘",
  incoming_envelope: "📨",
  scissors: "✂️",
  octagonal_sign: "🛑",
  rocket: "🚀",
  white_circle: "⚪",
  large_orange_circle: "🟠",
  newspaper: "📰",
  mute: "🔇",
  key: "🔑",
  bug: "🐛",
  arrow_forward: "▶️",
  beetle: "🪲",
  gear: "⚙️",
  link: "🔗",
  mag: "🔍",
  recycle: "♻️",
  rotating_light: "🚨",
  speech_balloon: "💬",
};

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** @param {string} text */
const escapeHtml = (text) => text.replace(/[&<>"]/g, (mark) => escapes[mark]);

/**
 * Slack's mrkdwn as safe HTML: everything is escaped, and only what is known is turned into elements.
 * @param {string} source
 * @param {(id: string) => string} nameOf
 */
export function mrkdwn(source, nameOf) {
  // Slack's own escapes are undone first, so that they aren't escaped twice; its <…> marks are taken out before.
  const marks = [];
  const keep = (html) => `\uE000${marks.push(html) - 1}\uE000`;
  const text = source
    .replace(/```([\s\S]+?)```/g, (_, code) => keep(`<pre>${escapeHtml(unescape(code))}</pre>`))
    .replace(/`([^`\n]+)`/g, (_, code) => keep(`<code>${escapeHtml(unescape(code))}</code>`))
    .replace(/<@([UW][A-Z0-9]+)>/g, (_, id) =>
      keep(`<span class="mention">@${escapeHtml(nameOf(id))}</span>`),
    )
    .replace(/<!date\^(\d+)\^[^|>]*\|[^>]*>/g, (_, seconds) =>
      keep(`<time>${escapeHtml(new Date(Number(seconds) * 1000).toLocaleString())}</time>`),
    )
    .replace(/<(https?:\/\/[^|>\s]+)(?:\|([^>]+))?>/g, (_, url, label) => keep(link(url, label ?? url)))
    .replace(/(^|\s)(https?:\/\/[^\s<>]+)/g, (_, before, url) => before + keep(link(url, url)));
  return escapeHtml(unescape(text))
    .replace(/^&gt; ?(.*)$/gm, "<blockquote>$1</blockquote>")
    .replace(/<\/blockquote>\n/g, "</blockquote>")
    .replace(/(^|[\s(])\*(\S(?:.*?\S)?)\*(?=$|[\s.,:;!?)])/gm, "$1<strong>$2</strong>")
    .replace(/(^|[\s(>])_(\S(?:.*?\S)?)_(?=$|[\s.,:;!?)<])/gm, "$1<em>$2</em>")
    .replace(/(^|\s)~(\S(?:.*?\S)?)~(?=$|\s)/gm, "$1<s>$2</s>")
    .replace(/:([a-z0-9_]+):/g, (whole, name) => emoji[name] ?? whole)
    .replace(/\uE000(\d+)\uE000/g, (_, n) => marks[Number(n)]);
}

const link = (url, label) =>
  `<a href="${escapeHtml(unescape(url))}" target="_blank" rel="noreferrer noopener">${escapeHtml(unescape(label))}</a>`;
const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
