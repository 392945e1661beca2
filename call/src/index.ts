export type * from "./api.ts";
export { createCustomerClient } from "./customer.ts";
export { createDeskClient } from "./desk.ts";
