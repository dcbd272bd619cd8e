import { createApp } from 'astro/app/entrypoint';

const app = createApp({ streaming: false });

/** Renders an on-demand page, or null when no such route exists (prerendered pages are files of the host). */
export async function render(request: Request, locals: object): Promise<Response | null> {
  const routeData = app.match(request);
  if (routeData === undefined || routeData.prerender) return null;
  return app.render(request, { locals, routeData });
}
