/** How git words it that the other side isn't there, falls silent or breaks off. */
const gone = [
  /could not resolve (?:host|proxy)|temporary failure in name resolution|resolving timed out/,
  /failed to connect|(?:could not|couldn't|unable to) connect|connection (?:refused|reset|timed out|timeout|was reset|closed)/,
  /network is unreachable|no route to host|connection died|broken pipe/,
  /(?:operation|request|recv|read|handshake|connect) timed out|timed out after|operation too slow|ssl connection timeout/,
  /ssl_error_syscall|gnutls_handshake\(\) failed|tls connection was non-properly terminated|unexpected eof while reading/,
  /unexpected disconnect|early eof|hung up (?:unexpectedly|upon initial contact)|empty reply from server/,
  /stream \d+ was not closed cleanly|outstanding read data remaining|rpc failed; curl (?:18|28|52|55|56|92)\b/,
];
/** A status, as git reads it of an answer. */
const answered = /(?:returned error:|rpc failed; http) (\d{3})/g;
/** The remote's own words for what is its fault and none of ours. */
const ailing =
  /\[remote rejected\] [^\n]*\((?:internal server error|internal error|service unavailable|try again later|failure)\)/;

/**
 * Whether git's words say that the remote is out of reach or out of order for now, so that the same may succeed later. A refusal
 * by status is one, even where git adds that the remote has hung up; what a hook writes (`remote: …`) is no word of git's.
 */
export function isOutOfReach(words: string): boolean {
  const own = words
    .toLowerCase()
    .split("\n")
    .filter((line) => !/^(?:git \S+ failed: )?remote:/.test(line))
    .join("\n");
  const statuses = [...own.matchAll(answered)].map(([, status]) => Number(status));
  if (statuses.length > 0) return statuses.every(isPassing);
  if (ailing.test(own)) return true;
  // Whoever hears why a push was refused has reached the remote.
  return !own.includes("[remote rejected]") && gone.some((one) => one.test(own));
}

const isPassing = (status: number): boolean => status === 408 || status === 429 || status >= 500;
