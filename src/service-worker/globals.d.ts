/** Put in by the build: what to keep from the first visit on. */
declare const __PRECACHE__: { url: string; revision: string | null }[];
/** Stylesheets of the offline page, for pages the worker writes itself. */
declare const __STYLESHEETS__: readonly string[];
