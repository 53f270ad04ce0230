import { z } from "zod";

/** A place in a JSON schema, as far as the stand-in reads it. */
export interface Node {
  type?: string | undefined;
  description?: string | undefined;
  properties?: Record<string, Node> | undefined;
  items?: Node | undefined;
  anyOf?: Node[] | undefined;
  enum?: unknown[] | undefined;
  minItems?: number | undefined;
  $ref?: string | undefined;
}

/** Of several types the first that says something. */
const type = z.union([z.string(), z.array(z.string()).transform((all) => all.find((one) => one !== "null"))]);

const node: z.ZodType<Node> = z.lazy(() =>
  z.looseObject({
    type: type.optional(),
    description: z.string().optional(),
    properties: z.record(z.string(), node).optional(),
    items: node.optional(),
    anyOf: z.array(node).optional(),
    enum: z.array(z.unknown()).optional(),
    minItems: z.number().optional(),
    $ref: z.string().optional(),
  }),
);
const root = z.looseObject({ $defs: z.record(z.string(), node).optional() });

/** A schema whose references are looked up as it is read. */
export class Schema {
  readonly root: Node;
  readonly #defs: Record<string, Node>;

  /** @throws when it is no JSON schema. */
  constructor(json: unknown) {
    this.root = node.parse(json);
    this.#defs = root.parse(json).$defs ?? {};
  }

  /** What stands behind a reference, with the description of the place where it is used. */
  at(place: Node): Node {
    if (place.$ref === undefined) return place;
    const found = this.#defs[place.$ref.replace("#/$defs/", "")] ?? {};
    return this.at({ ...found, description: place.description ?? found.description });
  }

  /** The form of a place that may be null, or null when it may not. */
  nullable(place: Node): Node | null {
    const isNull = (one: Node): boolean => one.type === "null";
    const { anyOf } = this.at(place);
    const form = anyOf?.find((one) => !isNull(one));
    if (anyOf?.some(isNull) !== true || form === undefined) return null;
    const own = this.at(form);
    return { ...own, description: place.description ?? own.description };
  }

  /** A member of an object, by its name. */
  member(name: string): Node | null {
    const found = this.root.properties?.[name];
    return found === undefined ? null : this.at(found);
  }
}
