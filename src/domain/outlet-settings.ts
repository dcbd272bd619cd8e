/** Where an outlet goes and with what secret. Never leaves the server; at rest it is sealed. */
export type OutletSettings =
  | { kind: 'webhook'; url: string; secret: string }
  | {
      kind: 'mail';
      host: string;
      port: number;
      security: 'tls' | 'starttls';
      user: string | null;
      password: string | null;
      from: string;
      to: readonly string[];
    }
  | { kind: 'file-drop'; folder: string }
  | { kind: 'blackhole' };
