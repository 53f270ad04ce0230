/**
 * Stands in the bundle for the client with which `agents` could call other people's tools over MCP: no agent here has any, and the package
 * is 210 KiB that every isolate would load (wrangler.toml, alias). Whoever asks for it gets nothing.
 * @throws Error always.
 */
function noClient(): never {
  throw new Error("agents call no tools of others here");
}

/** The SDK extends it, and makes one when it is loaded, for the answers of tools that nobody calls. */
export function CfWorkerJsonSchemaValidator(): void {
  // It validates nothing: there is nothing.
}

export {
  noClient as Client,
  noClient as SdkHttpError,
  noClient as SSEClientTransport,
  noClient as StreamableHTTPClientTransport,
  noClient as validateClientMetadataUrl,
};
