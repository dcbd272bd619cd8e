import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { drizzleAdapter } from 'better-auth/adapters/drizzle';

/**
 * The library's Drizzle adapter, bound to the CommonJS half of Drizzle that the store uses. Left alone it loads the
 * other half, a hundred ES modules: 0.5 s and 105 MB more at the first sign-in (measured).
 */
export async function loadDrizzleAdapter(): Promise<typeof drizzleAdapter> {
  const drizzle = pathToFileURL(createRequire(import.meta.url).resolve('drizzle-orm')).href;
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'drizzle-orm' && context.parentURL?.includes('/@better-auth/drizzle-adapter/') === true
        ? { url: drizzle, shortCircuit: true }
        : next(specifier, context),
  });
  try {
    return (await import('better-auth/adapters/drizzle')).drizzleAdapter;
  } finally {
    hooks.deregister();
  }
}
