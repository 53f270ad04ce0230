/** The job's name, with which its tasks' ids begin. */
export const deliveryName = "delivery";
