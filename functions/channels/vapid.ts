import webPush from 'web-push';

/** The server's identity towards push services. Losing the private key loses every subscription. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

/** A new pair, made once on the first run and kept in a file. */
export function newVapidKeys(): VapidKeys {
  return webPush.generateVAPIDKeys();
}

/** Services refuse a token valid for over 24 h; half of that leaves room for a wrong clock on either side. */
const TOKEN_SECONDS = 12 * 3600;
const RENEW_BEFORE_SECONDS = 3600;

/**
 * The Authorization header for a push service's origin, signed once in eleven hours: signing for each message is half
 * of the cost of a fan-out. `subject` is `mailto:` or `https:`; Apple refuses localhost and a space after the colon.
 */
export function vapidAuthorization(keys: VapidKeys, subject: string, nowMs: () => number) {
  const cached = new Map<string, { header: string; expiresAtS: number }>();
  return (origin: string): string => {
    const nowS = Math.floor(nowMs() / 1000);
    const known = cached.get(origin);
    if (known !== undefined && known.expiresAtS - RENEW_BEFORE_SECONDS > nowS) return known.header;
    const expiresAtS = nowS + TOKEN_SECONDS;
    const { Authorization: header } = webPush.getVapidHeaders(
      origin,
      subject,
      keys.publicKey,
      keys.privateKey,
      'aes128gcm',
      expiresAtS,
    );
    cached.set(origin, { header, expiresAtS });
    return header;
  };
}
