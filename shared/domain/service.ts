/** The outside services that effects go to. */
export const services = ["slack", "pages", "mail", "jira", "github", "sentry"] as const;
export type Service = (typeof services)[number];
