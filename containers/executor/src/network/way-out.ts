/** The proxy by which this machine reaches a host, from its environment; null: directly. */
export function wayOut(
  environment: Readonly<Record<string, string | undefined>>,
  protocol: "http:" | "https:",
  hostname: string,
  port: number,
): URL | null {
  const said = (name: string): string => environment[name.toLowerCase()] || environment[name] || "";
  const proxy = said(protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY") || said("ALL_PROXY");
  if (proxy === "" || excepted(said("NO_PROXY"), hostname, port)) return null;
  const url = URL.parse(proxy.includes("://") ? proxy : `http://${proxy}`);
  // Others, such as SOCKS, are not spoken here: what is reached directly is reached.
  return url?.protocol === "http:" || url?.protocol === "https:" ? url : null;
}

/** Whether a list such as "localhost,.acme.com,10.0.0.1:8080,*" names a host. */
function excepted(list: string, hostname: string, port: number): boolean {
  const host = hostname.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => {
      if (entry === "*") return true;
      const [, name = "", itsPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
      if (itsPort !== undefined && Number(itsPort) !== port) return false;
      const plain = name.replace(/^\*?\./, "");
      return host === plain || host.endsWith(`.${plain}`);
    });
}

/** What signs in to a proxy; nothing where its address holds no name. */
export function proxyLogin({ username, password }: URL): Record<string, string> {
  if (username === "") return {};
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(login).toString("base64")}` };
}
