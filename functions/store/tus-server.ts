import { Server } from '@tus/server';
import { TusStore, type TusStoreParts } from './tus-store.ts';

export interface TusAnswering {
  handleWeb(request: Request): Promise<Response>;
}

/** The tus protocol (resumable upload) over our own store. `path` is where it is mounted. */
export function createTusServer(path: string, maxFileBytes: number, parts: TusStoreParts): TusAnswering {
  return new Server({
    path,
    datastore: new TusStore(parts),
    maxSize: maxFileBytes,
    // Behind a proxy the host's own idea of its name is often wrong; a path never is.
    relativeLocation: true,
    respectForwardedHeaders: false,
    // Only pages of this site upload here: no other site is told that it may.
    allowedOrigins: [],
    // Our ids; a client's name for its file is never looked at.
    getFileIdFromRequest: (_, lastPath) => (/^[0-9a-f]{32}$/.test(lastPath ?? '') ? lastPath : undefined),
  }) as TusAnswering;
}
