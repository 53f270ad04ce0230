import type { Post } from "./posts.ts";
import { site, siteUrl } from "./site.ts";

/** The words that search engines know, as schema.org defines them. */
type Thing = Record<string, unknown>;

const owner = (): Thing => ({
  "@type": site.owner.kind,
  name: site.owner.name,
  url: site.owner.url ?? `${siteUrl}/`,
});

export function websiteData(): Thing {
  return {
    "@context": "https://schema.org",
    "@type": "WebSite",
    name: site.name,
    description: site.description,
    url: `${siteUrl}/`,
    inLanguage: site.language,
    publisher: owner(),
  };
}

export function postData(post: Post): Thing {
  const url = `${siteUrl}/posts/${post.slug}/`;
  return {
    "@context": "https://schema.org",
    "@type": "BlogPosting",
    headline: post.title,
    description: post.summary,
    url,
    mainEntityOfPage: url,
    image: `${siteUrl}/cards/${post.slug}.png`,
    datePublished: post.publishedAt.toISOString(),
    dateModified: post.updatedAt.toISOString(),
    inLanguage: site.language,
    wordCount: post.words,
    keywords: post.tags,
    author: { "@type": "Person", name: post.author },
    publisher: owner(),
    ...(post.series === null ? {} : { isPartOf: { "@type": "CreativeWorkSeries", name: post.series } }),
    ...correctionsOf(post),
  };
}

function correctionsOf(post: Post): Thing {
  const told = post.corrections.filter(({ note }) => note !== "");
  if (told.length === 0) return {};
  return {
    correction: told.map(({ at, note }) => ({
      "@type": "CorrectionComment",
      text: note,
      datePublished: at.toISOString(),
    })),
  };
}

/** Where a page stands, from the home page on. Paths begin with a slash. */
export function breadcrumbData(crumbs: readonly { name: string; path: string }[]): Thing {
  return {
    "@context": "https://schema.org",
    "@type": "BreadcrumbList",
    itemListElement: crumbs.map(({ name, path }, at) => ({
      "@type": "ListItem",
      position: at + 1,
      name,
      item: siteUrl + path,
    })),
  };
}

/** As text that can stand in a page: nothing in it ends the element. */
export function asJsonLd(thing: Thing): string {
  return JSON.stringify(thing).replaceAll("<", String.raw`\u003c`);
}
