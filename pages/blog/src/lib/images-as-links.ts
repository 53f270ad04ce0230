import type { Root } from "hast";
import { visit } from "unist-util-visit";

/** Each picture as a link to it: nothing is loaded from elsewhere, and nothing that a text shows is lost. */
export function imagesAsLinks(tree: Root): void {
  visit(tree, "element", (node) => {
    if (node.tagName !== "img") return;
    const { src, alt } = node.properties;
    const words = typeof alt === "string" && alt !== "" ? alt : "Picture";
    node.tagName = "a";
    node.properties = typeof src === "string" ? { href: src } : {};
    node.children = [{ type: "text", value: words }];
  });
}
