/** The key that the sandbox's LiveAvatar takes. */
export const SANDBOX_LIVEAVATAR_KEY = "sandbox-liveavatar-key";

/** The one avatar of its account. */
export const SANDBOX_AVATAR = "a1a2a3a4-0000-4000-8000-00000000ada1";

/** The longest session that its subscription takes, seconds. */
export const longestSession = 3600;
