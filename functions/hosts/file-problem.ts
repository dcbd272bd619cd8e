const REASONS: Readonly<Record<string, string>> = {
  EACCES: '没有权限',
  EDQUOT: '超出磁盘配额',
  EISDIR: '这是一个目录',
  EMFILE: '打开的文件太多',
  EEXIST: '已存在，但不是目录',
  ENOENT: '没有这个文件或目录',
  ENOSPC: '磁盘已满',
  ENOTDIR: '路径中有一段不是目录',
  EPERM: '没有权限',
  EROFS: '这里只能读，不能写',
};

/** What the operator mends by themselves — no such file, no room, no permission — in words; null for anything else. */
export function fileProblem(error: unknown): string | null {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return null;
  const { code, path } = error as NodeJS.ErrnoException;
  return `${path ?? '文件'}：${REASONS[code ?? ''] ?? `出错（${code ?? '原因不明'}）`}。`;
}
