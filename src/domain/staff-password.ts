import { failed, type Result } from './problem.ts';
import { PASSWORD_MAX, PASSWORD_MIN } from './staff-session.ts';

/**
 * Pieces of the passwords that guessing begins with, in China and elsewhere. A password must still be one when all of
 * them, and the person's own name and mail, are taken out of it.
 */
const COMMON = [
  'password', 'passw0rd', 'p@ssw0rd', 'p@ssword', '1234567890', '0123456789', '123456789', '987654321', '12345678',
  '87654321', '1234567', '7654321', '123456', '654321', '12345', '54321', '1234', '4321', '123', '321', '112233', '123123', '147258369',
  '159357', '5201314', '1314520', '520', '1314', 'woaini', 'iloveyou', 'qwertyuiop', 'qwerty', 'asdfghjkl', 'asdfgh',
  'zxcvbnm', 'zxcvbn', '1qaz2wsx', '1q2w3e4r5t', '1q2w3e4r', 'qazwsx', 'abcdefgh', 'abcdef', 'abcd', 'abc',
  'administrator', 'admin', 'root', 'user', 'test', 'guest', 'welcome', 'letmein', 'changeme', 'default', 'secret',
  'zhongguo', 'china', 'xinjiang', 'beijing', 'yingji', 'anquan', 'anlan', 'yjglj', 'huawei', 'dragon', 'monkey',
  'football', 'sunshine', 'princess', 'master', 'superman', 'qq', '119', '110', '120', '12350',
]; // prettier-ignore
/** Of what is left at least so many different characters. */
const ENOUGH_LEFT = 6;

/** Null when the password will do. NIST SP 800-63B: length and a list, no rules of composition. */
export function passwordProblem(
  password: string,
  person: { name: string; email: string },
): Extract<Result<never>, { ok: false }> | null {
  const length = [...password].length;
  if (!password.isWellFormed() || password.includes('\0')) return failed('text-invalid', 'password');
  if (length < PASSWORD_MIN) return failed('password-weak', 'password', `至少 ${PASSWORD_MIN} 个字符。`);
  if (length > PASSWORD_MAX) return failed('password-weak', 'password', `最多 ${PASSWORD_MAX} 个字符。`);
  const own = [person.name, person.email, ...person.email.split(/[@.\-_+]/)];
  const pieces = [...own.map((piece) => piece.toLowerCase()).filter(({ length }) => length >= 2), ...COMMON];
  let left = password.toLowerCase();
  for (const piece of pieces.sort((a, b) => b.length - a.length)) left = left.replaceAll(piece, '');
  return new Set(left).size < ENOUGH_LEFT
    ? failed('password-weak', 'password', '太容易猜到：不要用常见词、连续数字、姓名或邮箱。')
    : null;
}
