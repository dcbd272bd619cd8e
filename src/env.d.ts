declare namespace App {
  interface Locals {
    /** Put here by the host; on-demand pages read the portal through it and through nothing else. */
    portal: import('./domain/portal.ts').Portal;
    /** Bound to the visitor whose pace it limits. */
    tipOffDesk: import('./domain/tip-off-desk.ts').TipOffDesk;
  }
}

interface ImportMetaEnv {
  /** True in a demonstration build; set in astro.config.mjs. */
  readonly ANLAN_DEMO: boolean;
}
