declare namespace App {
  interface Locals {
    /** Put here by the host; on-demand pages read the portal through it and through nothing else. */
    portal: import('./domain/portal.ts').Portal;
    /** Bound to the visitor whose pace it limits. */
    tipOffDesk: import('./domain/tip-off-desk.ts').ReporterDesk;
    /** Who is signed in, on pages under `/staff/`; null elsewhere and for everybody else. */
    staff: import('./domain/staff.ts').StaffMember | null;
    staffPages: import('./domain/staff-pages.ts').StaffPages;
    /** What the duty officer's list pages read. */
    desk: import('./domain/desk-pages.ts').DeskPages;
    /** What the pages under /staff/cases/ read and do. */
    cases: import('./domain/case-desk.ts').CaseDesk;
    /** What the pages about rewards read and do. */
    rewards: import('./domain/reward-desk.ts').RewardDesk;
  }
}

/** True in a demonstration build; astro.config.mjs defines it. Not an `import.meta.env`: the text '0' there is true. */
declare const __IS_DEMONSTRATION__: boolean;
