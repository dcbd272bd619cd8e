/** Placeholder until the host exists: see server.ts. */
export default function setup() {}
