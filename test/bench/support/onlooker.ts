/** The place of whoever only reads through the API: the bench itself while it waits, which is no part of a task. */
export const onlooker = "onlooker";
