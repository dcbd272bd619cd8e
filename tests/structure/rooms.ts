import { importsOf } from './imports.ts';
import type { Import } from './imports.ts';
import type { SourceFile } from './project-files.ts';

/** A room is a folder (or file) and what its files may import from the project besides the room itself. */
interface Room {
  room: string;
  may: readonly string[];
}

const pure = ['src/domain', 'src/feeds', 'src/strings'];
/** What a use case knows of the outside: interfaces, never an implementation. */
const contracts = ['functions/store/store.ts', 'functions/channels/channel.ts', '*contract*'];

/**
 * The dependency direction of the design, first match wins. Who breaks it ties the warning page to the database, or
 * the browser bundle to the server's secrets. Type-only imports count: they are how the first real one gets in.
 */
const rooms: readonly Room[] = [
  { room: 'content', may: [] },
  { room: 'public', may: [] },
  { room: 'src/domain', may: [] },
  { room: 'src/feeds', may: ['src/domain'] },
  { room: 'src/strings', may: ['src/domain', 'content'] },
  { room: 'src/content', may: ['src/domain', 'content', 'contentlayer/generated'] },
  { room: 'src/browser', may: ['src/domain', 'src/strings'] },
  { room: 'src/service-worker', may: ['src/domain', 'src/browser/offline-store'] },
  { room: 'src/components', may: ['src/domain', 'src/strings', 'src/styles'] },
  { room: 'src/islands', may: ['src/domain', 'src/strings', 'src/styles', 'src/browser'] },
  { room: 'src/styles', may: [] },
  // The integrations also name the worker's entry, to bundle it.
  {
    room: 'src/build',
    may: [...pure, 'src/content', 'src/service-worker', 'content', 'contentlayer/generated'],
  },
  {
    room: 'src',
    may: [
      ...pure,
      'src/build',
      'src/content',
      'src/browser',
      'src/components',
      'src/islands',
      'src/layouts',
      'src/pages',
      'src/styles',
    ],
  },
  { room: 'functions/store', may: ['src/domain'] },
  { room: 'functions/channels', may: ['src/domain'] },
  { room: 'functions/http', may: ['src/domain', 'src/strings'] },
  // Who is signed in, and how one gets there: the one room that knows the sign-in library.
  { room: 'functions/sign-in', may: ['src/domain', 'functions/store', 'functions/http'] },
  { room: 'functions/use-cases', may: ['src/domain', 'src/feeds', ...contracts] },
  {
    room: 'functions/api',
    may: [...pure, 'functions/use-cases', 'functions/http', 'functions/wiring.ts', ...contracts],
  },
  {
    room: 'functions/jobs',
    may: [...pure, 'functions/use-cases', 'functions/http', 'functions/wiring.ts', ...contracts],
  },
  // What the server reads of the portal's words and facts, judged as in the build.
  { room: 'functions/content', may: [...pure, 'src/content', 'content'] },
  { room: 'functions/wiring', may: [...pure, 'functions', 'content'] },
  // Drawn from the sheet that was checked, in a thread of its own.
  { room: 'functions/pictures', may: ['src/domain', 'src/feeds'] },
  { room: 'functions/voice', may: ['src/domain'] },
  { room: 'functions/env', may: ['src/domain'] },
  // The demonstration's rows are content that only its host reads.
  { room: 'functions/hosts', may: [...pure, 'functions', 'content'] },
  { room: 'functions/cli', may: [...pure, 'functions'] },
];

const ours = /^(src|functions|content|public|tests)\/|^contentlayer\/generated$/;
const inside = (path: string, room: string): boolean =>
  room.startsWith('*')
    ? /(^|[/.-])contract\.ts$/.test(path)
    : path === room || path.startsWith(`${room}/`) || path.startsWith(`${room}.`);

/** One sentence for each import that goes against the direction, naming both files. */
export function directionViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => importsOf(file)).flatMap((edge) => violation(edge) ?? []);
}

function violation({ from, to, line }: Import): string | null {
  if (!/^(src|functions|content|public)\//.test(from) || !ours.test(to)) return null;
  const room = rooms.find((candidate) => inside(from, candidate.room));
  if (!room) return `${from}:${line} imports ${to}: its folder is no room of the design`;
  const own = room.room === 'src' ? /^src\/(pages|layouts|[^/]+$)/.test(to) : inside(to, room.room);
  if (own || room.may.some((allowed) => inside(to, allowed))) return null;
  const allowed = room.may.length > 0 ? room.may.join(', ') : 'nothing else of the project';
  return `${from}:${line} imports ${to}: ${room.room} may import ${allowed}`;
}
