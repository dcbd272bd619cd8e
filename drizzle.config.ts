import { defineConfig } from 'drizzle-kit';

/** `npx drizzle-kit generate --name what-it-does` writes the next migration from these files; no database is asked. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './functions/store/*schema.ts',
  out: './functions/store/migrations',
});
