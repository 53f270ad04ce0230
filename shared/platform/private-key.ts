import { importPKCS8 } from "jose";
import { type Outside, requireSetting, type SecretSetting } from "./config.ts";
import { SignalboxError } from "./errors.ts";

/**
 * The RSA key that a setting holds as the base64 of its PKCS#8 PEM.
 * @throws SignalboxError `not_configured` naming the setting when it is missing or no such key.
 */
export async function privateKey(settings: Outside["settings"], name: SecretSetting): Promise<CryptoKey> {
  const base64 = requireSetting(settings, name);
  try {
    return await importPKCS8(atob(base64), "RS256");
  } catch {
    // The error's own words may quote the key.
    throw new SignalboxError(
      "not_configured",
      `${name} must be the base64 of a private key as PKCS#8 PEM (openssl pkcs8 -topk8 -nocrypt)`,
    );
  }
}
