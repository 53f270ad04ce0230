/** The stacks that a new project can be made of. */
export const stackIds = ["react_spa", "react_full_stack", "node_api", "python_api", "vue_spa"] as const;

export type StackId = (typeof stackIds)[number];
