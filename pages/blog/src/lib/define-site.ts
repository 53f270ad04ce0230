import { z } from "zod";
import { contrastOf } from "./contrast.ts";

const text = z.string().trim().min(1);
const colour = z.string().regex(/^#[0-9a-f]{6}$/i, "a colour is written #rrggbb");
const shades = z.strictObject({ light: colour, dark: colour });
const link = z.strictObject({
  label: text,
  href: z.string().regex(/^(https?:\/\/|mailto:|\/(?!\/))/, "a link begins with https://, mailto: or /"),
});
const point = z.strictObject({ title: text, text });
/** A file below pages/blog: markdown, or an SVG. */
const file = (ending: string) =>
  z
    .string()
    .regex(
      new RegExp(String.raw`^(?!.*\.\.)[\w./-]+\.${ending}$`),
      `a path of a .${ending} file below pages/blog`,
    );

const coloursSchema = z
  .strictObject({
    /** The page, what lies on it, text, text that matters less, lines, and the one colour that stands out. */
    paper: shades,
    shade: shades,
    ink: shades,
    soft: shades,
    rule: shades,
    accent: shades,
  })
  .superRefine((colours, context) => {
    for (const scheme of ["light", "dark"] as const)
      for (const name of ["ink", "soft", "accent"] as const)
        for (const ground of ["paper", "shade"] as const) {
          const contrast = contrastOf(colours[name][scheme], colours[ground][scheme]);
          if (contrast < 4.5)
            context.addIssue({
              code: "custom",
              path: [name, scheme],
              message: `can't be read on ${ground}.${scheme}: the contrast is ${contrast.toFixed(2)}, and 4.5 is the least`,
            });
        }
  });

const siteSchema = z.strictObject({
  name: text,
  /** What it is, in a few words: the title of the home page beside the name. */
  tagline: text,
  /** A sentence or two, for search engines, feeds and cards. */
  description: text,
  /** The language of the posts, as BCP 47 has it. */
  language: z.string().refine((tag) => isLanguage(tag), "a language is a tag such as en or de-AT"),
  /** `var(--accent)` and `var(--ink)`, with a fallback each, follow the colours of the page. It is the icon in tabs too. */
  logo: file("svg"),
  colours: coloursSchema,
  owner: z.strictObject({
    kind: z.enum(["Organization", "Person"]),
    name: text,
    url: z.url({ protocol: /^https?$/ }).optional(),
  }),
  navigation: z.array(link).max(8),
  social: z.array(link),
  footer: text,
  postsPerPage: z.int().min(1).max(100),
  home: z.strictObject({
    title: text,
    lede: text,
    actions: z.array(link).max(3),
    lineTitle: text,
    /** How a piece of work travels: shown as stations on a line. */
    line: z.array(point).max(8),
    pointsTitle: text,
    points: z.array(point),
    newestPosts: z.int().min(0).max(12),
  }),
  features: z.strictObject({
    title: text,
    lede: text,
    groups: z.array(z.strictObject({ title: text, lede: text, points: z.array(point) })),
  }),
  architecture: z.strictObject({
    title: text,
    lede: text,
    layersTitle: text,
    /** From what the world sees to what everything rests on. */
    layers: z.array(z.strictObject({ name: text, text })),
    body: file("md"),
  }),
  about: z.strictObject({ title: text, lede: text, body: file("md") }),
});

export type Site = z.infer<typeof siteSchema>;
export type SiteInput = z.input<typeof siteSchema>;

/**
 * Everything that is the owner's about this site.
 * @throws Error naming each field that is wrong.
 */
export function defineSite(input: SiteInput): Site {
  const site = siteSchema.safeParse(input);
  if (!site.success)
    throw new Error(
      `site.config.ts: ${site.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ")}`,
    );
  return site.data;
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
