/** Where the phone says it is, or why it does not say. */
export type Located =
  | { outcome: 'found'; lat: number; lng: number; accuracyM: number }
  | { outcome: 'denied' | 'unavailable' | 'slow' | 'insecure' };

const PATIENCE_MS = 20_000;

/** Asks the phone once, when the person pressed the button; never before, and nothing is sent anywhere. */
export function locate(): Promise<Located> {
  if (!isSecureContext) return Promise.resolve({ outcome: 'insecure' });
  if (!('geolocation' in navigator)) return Promise.resolve({ outcome: 'unavailable' });
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          outcome: 'found',
          lat: Math.round(coords.latitude * 1e6) / 1e6,
          lng: Math.round(coords.longitude * 1e6) / 1e6,
          accuracyM: Math.round(coords.accuracy),
        }),
      ({ code }) => resolve({ outcome: code === 1 ? 'denied' : code === 3 ? 'slow' : 'unavailable' }),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 0 },
    );
  });
}
